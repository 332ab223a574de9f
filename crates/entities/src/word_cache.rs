//! Scores of word forms, computed once for each form.
//!
//! A model's score of a tag is a sum over features, and most features depend on one word form
//! alone. So all that a form adds to the scores around it is a small table: a row of scores for
//! each of five tokens. A token then costs the addition of one such table.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use wide::i16x16;

use crate::calculator::{Calculator, WordScores};
use crate::features::Aspects;
use crate::model::Model;
use crate::pages::Pages;

/// Forms in one generation, but for those of a last window.
const GENERATION: usize = 32_768;

/// Groups of scores in one generation, 20 MB: what a network knows of a form is seven times as
/// much as what a model of GermEval's 24 tags knows.
const GROUPS: usize = 655_360;

/// Tokens between two calls of [`WordCache::make_room`], at most.
pub(crate) const WINDOW: usize = 64;

/// Forms longer than this, in bytes, are computed each time: memory stays bounded on hostile text.
const LONGEST: usize = 256;

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
    calculator: Calculator,
}

/// Forms with their scores, one behind the other in the order in which they came.
#[derive(Debug, Default)]
struct Generation {
    known: HashTable<Known>,
    forms: String,
    aspects: Vec<Aspects>,
    scores: Rows,
    inputs: Rows,
}

/// As many scores for each form.
#[derive(Debug, Default)]
struct Rows {
    /// Groups of scores of a form.
    size: usize,
    groups: Pages<i16x16>,
}

/// A form that can be found: its number, and where it stands among the forms of its generation.
#[derive(Debug)]
struct Known {
    hash: u64,
    number: u32,
    start: u32,
    length: u32,
}

impl WordCache {
    /// Forgets old forms if there are too many. Numbers from before are void.
    pub(crate) fn make_room(&mut self) {
        if self.young.is_full() {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
    }

    /// The number of `form`, whose scores under `model` are known from now on.
    pub(crate) fn number(&mut self, form: &str, model: &Model) -> u32 {
        if form.len() > LONGEST {
            // It gets scores, but is not found again.
            return self.young.push(self.calculator.scores(form, model));
        }
        let hash = self.hasher.hash_one(form);
        self.young.find(form, hash).unwrap_or_else(|| self.add(form, hash, model))
    }

    /// The scores of the form with this number.
    pub(crate) fn scores(&self, number: u32) -> WordScores<'_> {
        self.young.scores(number)
    }

    /// Puts a form into the young generation, from the old one if that has it.
    fn add(&mut self, form: &str, hash: u64, model: &Model) -> u32 {
        let known = self.old.find(form, hash).map(|number| self.old.scores(number));
        let scores = known.unwrap_or_else(|| self.calculator.scores(form, model));
        let number = self.young.push(scores);
        self.young.make_known(form, hash, number);
        number
    }
}

impl Generation {
    fn is_full(&self) -> bool {
        self.aspects.len() >= room(self.scores.size + self.inputs.size)
    }

    fn find(&self, form: &str, hash: u64) -> Option<u32> {
        let is_form = |known: &Known| known.hash == hash && self.form(known) == form;
        self.known.find(hash, is_form).map(|known| known.number)
    }

    fn form(&self, known: &Known) -> &str {
        &self.forms[known.start as usize..(known.start + known.length) as usize]
    }

    fn scores(&self, number: u32) -> WordScores<'_> {
        let number = number as usize;
        let (scores, inputs) = (self.scores.row(number), self.inputs.row(number));
        WordScores { aspects: &self.aspects[number], scores, inputs }
    }

    /// Adds the scores of a form under the next number.
    fn push(&mut self, word: WordScores<'_>) -> u32 {
        let number = self.aspects.len();
        let forms = room(word.scores.len() + word.inputs.len()) + WINDOW;
        self.scores.set(number, word.scores, forms);
        self.inputs.set(number, word.inputs, forms);
        self.aspects.push(*word.aspects);
        count(number)
    }

    /// Lets a form be found under its number.
    fn make_known(&mut self, form: &str, hash: u64, number: u32) {
        let (start, length) = (count(self.forms.len()), count(form.len()));
        let known = Known { hash, number, start, length };
        self.forms.push_str(form);
        self.known.insert_unique(hash, known, |known| known.hash);
    }

    fn clear(&mut self) {
        self.known.clear();
        self.forms.clear();
        self.aspects.clear();
    }
}

impl Rows {
    fn row(&self, number: usize) -> &[i16x16] {
        &self.groups[number * self.size..][..self.size]
    }

    /// Sets a row; the first one decides how long rows are, and makes room for so many.
    fn set(&mut self, number: usize, row: &[i16x16], rows: usize) {
        if self.groups.is_empty() && !row.is_empty() {
            (self.size, self.groups) = (row.len(), Pages::zeros(row.len() * rows));
        }
        self.groups[number * self.size..][..self.size].copy_from_slice(row);
    }
}

/// Forms in one generation, each with so many groups.
fn room(groups: usize) -> usize {
    GENERATION.min(GROUPS / groups.max(1))
}

/// A count of what a generation holds: some megabytes at most.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
