//! The slope of a sentence's negative log-likelihood.

use crate::columns::Columns;
use crate::crf::factors::{Factors, flat_mut};
use crate::crf::marginals::{Edges, Marginals};
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
    columns: Columns,
    marginals: Marginals,
    scores: Vec<f32>,
    exponentials: Vec<f32>,
    factors: Factors,
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
        Self {
            tags: tags.len(),
            allowed: allowed.collect(),
            columns: Columns::new(tags),
            ..Self::default()
        }
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
        self.factors.set(&self.exponentials, &self.columns);
        let log_maxima = self.set_emissions(gold.len());
        self.marginals.compute(&self.factors, Edges::SENTENCE);
        self.loss = log_maxima + self.marginals.log_partition();
        self.read_marginals(gold.len());
        self.take_gold(transitions, gold);
    }

    /// The slopes of each token's scores.
    pub(crate) fn unary_rows(&self) -> impl Iterator<Item = &[f32]> {
        self.unary.chunks_exact(self.tags)
    }

    /// Gives the exponentials of the scores to the marginals, the best tag of each token being 1;
    /// returns the sum of the best scores.
    fn set_emissions(&mut self, tokens: usize) -> f64 {
        let emissions = flat_mut(self.marginals.emissions(tokens, &self.factors));
        let rows = emissions.chunks_exact_mut(self.factors.columns());
        let mut total = 0.0;
        for (row, scores) in rows.zip(self.scores.chunks_exact(self.tags)) {
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            total += f64::from(top);
            for (score, place) in scores.iter().zip(self.columns.places()) {
                row[*place] = (score - top).exp();
            }
        }
        total
    }

    /// Takes over the probabilities of tags and of steps.
    fn read_marginals(&mut self, tokens: usize) {
        let Self { tags, columns, marginals, factors, unary, transitions, .. } = self;
        unary.clear();
        unary.resize(tokens * *tags, 0.0);
        for (token, row) in unary.chunks_exact_mut(*tags).enumerate() {
            let probabilities = marginals.probabilities(token);
            columns.places().iter().zip(row).for_each(|(place, own)| *own = probabilities[*place]);
        }
        transitions.clear();
        transitions.resize((*tags + 1) * *tags, 0.0);
        let tag = |column| usize::from(columns.tag(column));
        marginals.steps(factors, |before, next, number| {
            transitions[tag(before) * *tags + tag(next)] += number;
        });
        for (own, start) in transitions[*tags * *tags..].iter_mut().zip(&*unary) {
            *own += start;
        }
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
