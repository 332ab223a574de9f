//! The summary that is expected to be most like an editor's.

use crate::article::Article;
use crate::budget::Limit;
use crate::exchange::{Balance, Exchange};
use crate::expectation::Expectation;
use crate::passage::{Passage, Traits};
use crate::profile::Profile;
use crate::selection::{Ranking, Selection, length};
use crate::summarizer::candidates;
use crate::terms::Term;

/// Price of a word to begin with: half the F1 of an average summary.
const PRICE: f32 = 0.1;
/// Rounds until the price of a word is found, at most.
const ROUNDS: usize = 4;

/// A text and what is asked of its summary.
#[derive(Clone, Copy)]
pub(crate) struct Task<'t> {
    pub(crate) article: &'t Article,
    pub(crate) expectation: &'t Expectation,
    pub(crate) profile: &'t Profile,
    pub(crate) limit: Limit,
}

/// Chooses sentences so that the expected overlap with an editor's summary, ROUGE F1, is large.
///
/// That is a fraction: expected words in common by words in both. W. Dinkelbach, "On nonlinear
/// fractional programming" (1967), turns it into rounds of a difference: words in common less a
/// price for each word, which is the fraction of the round before. A short summary is then
/// improved by exchanges; a long one gains little from them, and they would take long.
pub(crate) fn choose(task: Task<'_>, selection: &mut Selection, exchange: &mut Exchange) {
    let mut price = PRICE;
    for _ in 0..ROUNDS {
        selection.choose(task.article, task.ranking(price), task.limit);
        let next = task.quality(exchange.load(task, selection)).max(0.0);
        if (next - price).abs() < f32::EPSILON {
            break;
        }
        price = next;
    }
    if task.limit.is_short(candidates(task.article)) {
        exchange.improve(task, selection);
    }
}

impl<'t> Task<'t> {
    fn ranking(&self, price: f32) -> Ranking<'t> {
        Ranking {
            scores: self.expectation.extras(),
            alone: self.expectation.worths(),
            words: Some(self.expectation.words()),
            repeat: self.profile.repeat,
            price,
            leans: |passage| passage.has(Traits::LEANS),
        }
    }

    pub(crate) fn passages(&self) -> &'t [Passage] {
        self.article.passages()
    }

    /// Half the expected F1 of a summary.
    pub(crate) fn quality(&self, balance: Balance) -> f32 {
        balance.worth / (balance.words + self.profile.reference)
    }

    /// Whether the budget has room for one passage more.
    pub(crate) fn affords(&self, balance: Balance, index: usize) -> bool {
        balance.cost + self.limit.cost(&self.passages()[index]) <= self.limit.total
    }

    /// The terms of a passage, each once.
    pub(crate) fn terms(&self, index: usize) -> &'t [Term] {
        self.article.terms(&self.passages()[index])
    }

    /// Number of words of a passage.
    pub(crate) fn words(&self, index: usize) -> f32 {
        length(self.article, &self.passages()[index])
    }
}
