//! Passages cut at the edges of mentions, as a tree that elements can follow.

use std::iter::Peekable;
use std::ops::Range;

use satz_driver::Entity;

/// Mentions nested deeper are not marked: browsers flatten deep trees, and no reader sees more.
const DEEPEST: usize = 8;

/// A stretch of text, or a mention with what is in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(Range<usize>),
    Mention(Mention),
}

/// A mention, as far as it lies in one passage: one that crosses the end of a sentence is cut.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Index among the entities of the document.
    pub(crate) index: usize,
    /// Whether this is where it begins.
    pub(crate) begins: bool,
    /// Whether this is where it ends.
    pub(crate) ends: bool,
    pub(crate) pieces: Vec<Piece>,
}

/// Cuts the passages of a text, which must be asked for in order.
pub(crate) struct Cutter<E: Iterator<Item = Entity>> {
    mentions: Peekable<std::iter::Enumerate<E>>,
    /// Those that the text up to now began and did not end, outermost first.
    open: Vec<Open>,
}

struct Open {
    index: usize,
    end: usize,
    begins: bool,
    pieces: Vec<Piece>,
}

impl<E: Iterator<Item = Entity>> Cutter<E> {
    pub(crate) fn new(mentions: E) -> Self {
        Self { mentions: mentions.enumerate().peekable(), open: Vec::new() }
    }

    /// The pieces of the next passage.
    pub(crate) fn cut(&mut self, passage: Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = passage.start;
        loop {
            let stop = self.next_edge().clamp(at, passage.end);
            if at < stop {
                self.inner(&mut pieces).push(Piece::Text(at..stop));
            }
            at = stop;
            if self.open.last().is_some_and(|open| open.end <= at) {
                self.close(&mut pieces);
            } else if at == passage.end {
                break;
            } else {
                self.begin();
            }
        }
        self.suspend(&mut pieces);
        pieces
    }

    /// The byte at which a mention begins or ends next.
    fn next_edge(&mut self) -> usize {
        let end = self.open.last().map(|open| open.end);
        let start = self.mentions.peek().map(|(_, entity)| entity.span.range().start);
        end.into_iter().chain(start).min().unwrap_or(usize::MAX)
    }

    fn begin(&mut self) {
        if let Some((index, entity)) = self.mentions.next()
            && self.open.len() < DEEPEST
        {
            let end = entity.span.range().end;
            self.open.push(Open { index, end, begins: true, pieces: Vec::new() });
        }
    }

    fn close(&mut self, pieces: &mut Vec<Piece>) {
        if let Some(Open { index, begins, pieces: inner, .. }) = self.open.pop() {
            let mention = Mention { index, begins, ends: true, pieces: inner };
            self.inner(pieces).push(Piece::Mention(mention));
        }
    }

    /// Cuts what is open at the end of a passage; it goes on in the next one.
    fn suspend(&mut self, pieces: &mut Vec<Piece>) {
        for depth in (0..self.open.len()).rev() {
            let open = &mut self.open[depth];
            let inner = std::mem::take(&mut open.pieces);
            let begins = std::mem::take(&mut open.begins);
            let mention = Mention { index: open.index, begins, ends: false, pieces: inner };
            let outer = depth.checked_sub(1).map(|outer| &mut self.open[outer].pieces);
            outer.unwrap_or(&mut *pieces).push(Piece::Mention(mention));
        }
    }

    fn inner<'p>(&'p mut self, pieces: &'p mut Vec<Piece>) -> &'p mut Vec<Piece> {
        self.open.last_mut().map_or(pieces, |open| &mut open.pieces)
    }
}

#[cfg(test)]
mod tests {
    use satz_driver::{Form, LabelId, Span};

    use super::*;

    /// Cuts a text into passages that end at `ends`.
    fn cut(mentions: &[(u32, u32)], ends: &[usize]) -> Vec<String> {
        let entity = |&(start, end)| Entity {
            span: Span::new(start, end),
            label: LabelId::default(),
            form: Form::Name,
            score: None,
        };
        let mut cutter = Cutter::new(mentions.iter().map(entity));
        let starts = std::iter::once(&0).chain(ends);
        starts.zip(ends).map(|(&start, &end)| shown(&cutter.cut(start..end))).collect()
    }

    /// Brackets for mentions, dots where one goes on.
    fn shown(pieces: &[Piece]) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(range) => format!("{}-{}", range.start, range.end),
            Piece::Mention(mention) => format!(
                "[{}{}{}]",
                if mention.begins { "" } else { ".." },
                shown(&mention.pieces),
                if mention.ends { "" } else { ".." },
            ),
        };
        pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn mentions_nest_and_cross_sentences() {
        let cases = [
            ("none", vec![], vec![9], vec!["0-9"]),
            ("one inside", vec![(2, 4)], vec![9], vec!["0-2 [2-4] 4-9"]),
            ("two in a row", vec![(0, 4), (4, 9)], vec![9], vec!["[0-4] [4-9]"]),
            ("one in another", vec![(1, 8), (1, 3)], vec![9], vec!["0-1 [[1-3] 3-8] 8-9"]),
            ("over an edge", vec![(1, 8)], vec![5, 9], vec!["0-1 [1-5..]", "[..5-8] 8-9"]),
            (
                "over three passages, with one inside",
                vec![(1, 8), (3, 6)],
                vec![4, 5, 9],
                vec!["0-1 [1-3 [3-4..]..]", "[..[..4-5..]..]", "[..[..5-6] 6-8] 8-9"],
            ),
            ("up to an edge", vec![(1, 5)], vec![5, 9], vec!["0-1 [1-5]", "5-9"]),
        ];
        for (name, mentions, ends, expected) in cases {
            assert_eq!(cut(&mentions, &ends), expected, "{name}");
        }
    }

    #[test]
    fn deep_nests_are_cut() {
        let mentions: Vec<_> = (0..500).map(|depth| (depth, 1000 - depth)).collect();
        assert_eq!(cut(&mentions, &[1000])[0].matches('[').count(), DEEPEST);
    }
}
