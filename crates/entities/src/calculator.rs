//! Scores of a word form, computed from its features.

use wide::i16x16;

use crate::features::{Aspects, Word};
use crate::key::Key;
use crate::model::Model;
use crate::network::Reading;
use crate::weights::{OFFSETS, Place};

/// What a word form adds to the scores of the tokens around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordScores<'a> {
    pub(crate) aspects: &'a Aspects,
    /// Rows for the tokens from two places before to two behind.
    pub(crate) scores: &'a [i16x16],
    /// What it adds to the gates of the model's network.
    pub(crate) inputs: &'a [i16x16],
}

/// Computes word scores in memory that is used again.
#[derive(Debug, Default)]
pub(crate) struct Calculator {
    word: Word,
    wanted: Vec<((), Key)>,
    places: Vec<((), Place)>,
    scores: Vec<i16x16>,
    reading: Reading,
    inputs: Vec<i16x16>,
}

impl Calculator {
    /// The scores of a form under `model`.
    pub(crate) fn scores(&mut self, form: &str, model: &Model) -> WordScores<'_> {
        self.word.read(form, &model.lexicons);
        self.inputs.clear();
        if let Some(network) = &model.network {
            network.read(&self.word, &mut self.reading, &mut self.inputs);
        }
        self.add_up(model)
    }

    /// The scores of what stands before and behind a sentence.
    pub(crate) fn edge(&mut self, model: &Model) -> WordScores<'_> {
        self.word = Word::edge();
        self.add_up(model)
    }

    /// Finds all weights before it adds the first, so that the processor waits for many of them at
    /// once.
    fn add_up(&mut self, Model { columns, weights, .. }: &Model) -> WordScores<'_> {
        let Self { word, wanted, places, scores, inputs, .. } = self;
        places.clear();
        wanted.clear();
        wanted.extend(word.features.iter().map(|feature| ((), feature.key)));
        weights.find_all(wanted, places);
        scores.clear();
        scores.resize(OFFSETS * columns.width(), i16x16::default());
        for ((), place) in places {
            weights.spread(*place, scores);
        }
        WordScores { aspects: &word.aspects, scores, inputs }
    }
}
