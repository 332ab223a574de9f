//! The tags of one sentence under a model.

use wide::i16x16;

use crate::columns::add;
use crate::crf::steps::Steps;
use crate::crf::viterbi::Lattice;
use crate::features::{Aspects, REACH, Word};
use crate::model::Model;
use crate::tags::TagId;
use crate::word_cache::{self, WordCache};
use crate::{cues, pairs};

/// Scores the tags of sentences and finds the best.
#[derive(Debug)]
pub(crate) struct Scorer {
    pub(crate) model: Model,
    steps: Steps,
    edge: Aspects,
    /// What the start of a sentence says of its first two tokens.
    start: Vec<i16x16>,
    /// What the end of a sentence says of its last two tokens.
    end: Vec<i16x16>,
}

/// A sentence, and memory for the next one.
#[derive(Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) lattice: Lattice,
    aspects: Vec<Aspects>,
    /// The best tag of each token.
    pub(crate) path: Vec<TagId>,
}

impl Scorer {
    pub(crate) fn new(model: Model) -> Self {
        let steps = Steps::new(&model.transitions, &model.columns);
        let (edge, mut scores) = (Word::edge(), Vec::new());
        word_cache::compute(&edge, &model, &mut scores);
        let width = model.columns.width();
        let (before, behind) = scores.split_at(REACH * width);
        // The edge stands at two places to either side, each of which is felt at the tokens
        // within its reach.
        let (mut start, mut end) = (behind[width..].to_vec(), before.to_vec());
        add(&mut start, &behind[2 * width..]);
        add(&mut end[width..], &before[..width]);
        Self { model, steps, edge: edge.aspects, start, end }
    }

    /// Makes the path that of a sentence of `length` tokens.
    pub(crate) fn tag<'t>(
        &self,
        length: usize,
        token: impl Fn(usize) -> &'t str,
        cache: &mut WordCache,
        sentence: &mut Sentence,
    ) {
        let Sentence { lattice, aspects, path } = sentence;
        let Model { columns, weights, .. } = &self.model;
        lattice.reset(length, columns);
        aspects.clear();
        aspects.push(self.edge);
        for index in 0..length {
            let word = cache.scores(token(index), &self.model);
            aspects.push(word.aspects);
            add(lattice.around(index), word.scores);
        }
        aspects.push(self.edge);
        self.add_edges(length, lattice);
        for (index, [before, here, after]) in aspects.array_windows().enumerate() {
            let unary = lattice.unary(index);
            pairs::visit([before, here, after], |key| weights.add(key, unary));
        }
        cues::visit(length, token, |index, key| weights.add(key, lattice.unary(index)));
        path.clear();
        lattice.decode(&self.steps, columns, path);
    }

    fn add_edges(&self, length: usize, lattice: &mut Lattice) {
        let width = self.model.columns.width();
        if length > 0 {
            add(&mut lattice.around(0)[REACH * width..], &self.start);
            add(&mut lattice.around(length - 1)[width..], &self.end);
        }
    }
}
