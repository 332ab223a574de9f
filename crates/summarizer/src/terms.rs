//! The terms of one text, numbered from 0 in the order in which they are met.

use bitflags::bitflags;

use crate::language::Language;
use crate::lexicon::WordClass;
use crate::vocabulary::{Entry, Facts, Vocabulary, Word};

/// Number of a term in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term(u32);

impl Term {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

bitflags! {
    /// Where a text has a term, apart from its prose.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(crate) struct Places: u8 {
        /// The title, or the headings above the prose.
        const TITLE = 1;
        /// The headings below.
        const HEADINGS = 1 << 1;
        /// What the reader asks for.
        const QUERY = 1 << 2;
        /// A name.
        const NAMES = 1 << 3;
    }
}

/// Where the sentences of prose have a term.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Usage {
    /// Number of occurrences.
    pub(crate) count: u32,
    /// Place of the first sentence, from 0.
    pub(crate) first: u32,
    /// Place of the last sentence so far.
    pub(crate) last: u32,
    /// Whether it stands in capitals where not every word does.
    pub(crate) capitalized: bool,
}

/// What is known of a term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) facts: Facts,
    pub(crate) usage: Usage,
    pub(crate) places: Places,
    /// Number of the last sentence that has it, from 1.
    pub(crate) seen: u32,
}

/// The terms of a text.
///
/// A text has few terms, so what is known of them lies close together, whatever the number of
/// words that all the texts before had.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    vocabulary: Vocabulary,
    /// By entry of the vocabulary, the number of its term from 1; 0 if the text has it not.
    numbers: Vec<u32>,
    /// The entry of each term.
    entries: Vec<Entry>,
    known: Vec<Known>,
}

impl Terms {
    /// Begins a new text.
    pub(crate) fn clear(&mut self) {
        for entry in self.entries.drain(..) {
            self.numbers[entry.index()] = 0;
        }
        self.known.clear();
        self.vocabulary.trim();
    }

    /// Number of terms.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether a term has been marked.
    pub(crate) fn has_marks(&self) -> bool {
        self.known.iter().any(|known| !known.places.is_empty())
    }

    #[inline]
    pub(crate) fn at(&self, term: Term) -> &Known {
        &self.known[term.index()]
    }

    #[inline]
    pub(crate) fn at_mut(&mut self, term: Term) -> &mut Known {
        &mut self.known[term.index()]
    }

    pub(crate) fn mark(&mut self, term: Term, place: Places) {
        self.known[term.index()].places |= place;
    }

    /// The word that is written `form`.
    #[inline]
    pub(crate) fn word(&mut self, form: &str, language: &Language) -> Word {
        self.vocabulary.word(form, language)
    }

    /// The term of an entry of the vocabulary.
    #[inline]
    pub(crate) fn term(&mut self, entry: Entry) -> Term {
        match self.numbers.get(entry.index()) {
            Some(&number) if number > 0 => Term(number - 1),
            _ => self.add(entry),
        }
    }

    /// The term of the word that is written `form`.
    pub(crate) fn term_of(&mut self, form: &str, language: &Language) -> Term {
        let word = self.word(form, language);
        self.term(word.entry)
    }

    fn add(&mut self, entry: Entry) -> Term {
        let facts = self.vocabulary.facts(entry);
        self.known.push(Known { facts, usage: Usage::default(), places: Places::empty(), seen: 0 });
        self.entries.push(entry);
        if self.numbers.len() <= entry.index() {
            self.numbers.resize(entry.index() + 1, 0);
        }
        let number = u32::try_from(self.known.len()).expect("texts end before 4 GiB");
        self.numbers[entry.index()] = number;
        Term(number - 1)
    }

    /// Marks the content words of a text that is not tokenized.
    pub(crate) fn mark_all(&mut self, text: &str, language: &Language, place: Places) {
        for form in forms(text) {
            let word = self.word(form, language);
            let term = self.term(word.entry);
            if !word.class.contains(WordClass::STOP) {
                self.mark(term, place);
            }
        }
    }
}

/// The words of a text that is not tokenized.
pub(crate) fn forms(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|form| !form.is_empty())
}
