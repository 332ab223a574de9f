//! Documents for the tests of stages, and slow ways to right answers.

use satz_core::{Document, EntityRef, SentenceKind, Sentences, Span, TokenKind, Tokens};

use crate::crf::transitions::Transitions;
use crate::tags::{TagId, TagSet};

/// A document whose tokens and sentences are given: spaces between tokens, `|` ends a sentence.
pub(crate) fn document(text: &str) -> Document {
    let (mut tokens, mut sentences, mut start) = (Tokens::default(), Sentences::default(), 0);
    for piece in text.split(' ') {
        let end = start + u32::try_from(piece.len()).unwrap();
        if piece == "|" {
            sentences.push(u32::try_from(tokens.len()).unwrap(), SentenceKind::Sentence);
        } else {
            tokens.push(Span::new(start, end), TokenKind::Word);
        }
        start = end + 1;
    }
    let mut document = Document::new(text).unwrap();
    document.insert(tokens).unwrap();
    document.insert(sentences).unwrap();
    document
}

/// Label and text of every entity.
pub(crate) fn found(document: &Document) -> Vec<String> {
    let show = |entity: EntityRef<'_>| format!("{} {}", entity.label(), entity.text());
    document.entities().unwrap().map(show).collect()
}

/// The best path by the book: all tags after all others, and every comparison kept.
pub(crate) fn best_by_the_book(
    tags: &TagSet,
    transitions: &Transitions,
    unary: &[Vec<i16>],
) -> Vec<TagId> {
    let ids = || (0..).take(tags.len());
    let allowed: Vec<Option<i16>> = transitions.allowed(tags).collect();
    let step = |previous: usize, next: TagId| {
        allowed[previous * tags.len() + usize::from(next)].map_or(-1_000_000, i64::from)
    };
    let own = |row: &[i16], tag: TagId| i64::from(row[usize::from(tag)]);
    let mut scores: Vec<i64> =
        ids().map(|tag| step(tags.len(), tag) + own(&unary[0], tag)).collect();
    let mut origins: Vec<Vec<usize>> = Vec::new();
    let first_best = |scores: &mut dyn Iterator<Item = i64>| {
        scores.enumerate().min_by_key(|(_, score)| -score).unwrap()
    };
    for row in &unary[1..] {
        let best = |next: TagId| {
            first_best(&mut scores.iter().enumerate().map(|(tag, score)| score + step(tag, next)))
        };
        let ways: Vec<(usize, i64)> = ids().map(best).collect();
        scores = ids().zip(&ways).map(|(tag, way)| way.1 + own(row, tag)).collect();
        origins.push(ways.into_iter().map(|way| way.0).collect());
    }
    let mut path = vec![first_best(&mut scores.iter().copied()).0];
    for origins in origins.iter().rev() {
        path.push(origins[path[path.len() - 1]]);
    }
    path.into_iter().rev().map(|tag| TagId::try_from(tag).unwrap()).collect()
}
