//! Making a short summary better, one exchange of sentences after another.

use crate::coverage::Coverage;
use crate::editor::Task;
use crate::passage::Traits;
use crate::selection::{Selection, before};

/// Exchanges at most; each is for the better, and two are rarely needed.
const ROUNDS: usize = 8;
/// What an exchange has to gain, so that rounding is no reason for one.
const GAIN: f32 = 1e-6;

/// Memory of the search.
#[derive(Debug, Default)]
pub(crate) struct Exchange {
    chosen: Vec<usize>,
    coverage: Coverage,
}

/// What a summary has: expected words in common, and words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Balance {
    pub(crate) worth: f32,
    pub(crate) words: f32,
    pub(crate) cost: usize,
}

/// One sentence out, another in, and the quality of the summary then.
#[derive(Debug, Clone, Copy)]
struct Move {
    quality: f32,
    out: usize,
    into: usize,
}

impl Balance {
    /// The balance with one sentence more, which adds `worth`.
    fn with(self, task: Task<'_>, index: usize, worth: f32) -> Self {
        Self {
            worth: self.worth + worth,
            words: self.words + task.words(index),
            cost: self.cost + task.limit.cost(&task.passages()[index]),
        }
    }
}

impl Exchange {
    /// Exchanges sentences of `selection` as long as the expected F1 grows.
    pub(crate) fn improve(&mut self, task: Task<'_>, selection: &mut Selection) {
        for _ in 0..ROUNDS {
            let balance = self.load(task, selection);
            let Some(best) = self.best(task, selection, balance) else { break };
            if best.quality <= task.quality(balance) + GAIN {
                break;
            }
            selection.exchange(best.out, best.into);
        }
    }

    /// What the chosen sentences have.
    pub(crate) fn load(&mut self, task: Task<'_>, selection: &Selection) -> Balance {
        self.chosen.clear();
        let (words, repeat) = (task.expectation.words(), task.profile.repeat);
        self.coverage.load(words, task.article.size(), repeat);
        self.chosen.extend(selection.indices());
        let mut balance = Balance::default();
        for position in 0..self.chosen.len() {
            self.add(task, self.chosen[position], &mut balance);
        }
        balance
    }

    /// The best exchange after which every sentence still stands.
    fn best(&mut self, task: Task<'_>, selection: &Selection, balance: Balance) -> Option<Move> {
        let (mut best, mut least): (Option<Move>, _) = (None, task.quality(balance));
        for position in 0..self.chosen.len() {
            let (out, mut rest) = (self.chosen[position], balance);
            self.remove(task, out, &mut rest);
            for into in 0..task.passages().len() {
                let is_eligible = task.passages()[into].fitness == task.passages()[out].fitness;
                if !is_eligible || selection.has(into) || !task.affords(rest, into) {
                    continue;
                }
                if task.quality(rest.with(task, into, task.expectation.worths()[into])) < least {
                    continue;
                }
                let quality = task.quality(self.with(task, into, rest));
                if least < quality && self.stands(task, position, into) {
                    (best, least) = (Some(Move { quality, out, into }), quality);
                }
            }
            self.add(task, out, &mut rest);
        }
        best
    }

    /// The balance with one sentence more.
    fn with(&self, task: Task<'_>, index: usize, balance: Balance) -> Balance {
        let worth = self.coverage.adds(task.terms(index));
        balance.with(task, index, worth + task.expectation.extras()[index])
    }

    fn add(&mut self, task: Task<'_>, index: usize, balance: &mut Balance) {
        *balance = self.with(task, index, *balance);
        self.coverage.add(task.terms(index));
    }

    fn remove(&mut self, task: Task<'_>, index: usize, balance: &mut Balance) {
        self.coverage.remove(task.terms(index), task.expectation.words());
        let alone = self.with(task, index, Balance::default());
        balance.worth -= alone.worth;
        balance.words -= alone.words;
        balance.cost -= alone.cost;
    }

    /// Whether no sentence leans on one that is not there, after the one at `position` is
    /// exchanged for `into`.
    fn stands(&self, task: Task<'_>, position: usize, into: usize) -> bool {
        let kept = |index: &usize| self.chosen[position] != *index;
        let after = || self.chosen.iter().copied().filter(kept).chain([into]);
        after().filter(|&index| task.passages()[index].has(Traits::LEANS)).all(|index| {
            let before = before(task.passages(), index);
            before.is_none_or(|before| after().any(|other| other == before))
        })
    }
}
