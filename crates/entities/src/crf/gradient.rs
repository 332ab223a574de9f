//! The slope of a sentence's negative log-likelihood.

use crate::crf::marginals::Marginals;
use crate::tags::{TagId, TagSet};

/// Loss and slopes of one sentence, in buffers that are used again.
///
/// The slope of a score is the probability that the model gives to its tag, less one for the gold
/// tag (Lafferty et al. 2001, section 4).
#[derive(Debug, Default)]
pub(crate) struct Gradient {
    tags: usize,
    /// Whether a tag may follow another, laid out as the transitions are.
    allowed: Vec<bool>,
    marginals: Marginals,
    scores: Vec<f32>,
    exponentials: Vec<f32>,
    /// Negative log-likelihood of the gold tags.
    pub(crate) loss: f64,
    /// A row for each token.
    unary: Vec<f32>,
    /// Laid out as the transitions are.
    pub(crate) transitions: Vec<f32>,
}

impl Gradient {
    pub(crate) fn new(tags: &TagSet) -> Self {
        let ids = || (0..).take(tags.len());
        let previous = ids().map(Some).chain([None]);
        let allowed =
            previous.flat_map(|previous| ids().map(move |next| tags.may_follow(previous, next)));
        Self { tags: tags.len(), allowed: allowed.collect(), ..Self::default() }
    }

    /// Computes loss and slopes for a sentence with these gold tags; `score` writes what a token
    /// says of each tag.
    pub(crate) fn compute(
        &mut self,
        score: impl Fn(usize, &mut [f32]),
        transitions: &[f32],
        gold: &[TagId],
    ) {
        self.scores.resize(gold.len() * self.tags, 0.0);
        for (token, scores) in self.scores.chunks_exact_mut(self.tags).enumerate() {
            score(token, scores);
        }
        self.exponentials.clear();
        let steps = transitions.iter().zip(&self.allowed);
        self.exponentials
            .extend(steps.map(|(score, allowed)| if *allowed { score.exp() } else { 0.0 }));
        self.loss = self.marginals.compute(&self.scores, &self.exponentials, self.tags);
        self.unary.clear();
        self.unary.extend_from_slice(self.marginals.probabilities());
        self.transitions.clear();
        self.transitions.resize(transitions.len(), 0.0);
        self.marginals.add_transitions(&self.exponentials, &mut self.transitions);
        self.take_gold(transitions, gold);
    }

    /// The slopes of each token's scores.
    pub(crate) fn unary_rows(&self) -> impl Iterator<Item = &[f32]> {
        self.unary.chunks_exact(self.tags)
    }

    fn take_gold(&mut self, transitions: &[f32], gold: &[TagId]) {
        let mut previous = self.tags;
        for (index, &tag) in gold.iter().enumerate() {
            let (own, step) =
                (index * self.tags + usize::from(tag), previous * self.tags + usize::from(tag));
            self.unary[own] -= 1.0;
            self.transitions[step] -= 1.0;
            self.loss -= f64::from(self.scores[own]) + f64::from(transitions[step]);
            previous = usize::from(tag);
        }
    }
}
