//! An article as the algorithms see it: passages of terms, with what the words tell.

use satz_core::{Entities, Metadata, Sentences, Tokens};

use crate::by_term::ByTerm;
use crate::furniture::Fitness;
use crate::language::Language;
use crate::lexicon::WordClass;
use crate::passage::{Passage, Traits};
use crate::reading::Reading;
use crate::vocabulary::{Term, Vocabulary};

/// The layers that are read.
pub(crate) type Layers<'a> =
    (&'a Tokens, &'a Sentences, Option<&'a Entities>, Option<&'a Metadata>);

/// One text, read; it keeps its memory for the next one.
#[derive(Default)]
pub(crate) struct Article {
    pub(crate) vocabulary: Vocabulary,
    passages: Vec<Passage>,
    /// The terms of the passages, one passage after another.
    terms: Vec<Term>,
    /// The last word of each name, one passage after another.
    names: Vec<Term>,
    /// Terms of the title, or of the headings above the text.
    title: ByTerm<bool>,
    /// Terms of the headings below.
    headings: ByTerm<bool>,
    /// Terms of the query.
    query: ByTerm<bool>,
    /// Number of passages of prose that have the term.
    frequency: ByTerm<u32>,
    /// Number of mentions of names that end in the term.
    mentions: ByTerm<u32>,
    /// One more than the last passage that had the term.
    last_seen: ByTerm<usize>,
}

impl Article {
    /// Reads a text and its layers, in place of the one that was read before.
    pub(crate) fn read(&mut self, text: &str, layers: Layers<'_>, language: &Language) {
        let (tokens, sentences, entities, metadata) = layers;
        self.clear();
        self.read_passages(text, tokens, sentences, language);
        if let Some(title) = metadata.and_then(|metadata| metadata.title.as_deref()) {
            let vocabulary = &mut self.vocabulary;
            for_each_term(title, vocabulary, language, |term| self.title.set(term, true));
        }
        self.sort_terms();
        if let Some(entities) = entities {
            self.read_names(text, entities, language);
        }
    }

    /// Takes the terms of a query; after [`Article::read`].
    pub(crate) fn ask(&mut self, query: &str, language: &Language) {
        let vocabulary = &mut self.vocabulary;
        for_each_term(query, vocabulary, language, |term| self.query.set(term, true));
    }

    /// All passages, one for each sentence of the text.
    pub(crate) fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The terms of a passage, each once.
    pub(crate) fn terms(&self, passage: &Passage) -> &[Term] {
        &self.terms[passage.terms.clone()]
    }

    /// The last words of the names in a passage.
    pub(crate) fn names(&self, passage: &Passage) -> &[Term] {
        &self.names[passage.names.clone()]
    }

    pub(crate) fn title(&self) -> &ByTerm<bool> {
        &self.title
    }

    pub(crate) fn headings(&self) -> &ByTerm<bool> {
        &self.headings
    }

    pub(crate) fn query(&self) -> &ByTerm<bool> {
        &self.query
    }

    /// Number of passages of prose that have the term.
    pub(crate) fn frequency(&self) -> &ByTerm<u32> {
        &self.frequency
    }

    /// Number of mentions of names that end in the term.
    pub(crate) fn mentions(&self) -> &ByTerm<u32> {
        &self.mentions
    }

    /// Weight of a term in the language at large.
    pub(crate) fn weight(&self, term: Term) -> f32 {
        self.vocabulary.weight(term)
    }

    fn clear(&mut self) {
        self.passages.clear();
        self.terms.clear();
        self.names.clear();
        for column in [&mut self.title, &mut self.headings, &mut self.query] {
            column.clear();
        }
        self.frequency.clear();
        self.mentions.clear();
        self.last_seen.clear();
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
        let mut end = 0;
        for (range, &kind) in sentences.token_ranges().zip(sentences.kinds()) {
            readings.clear();
            readings.extend(
                range
                    .clone()
                    .map(|token| Reading::new(text, tokens, token, &mut self.vocabulary, language)),
            );
            let mut passage = Passage::new(kind, &readings, &tokens.spans()[range]);
            let gap = &text[end..passage.span.range().start];
            passage.traits.set(Traits::PARAGRAPH, end == 0 || gap.contains('\n'));
            end = passage.span.range().end;
            passage.characters = text[passage.span.range()].chars().count();
            passage.terms = self.keep_terms(&readings, language);
            self.passages.push(passage);
        }
    }

    /// Appends the terms of a sentence, each once; the parts of "US-Präsident" are two.
    fn keep_terms(
        &mut self,
        readings: &[Reading<'_>],
        language: &Language,
    ) -> std::ops::Range<usize> {
        let (start, passage) = (self.terms.len(), self.passages.len() + 1);
        let Self { terms, last_seen, vocabulary, .. } = self;
        let mut keep = |term| {
            if last_seen.at(term) != passage {
                last_seen.set(term, passage);
                terms.push(term);
            }
        };
        for reading in readings {
            match reading.term {
                Some(_) if reading.text.contains('-') => {
                    for_each_term(reading.text, vocabulary, language, &mut keep);
                }
                Some(term) => keep(term),
                None => {}
            }
        }
        start..terms.len()
    }

    /// Counts the terms of prose, and takes those of headings for the title or the sub-heads.
    fn sort_terms(&mut self) {
        let has_title = !self.title.terms().is_empty();
        let mut below = has_title;
        for passage in &self.passages {
            let terms = &self.terms[passage.terms.clone()];
            let column = if below { &mut self.headings } else { &mut self.title };
            match passage.fitness {
                Fitness::Heading => terms.iter().for_each(|&term| column.set(term, true)),
                Fitness::Prose => {
                    below = true;
                    let frequency = &mut self.frequency;
                    terms.iter().for_each(|&term| frequency.set(term, frequency.at(term) + 1));
                }
                Fitness::Fragment | Fitness::Furniture => {}
            }
        }
    }

    /// Files each name under its last word, in the passage where it begins.
    fn read_names(&mut self, text: &str, entities: &Entities, language: &Language) {
        let mut entities = entities.iter().peekable();
        for passage in &mut self.passages {
            let start = self.names.len();
            while let Some(entity) =
                entities.next_if(|entity| entity.span.start() < passage.span.end())
            {
                let (names, mentions) = (&mut self.names, &mut self.mentions);
                let mut last = None;
                let name = &text[entity.span.range()];
                for_each_term(name, &mut self.vocabulary, language, |term| last = Some(term));
                if let Some(term) = last {
                    mentions.set(term, mentions.at(term) + 1);
                    names.push(term);
                }
            }
            passage.names = start..self.names.len();
        }
    }
}

/// Calls `take` with each term of a text that is not tokenized.
fn for_each_term(
    text: &str,
    vocabulary: &mut Vocabulary,
    language: &Language,
    mut take: impl FnMut(Term),
) {
    for form in text.split(|c: char| !c.is_alphanumeric()).filter(|form| form.len() > 1) {
        let word = vocabulary.word(form, language);
        if !word.class.contains(WordClass::STOP) {
            take(word.term);
        }
    }
}
