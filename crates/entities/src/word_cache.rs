//! Scores of word forms, computed once for each form.
//!
//! A model's score of a tag is a sum over features, and most features depend on one word form
//! alone. So all that a form adds to the scores around it is a small table: a score for each tag
//! at each of five offsets. A token then costs five short vector additions.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

use crate::features::{Aspects, Word};
use crate::model::Model;
use crate::weights::OFFSETS;

/// Forms in one generation. Two generations of GermEval's 24 tags take about 10 MB.
const GENERATION: usize = 16_384;

/// Forms longer than this, in bytes, are computed each time: memory stays bounded on hostile text.
const LONGEST: usize = 256;

/// What a word form adds to the scores of the tokens around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WordScores {
    form: Box<str>,
    pub(crate) aspects: Aspects,
    /// `OFFSETS` rows of `stride` scores: for the tokens from two places before to two behind.
    pub(crate) scores: Box<[i16]>,
}

impl WordScores {
    fn of(form: &str, word: &Word, model: &Model, stride: usize) -> Self {
        let mut scores = vec![0_i16; OFFSETS * stride].into_boxed_slice();
        for feature in &word.features {
            for weight in model.weights.of(feature.key) {
                let slot = usize::from(weight.offset) * stride + usize::from(weight.tag);
                scores[slot] = scores[slot].saturating_add(i16::from(weight.value));
            }
        }
        Self { form: form.into(), aspects: word.aspects, scores }
    }

    /// The scores of what stands before and behind a sentence.
    pub(crate) fn edge(model: &Model, stride: usize) -> Self {
        Self::of("", &Word::edge(), model, stride)
    }
}

/// The forms seen lately: at most two generations of them, however long the corpus.
///
/// When the young generation is full it becomes the old one, and what the old one held is
/// forgotten unless it was asked for meanwhile. What is forgotten is computed again with the same
/// result, so the state of the cache shows in the time alone.
#[derive(Debug, Default)]
pub(crate) struct WordCache {
    hasher: FixedState,
    young: HashTable<WordScores>,
    old: HashTable<WordScores>,
    /// The last form that was too long to keep.
    long: WordScores,
}

impl WordCache {
    /// The scores of `form` under `model`, always the same model for one cache.
    pub(crate) fn scores(&mut self, form: &str, model: &Model, stride: usize) -> &WordScores {
        if form.len() > LONGEST {
            self.long = WordScores::of(form, &Word::of(form, &model.lexicons), model, stride);
            return &self.long;
        }
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        let Self { hasher, young, old, .. } = self;
        let hash = hasher.hash_one(form);
        let is_form = |known: &WordScores| *known.form == *form;
        let rehash = |known: &WordScores| hasher.hash_one(&*known.form);
        match young.entry(hash, is_form, rehash) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let kept = old.find_entry(hash, is_form).map(|entry| entry.remove().0);
                let scores = kept.unwrap_or_else(|_| {
                    WordScores::of(form, &Word::of(form, &model.lexicons), model, stride)
                });
                free.insert(scores).into_mut()
            }
        }
    }
}
