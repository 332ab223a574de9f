//! A sentence or heading, with what its words tell.

use std::ops::Range;

use bitflags::bitflags;
use satz_core::{SentenceKind, Span, TokenKind};

use crate::discourse;
use crate::furniture::{self, Fitness};
use crate::lexicon::WordClass;
use crate::reading::Reading;

bitflags! {
    /// What the words of a sentence tell of it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(crate) struct Traits: u16 {
        /// First of its paragraph.
        const PARAGRAPH = 1;
        /// Cannot be understood without the sentence before.
        const LEANS = 1 << 1;
        /// Tied to the sentence before.
        const CONNECTS = 1 << 2;
        /// Ends in a question mark.
        const QUESTION = 1 << 3;
        /// Has a quotation in it.
        const QUOTES = 1 << 4;
        /// Speaks to the reader.
        const FIRST_PERSON = 1 << 5;
        /// Has a date or a day of the week.
        const DATED = 1 << 6;
        /// Has a number.
        const NUMBER = 1 << 7;
        /// Names who said it.
        const REPORTS = 1 << 8;
        /// Reported speech without its source.
        const LACKS_SOURCE = 1 << 9;
    }
}

/// A sentence or heading.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub(crate) span: Span,
    pub(crate) fitness: Fitness,
    pub(crate) traits: Traits,
    /// Number of words and numbers.
    pub(crate) words: usize,
    /// Number of code points.
    pub(crate) characters: usize,
    /// Bytes that print leaves out: a dateline, a credit.
    pub(crate) omitted: Option<Span>,
    /// Its terms, each once, among the terms of the article.
    pub(crate) terms: Range<usize>,
    /// Its names, among the names of the article.
    pub(crate) names: Range<usize>,
}

impl Passage {
    /// Judges a sentence by its words; `spans` are those of its tokens.
    pub(crate) fn new(kind: SentenceKind, readings: &[Reading<'_>], spans: &[Span]) -> Self {
        let fitness = match kind {
            SentenceKind::Heading => Fitness::Heading,
            SentenceKind::Sentence => Fitness::of(readings),
        };
        let dateline = furniture::dateline(readings, spans);
        let start = dateline
            .map_or(0, |dateline| spans.partition_point(|span| span.start() < dateline.end()));
        Self {
            span: Span::new(spans[0].start(), spans[spans.len() - 1].end()),
            fitness,
            traits: traits(&readings[start..]),
            words: readings.iter().filter(|reading| reading.kind.is_wordlike()).count(),
            characters: 0,
            omitted: dateline.or_else(|| furniture::credit(readings, spans)),
            terms: 0..0,
            names: 0..0,
        }
    }

    pub(crate) fn has(&self, traits: Traits) -> bool {
        self.traits.intersects(traits)
    }

    pub(crate) fn is_prose(&self) -> bool {
        self.fitness == Fitness::Prose
    }
}

fn traits(readings: &[Reading<'_>]) -> Traits {
    let any = |class| readings.iter().any(|reading| reading.is(class));
    let marks = |marks| readings.iter().any(|reading| reading.is_mark(marks));
    let is_number =
        |reading: &Reading<'_>| matches!(reading.kind, TokenKind::Number | TokenKind::Ordinal);
    [
        (Traits::LEANS, discourse::leans(readings)),
        (Traits::CONNECTS, discourse::connects(readings)),
        (Traits::LACKS_SOURCE, discourse::lacks_source(readings)),
        (Traits::QUESTION, readings.last().is_some_and(|last| last.is_mark("?"))),
        (Traits::QUOTES, marks("\"„“”«»")),
        (Traits::FIRST_PERSON, any(WordClass::FIRST_PERSON)),
        (Traits::DATED, any(WordClass::DAY)),
        (Traits::NUMBER, readings.iter().any(is_number)),
        (Traits::REPORTS, any(WordClass::REPORTING)),
    ]
    .into_iter()
    .filter_map(|(traits, holds)| holds.then_some(traits))
    .collect()
}
