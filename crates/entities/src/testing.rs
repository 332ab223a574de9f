//! Documents for the tests of stages.

use satz_core::{Document, EntityRef, SentenceKind, Sentences, Span, TokenKind, Tokens};

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
