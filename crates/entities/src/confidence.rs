//! How sure a model is of an entity.

use std::ops::Range;

use crate::columns::Columns;
use crate::crf::marginals::Marginals;
use crate::crf::viterbi::Lattice;
use crate::model::Model;
use crate::tags::TagId;

/// The probability that a model gives to an entity: that its tokens have exactly its tags and
/// the token behind does not continue it.
///
/// Source: Culotta and `McCallum`, *Confidence estimation for information extraction*, NAACL 2004.
#[derive(Debug)]
pub(crate) struct Confidence {
    /// Entities less probable than this are not given.
    pub(crate) minimum: f32,
    /// Log-odds of one unit of the model.
    unit: f32,
    /// Exponentials of the transitions, a row for each tag and one for the start.
    transitions: Vec<f32>,
    tags: usize,
}

/// Memory for one sentence.
#[derive(Debug, Default)]
pub(crate) struct Beliefs {
    scores: Vec<f32>,
    marginals: Marginals,
}

impl Confidence {
    /// The confidence in entities of `model`.
    pub(crate) fn new(model: &Model, minimum: f32) -> Self {
        let (tags, unit) = (model.tags.len(), model.unit());
        let exponential =
            |score: Option<i16>| score.map_or(0.0, |score| (f32::from(score) * unit).exp());
        let transitions = model.transitions.allowed(&model.tags).map(exponential).collect();
        Self { minimum, unit, transitions, tags }
    }

    /// Computes the probabilities of a sentence.
    pub(crate) fn read(&self, lattice: &Lattice, columns: &Columns, beliefs: &mut Beliefs) {
        let Beliefs { scores, marginals } = beliefs;
        let rows =
            lattice.rows().flat_map(|row| columns.places().iter().map(move |place| row[*place]));
        scores.clear();
        scores.extend(rows.map(|score| f32::from(score) * self.unit));
        marginals.compute(scores, &self.transitions, self.tags);
    }

    /// The probability of the entity at `tokens` of the sentence's best path, which the tag `inner`
    /// would continue.
    pub(crate) fn of(
        &self,
        beliefs: &Beliefs,
        path: &[TagId],
        tokens: Range<usize>,
        inner: Option<TagId>,
    ) -> f32 {
        let probability =
            |path: &[TagId]| beliefs.marginals.path(tokens.start, path, &self.transitions);
        let own = &path[tokens.clone()];
        let longer = inner.filter(|_| tokens.end < path.len());
        let longer = longer.map_or(0.0, |inner| probability(&[own, &[inner]].concat()));
        (probability(own) - longer).clamp(0.0, 1.0)
    }
}
