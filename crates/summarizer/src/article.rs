//! An article as the algorithms see it: passages of terms, with what the words tell.

use satz_core::{Entities, Metadata, SentenceKind, Sentences, Tokens};

use crate::furniture::Fitness;
use crate::language::Language;
use crate::lexicon::WordClass;
use crate::passage::{Passage, Traits};
use crate::reading::{Reading, recycled};
use crate::terms::{Known, Places, Term, Terms, forms};

/// The layers that are read.
pub(crate) type Layers<'a> =
    (&'a Tokens, &'a Sentences, Option<&'a Entities>, Option<&'a Metadata>);

/// One text, read; it keeps its memory for the next one.
#[derive(Debug, Default)]
pub(crate) struct Article {
    terms: Terms,
    passages: Vec<Passage>,
    /// The words of the passages, in order.
    words: Vec<Term>,
    /// The terms of the passages, for each passage once.
    distinct: Vec<Term>,
    /// The terms of the prose, in the order of their first occurrence.
    vocabulary: Vec<Term>,
    /// Number of the passage at hand, from 1.
    number: u32,
    /// Number of sentences of prose.
    prose: u32,
    /// Number of those in which somebody speaks.
    voices: u32,
    /// Memory for the sentence at hand.
    readings: Vec<Reading<'static>>,
}

impl Article {
    /// Reads a text and its layers, in place of the one that was read before.
    pub(crate) fn read(&mut self, text: &str, layers: Layers<'_>, language: &Language) {
        let (tokens, sentences, entities, metadata) = layers;
        self.clear();
        let title = metadata.and_then(|metadata| metadata.title.as_deref());
        self.terms.mark_all(title.unwrap_or_default(), language, Places::TITLE);
        self.read_passages(text, tokens, sentences, language);
        for entity in entities.into_iter().flat_map(Entities::iter) {
            self.terms.mark_all(&text[entity.span.range()], language, Places::NAMES);
        }
    }

    /// Takes the terms of a query; after [`Article::read`].
    pub(crate) fn ask(&mut self, query: &str, language: &Language) {
        self.terms.mark_all(query, language, Places::QUERY);
    }

    /// The terms of the words of another text.
    pub(crate) fn terms_of(&mut self, text: &str, language: &Language) -> Vec<Term> {
        forms(text).map(|form| self.terms.term_of(form, language)).collect()
    }

    /// All passages, one for each sentence of the text.
    pub(crate) fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Number of sentences of prose.
    pub(crate) fn prose(&self) -> u32 {
        self.prose
    }

    /// Number of sentences of prose in which somebody speaks.
    pub(crate) fn voices(&self) -> u32 {
        self.voices
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
        &self.distinct[passage.terms.clone()]
    }

    /// The terms of the prose, in the order of their first occurrence.
    pub(crate) fn vocabulary(&self) -> &[Term] {
        &self.vocabulary
    }

    /// Number of terms, those of the title, the headings and the query among them.
    pub(crate) fn size(&self) -> usize {
        self.terms.len()
    }

    /// What is known of a term.
    #[inline]
    pub(crate) fn known(&self, term: Term) -> &Known {
        self.terms.at(term)
    }

    fn clear(&mut self) {
        self.terms.clear();
        self.passages.clear();
        self.words.clear();
        self.distinct.clear();
        self.vocabulary.clear();
        self.number = 0;
        self.prose = 0;
        self.voices = 0;
    }

    fn read_passages(
        &mut self,
        text: &str,
        tokens: &Tokens,
        sentences: &Sentences,
        language: &Language,
    ) {
        let mut readings = recycled(std::mem::take(&mut self.readings));
        let above = if self.terms.has_marks() { Places::HEADINGS } else { Places::TITLE };
        for (range, &kind) in sentences.token_ranges().zip(sentences.kinds()) {
            readings.clear();
            self.number += 1;
            let terms = &mut self.terms;
            let words =
                range.clone().map(|token| Reading::new(text, tokens, token, terms, language));
            readings.extend(words);
            self.find_terms(&mut readings);
            let mut passage = Passage::new(kind, &readings, &tokens.spans()[range], text);
            if kind == SentenceKind::Heading {
                let place = if self.prose == 0 { above } else { Places::HEADINGS };
                self.mark_content(&readings, place);
            } else {
                self.read_sentence(&readings, &mut passage, language);
            }
            self.passages.push(passage);
        }
        self.readings = recycled(readings);
    }

    /// Finds the term of each word.
    ///
    /// Not along with the word: the processor waits for memory at each, and waits for many words
    /// at once if nothing depends on them yet.
    fn find_terms(&mut self, readings: &mut [Reading<'_>]) {
        for reading in readings {
            reading.term = reading.entry.map(|entry| self.terms.term(entry));
        }
    }

    /// Marks the content words of a heading.
    fn mark_content(&mut self, readings: &[Reading<'_>], place: Places) {
        let content = readings.iter().filter(|reading| reading.is_content());
        for term in content.filter_map(|reading| reading.term) {
            self.terms.mark(term, place);
        }
    }

    /// Keeps the words of a sentence, and counts them if it is prose.
    fn read_sentence(
        &mut self,
        readings: &[Reading<'_>],
        passage: &mut Passage,
        language: &Language,
    ) {
        let (words, terms) = (self.words.len(), self.distinct.len());
        let is_prose = passage.fitness == Fitness::Prose;
        for reading in readings {
            let capitalized = words < self.words.len() && reading.is_capitalized();
            let usage = is_prose.then_some(capitalized);
            match reading.term {
                Some(_) if reading.is(WordClass::COMPOUND) => {
                    for form in forms(reading.text) {
                        let term = self.terms.term_of(form, language);
                        self.keep(term, usage);
                    }
                }
                Some(term) => self.keep(term, usage),
                None => {}
            }
        }
        passage.words = words..self.words.len();
        passage.terms = terms..self.distinct.len();
        self.prose += u32::from(is_prose);
        self.voices += u32::from(is_prose && passage.has(Traits::VOICE));
    }

    /// Keeps a word, with its term if the sentence has it for the first time, and counts it in
    /// prose, where it stands in capitals or not.
    #[inline]
    fn keep(&mut self, term: Term, capitalized: Option<bool>) {
        self.words.push(term);
        let Known { usage, seen, .. } = self.terms.at_mut(term);
        if std::mem::replace(seen, self.number) != self.number {
            self.distinct.push(term);
        }
        if let Some(capitalized) = capitalized {
            if usage.count == 0 {
                usage.first = self.prose;
                self.vocabulary.push(term);
            }
            usage.count += 1;
            usage.last = self.prose;
            usage.capitalized |= capitalized;
        }
    }
}
