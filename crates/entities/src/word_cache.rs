//! Scores of word forms, computed once for each form.
//!
//! A model's score of a tag is a sum over features, and most features depend on one word form
//! alone. So all that a form adds to the scores around it is a small table: a row of scores for
//! each of five tokens. A token then costs one addition of such tables.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use wide::i16x16;

use crate::features::{Aspects, Word};
use crate::model::Model;
use crate::weights::OFFSETS;

/// Forms in one generation. Two generations of GermEval's 24 tags take about 24 MB.
const GENERATION: usize = 32_768;

/// Forms longer than this, in bytes, are computed each time: memory stays bounded on hostile text.
const LONGEST: usize = 256;

/// What a word form adds to the scores of the tokens around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordScores<'a> {
    pub(crate) aspects: Aspects,
    /// Rows for the tokens from two places before to two behind.
    pub(crate) scores: &'a [i16x16],
}

/// The forms seen lately: at most two generations of them, however long the corpus.
///
/// When the young generation is full it becomes the old one, and what the old one held is
/// forgotten unless it was asked for meanwhile. What is forgotten is computed again with the same
/// result, so the state of the cache shows in the time alone. It serves one model.
#[derive(Debug, Default)]
pub(crate) struct WordCache {
    hasher: FixedState,
    young: Generation,
    old: Generation,
    /// The word that was computed last, and its scores.
    word: Word,
    scores: Vec<i16x16>,
}

/// Forms with their scores, one behind the other in the order in which they came.
#[derive(Debug, Default)]
struct Generation {
    numbers: HashTable<u32>,
    words: Vec<Known>,
    forms: String,
    scores: Vec<i16x16>,
}

/// One form of a generation.
#[derive(Debug)]
struct Known {
    hash: u64,
    /// Where it stands in the forms.
    start: u32,
    length: u32,
    aspects: Aspects,
}

impl WordCache {
    /// The scores of `form` under `model`.
    pub(crate) fn scores(&mut self, form: &str, model: &Model) -> WordScores<'_> {
        if form.len() > LONGEST {
            self.compute(form, model);
            return WordScores { aspects: self.word.aspects, scores: &self.scores };
        }
        let hash = self.hasher.hash_one(form);
        let number = self.young.find(form, hash).unwrap_or_else(|| self.add(form, hash, model));
        self.young.scores(number)
    }

    /// Puts a form into the young generation, from the old one if that has it.
    fn add(&mut self, form: &str, hash: u64, model: &Model) -> usize {
        if self.young.words.len() == GENERATION {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        if let Some(number) = self.old.find(form, hash) {
            return self.young.add(form, hash, self.old.scores(number));
        }
        self.compute(form, model);
        let scores = WordScores { aspects: self.word.aspects, scores: &self.scores };
        self.young.add(form, hash, scores)
    }

    fn compute(&mut self, form: &str, model: &Model) {
        self.word.read(form, &model.lexicons);
        compute(&self.word, model, &mut self.scores);
    }
}

/// Makes `scores` those of a word.
pub(crate) fn compute(word: &Word, model: &Model, scores: &mut Vec<i16x16>) {
    scores.clear();
    scores.resize(OFFSETS * model.columns.width(), i16x16::default());
    word.features.iter().for_each(|feature| model.weights.spread(feature.key, scores));
}

impl Generation {
    fn find(&self, form: &str, hash: u64) -> Option<usize> {
        let number = self.numbers.find(hash, |number| self.form(*number) == form)?;
        Some(*number as usize)
    }

    fn form(&self, number: u32) -> &str {
        let Known { start, length, .. } = self.words[number as usize];
        &self.forms[start as usize..(start + length) as usize]
    }

    fn scores(&self, number: usize) -> WordScores<'_> {
        let size = self.scores.len() / self.words.len();
        let scores = &self.scores[number * size..(number + 1) * size];
        WordScores { aspects: self.words[number].aspects, scores }
    }

    fn add(&mut self, form: &str, hash: u64, scores: WordScores<'_>) -> usize {
        let (number, start) = (self.words.len(), length(&self.forms));
        self.words.push(Known { hash, start, length: length(form), aspects: scores.aspects });
        self.forms.push_str(form);
        self.scores.extend_from_slice(scores.scores);
        let rehash = |number: &u32| self.words[*number as usize].hash;
        self.numbers.insert_unique(hash, u32::try_from(number).unwrap_or(u32::MAX), rehash);
        number
    }

    fn clear(&mut self) {
        self.numbers.clear();
        self.words.clear();
        self.forms.clear();
        self.scores.clear();
    }
}

/// Length in bytes of what a generation holds: some megabytes at most.
fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
