//! An article as the algorithms see it: passages of terms, with what the words tell.

use std::ops::Range;

use satz_core::{Entities, Metadata, SentenceKind, Sentences, Tokens};

use crate::by_term::ByTerm;
use crate::furniture::Fitness;
use crate::language::Language;
use crate::lexicon::WordClass;
use crate::passage::Passage;
use crate::reading::Reading;
use crate::vocabulary::{Facts, Term, Vocabulary, Word};

/// The layers that are read.
pub(crate) type Layers<'a> =
    (&'a Tokens, &'a Sentences, Option<&'a Entities>, Option<&'a Metadata>);

/// One text, read; it keeps its memory for the next one.
#[derive(Debug, Default)]
pub(crate) struct Article {
    vocabulary: Vocabulary,
    passages: Vec<Passage>,
    /// The words of the passages, in order.
    words: Vec<Term>,
    /// The terms of the passages, for each passage once.
    terms: Vec<Term>,
    /// One more than the number of the last passage that has the term.
    seen: ByTerm<usize>,
    /// Where the text has each of its terms.
    usage: ByTerm<Usage>,
    /// Terms of the title, or of the headings above the text.
    title: ByTerm<bool>,
    /// Terms of the headings below.
    headings: ByTerm<bool>,
    /// Terms of the query.
    query: ByTerm<bool>,
    /// Terms of the names.
    names: ByTerm<bool>,
    /// Number of sentences of prose.
    prose: usize,
}

/// Where the sentences of prose have a term.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Usage {
    /// Number of occurrences.
    pub(crate) count: u32,
    /// Number of sentences.
    pub(crate) sentences: u32,
    /// Place of the first sentence, from 0.
    pub(crate) first: u32,
    /// Place of the last sentence so far.
    pub(crate) last: u32,
    /// Whether it stands in capitals where not every word does.
    pub(crate) capitalized: bool,
}

impl Article {
    /// Reads a text and its layers, in place of the one that was read before.
    pub(crate) fn read(&mut self, text: &str, layers: Layers<'_>, language: &Language) {
        let (tokens, sentences, entities, metadata) = layers;
        self.clear();
        if let Some(title) = metadata.and_then(|metadata| metadata.title.as_deref()) {
            let vocabulary = &mut self.vocabulary;
            for_each_term(title, vocabulary, language, |term| self.title.set(term, true));
        }
        self.read_passages(text, tokens, sentences, language);
        for entity in entities.into_iter().flat_map(Entities::iter) {
            let (name, vocabulary) = (&text[entity.span.range()], &mut self.vocabulary);
            for_each_term(name, vocabulary, language, |term| self.names.set(term, true));
        }
    }

    /// Takes the terms of a query; after [`Article::read`].
    pub(crate) fn ask(&mut self, query: &str, language: &Language) {
        let vocabulary = &mut self.vocabulary;
        for_each_term(query, vocabulary, language, |term| self.query.set(term, true));
    }

    /// Calls `take` with the term of each word of another text.
    pub(crate) fn for_each_word(
        &mut self,
        text: &str,
        language: &Language,
        mut take: impl FnMut(Term),
    ) {
        for_each_word(text, &mut self.vocabulary, language, |word| take(word.term));
    }

    /// All passages, one for each sentence of the text.
    pub(crate) fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Number of sentences of prose.
    pub(crate) fn prose(&self) -> usize {
        self.prose
    }

    /// Number of words of all sentences.
    pub(crate) fn length(&self) -> usize {
        self.words.len()
    }

    /// The words of a passage, in order.
    pub(crate) fn words(&self, passage: &Passage) -> &[Term] {
        &self.words[passage.words.clone()]
    }

    /// The terms of a passage, each once.
    pub(crate) fn terms(&self, passage: &Passage) -> &[Term] {
        &self.terms[passage.terms.clone()]
    }

    /// The terms of the prose, in the order of their first occurrence.
    pub(crate) fn vocabulary(&self) -> &[Term] {
        self.usage.terms()
    }

    pub(crate) fn usage(&self, term: Term) -> Usage {
        self.usage.at(term)
    }

    pub(crate) fn facts(&self, term: Term) -> Facts {
        self.vocabulary.facts(term)
    }

    pub(crate) fn in_title(&self, term: Term) -> bool {
        self.title.at(term)
    }

    pub(crate) fn in_headings(&self, term: Term) -> bool {
        self.headings.at(term)
    }

    pub(crate) fn in_query(&self, term: Term) -> bool {
        self.query.at(term)
    }

    pub(crate) fn in_names(&self, term: Term) -> bool {
        self.names.at(term)
    }

    fn clear(&mut self) {
        self.passages.clear();
        self.words.clear();
        self.terms.clear();
        self.seen.clear();
        self.usage.clear();
        for column in [&mut self.title, &mut self.headings, &mut self.query, &mut self.names] {
            column.clear();
        }
        self.prose = 0;
        self.vocabulary.trim();
    }

    fn read_passages(
        &mut self,
        text: &str,
        tokens: &Tokens,
        sentences: &Sentences,
        language: &Language,
    ) {
        let longest = sentences.token_ranges().map(|range| range.len()).max();
        let mut readings = Vec::with_capacity(longest.unwrap_or(0));
        let is_titled = !self.title.terms().is_empty();
        for (range, &kind) in sentences.token_ranges().zip(sentences.kinds()) {
            readings.clear();
            let vocabulary = &mut self.vocabulary;
            let words =
                range.clone().map(|token| Reading::new(text, tokens, token, vocabulary, language));
            readings.extend(words);
            let mut passage = Passage::new(kind, &readings, &tokens.spans()[range], text);
            if kind == SentenceKind::Heading {
                let is_title = !is_titled && self.prose == 0;
                self.read_heading(&readings, is_title);
            } else {
                passage.words = self.read_sentence(&readings, passage.fitness, language);
                passage.terms = self.keep_terms(passage.words.clone());
            }
            self.passages.push(passage);
        }
    }

    fn read_heading(&mut self, readings: &[Reading<'_>], is_title: bool) {
        let column = if is_title { &mut self.title } else { &mut self.headings };
        let content = readings.iter().filter(|reading| reading.is_content());
        for term in content.filter_map(|reading| reading.term) {
            column.set(term, true);
        }
    }

    /// Keeps the words of a sentence, and counts them if it is prose.
    fn read_sentence(
        &mut self,
        readings: &[Reading<'_>],
        fitness: Fitness,
        language: &Language,
    ) -> Range<usize> {
        let start = self.words.len();
        for reading in readings {
            let from = self.words.len();
            match reading.term {
                // "US-Präsident" is two words.
                Some(_) if reading.text.contains('-') => {
                    let (words, vocabulary) = (&mut self.words, &mut self.vocabulary);
                    for_each_word(reading.text, vocabulary, language, |word| words.push(word.term));
                }
                Some(term) => self.words.push(term),
                None => {}
            }
            if fitness == Fitness::Prose {
                let is_first = from == start;
                self.count(from, !is_first && reading.is_capitalized());
            }
        }
        self.prose += usize::from(fitness == Fitness::Prose);
        start..self.words.len()
    }

    /// Keeps each term of a sentence once.
    fn keep_terms(&mut self, words: Range<usize>) -> Range<usize> {
        let (start, passage) = (self.terms.len(), self.passages.len() + 1);
        for &term in &self.words[words] {
            if self.seen.at(term) != passage {
                self.seen.set(term, passage);
                self.terms.push(term);
            }
        }
        start..self.terms.len()
    }

    /// Counts the words kept since `from`.
    fn count(&mut self, from: usize, capitalized: bool) {
        let place = u32::try_from(self.prose).unwrap_or(u32::MAX);
        for &term in &self.words[from..] {
            let Usage { count, sentences, first, last, capitalized: before } = self.usage.at(term);
            let usage = Usage {
                count: count + 1,
                sentences: if count > 0 && last == place { sentences } else { sentences + 1 },
                first: if count == 0 { place } else { first },
                last: place,
                capitalized: before || capitalized,
            };
            self.usage.set(term, usage);
        }
    }
}

/// Calls `take` with the term of each content word of a text that is not tokenized.
fn for_each_term(
    text: &str,
    vocabulary: &mut Vocabulary,
    language: &Language,
    mut take: impl FnMut(Term),
) {
    for_each_word(text, vocabulary, language, |word| {
        if !word.class.contains(WordClass::STOP) {
            take(word.term);
        }
    });
}

/// Calls `take` with each word of a text that is not tokenized.
fn for_each_word(
    text: &str,
    vocabulary: &mut Vocabulary,
    language: &Language,
    mut take: impl FnMut(Word),
) {
    for form in text.split(|c: char| !c.is_alphanumeric()).filter(|form| !form.is_empty()) {
        take(vocabulary.word(form, language));
    }
}
