//! A sentence or heading, with what its words tell.

use std::ops::Range;

use bitflags::bitflags;
use satz_core::{SentenceKind, Span};

use crate::discourse;
use crate::furniture::{self, Fitness};
use crate::lexicon::WordClass;
use crate::reading::{Reading, Sentence};

bitflags! {
    /// What the words of a sentence tell of it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(crate) struct Traits: u8 {
        /// Cannot be understood without the sentence before.
        const LEANS = 1;
        /// Ends in a question mark.
        const QUESTION = 1 << 1;
        /// Somebody speaks: in reported speech, or in the first person.
        const VOICE = 1 << 2;
    }
}

/// A sentence or heading.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub(crate) fitness: Fitness,
    pub(crate) traits: Traits,
    /// Number of words and numbers.
    pub(crate) length: usize,
    /// Number of code points.
    pub(crate) characters: usize,
    /// Bytes that print leaves out: a dateline, a credit.
    pub(crate) omitted: Option<Span>,
    /// Its words, among the words of the article.
    pub(crate) words: Range<usize>,
    /// Its terms, each once, among the terms of the article.
    pub(crate) terms: Range<usize>,
}

impl Passage {
    /// Judges a sentence by its words; `spans` are those of its tokens.
    pub(crate) fn new(
        kind: SentenceKind,
        readings: &[Reading<'_>],
        spans: &[Span],
        text: &str,
    ) -> Self {
        let dateline = furniture::dateline(readings, spans);
        let start = dateline
            .map_or(0, |dateline| spans.partition_point(|span| span.start() < dateline.end()));
        let said = Sentence::new(&readings[start..]);
        let fitness = match kind {
            SentenceKind::Heading => Fitness::Heading,
            SentenceKind::Sentence => Fitness::of(said),
        };
        Self {
            fitness,
            traits: traits(said),
            length: said.iter().filter(|reading| reading.kind.is_wordlike()).count(),
            characters: text[spans[0].range().start..spans[spans.len() - 1].range().end]
                .chars()
                .count(),
            omitted: dateline.or_else(|| furniture::credit(said, spans)),
            words: 0..0,
            terms: 0..0,
        }
    }

    /// Whether it is neither a heading nor furniture.
    pub(crate) fn is_running_text(&self) -> bool {
        self.fitness < Fitness::Furniture
    }

    pub(crate) fn has(&self, traits: Traits) -> bool {
        self.traits.intersects(traits)
    }
}

fn traits(sentence: Sentence<'_, '_>) -> Traits {
    let mut traits = Traits::empty();
    traits.set(Traits::LEANS, discourse::leans(sentence));
    let voice = WordClass::SUBJUNCTIVE | WordClass::FIRST_PERSON;
    traits.set(Traits::VOICE, sentence.has(voice));
    traits.set(Traits::QUESTION, sentence.last().is_some_and(|last| last.is_mark("?")));
    traits
}
