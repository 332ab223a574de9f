//! Choosing sentences by score, without saying a thing twice, within a budget.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::article::Article;
use crate::budget::Limit;
use crate::by_term::ByTerm;
use crate::furniture::Fitness;
use crate::passage::Passage;

/// How an algorithm values the sentences.
#[derive(Clone, Copy)]
pub(crate) struct Ranking<'r> {
    /// A finite number for each passage.
    pub(crate) scores: &'r [f32],
    /// What each word adds that is not said yet.
    pub(crate) words: Option<&'r ByTerm<f32>>,
    /// Taken off for each word, new or not.
    pub(crate) price: f32,
    /// Whether a passage must not stand without the one before.
    pub(crate) leans: fn(&Passage) -> bool,
}

impl<'r> Ranking<'r> {
    /// By the scores alone.
    pub(crate) fn plain(scores: &'r [f32]) -> Self {
        Self { scores, words: None, price: 0.0, leans: |_| false }
    }
}

/// The best entry first; of equals the one that the text has first.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Candidate {
    gain: f32,
    index: usize,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(other.index.cmp(&self.index))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Chosen sentences and the memory to choose them.
///
/// Greedy maximization with lazy re-evaluation: what a sentence adds only shrinks while others
/// are chosen, so an old value is a bound (M. Minoux, "Accelerated greedy algorithms for
/// maximizing submodular set functions", 1978). A sentence that leans on the one before brings it
/// along, or stays out.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    chosen: Vec<bool>,
    /// Terms of the chosen sentences.
    covered: ByTerm<bool>,
    /// Terms of the unit at hand that are not covered.
    added: ByTerm<bool>,
    heap: BinaryHeap<Candidate>,
    /// A candidate and what it needs, last first.
    unit: Vec<usize>,
    spent: usize,
}

impl Selection {
    /// Chooses passages, at least one if there are any.
    pub(crate) fn choose(&mut self, article: &Article, ranking: Ranking<'_>, limit: Limit) {
        let passages = article.passages();
        self.clear(passages.len());
        let Some(best) = passages.iter().map(|passage| passage.fitness).min() else { return };
        self.fill(article, best, ranking, limit);
        if !self.chosen.contains(&true) {
            let unbound = Ranking { leans: |_| false, ..ranking };
            self.fill(article, best, unbound, limit);
        }
        if !self.chosen.contains(&true) {
            let cheapest = (0..passages.len())
                .filter(|&index| passages[index].fitness == best)
                .min_by_key(|&index| limit.cost(&passages[index]));
            if let Some(index) = cheapest {
                self.chosen[index] = true;
            }
        }
    }

    /// Whether a passage is chosen.
    pub(crate) fn has(&self, index: usize) -> bool {
        self.chosen[index]
    }

    /// Takes one passage out and another in.
    pub(crate) fn exchange(&mut self, out: usize, into: usize) {
        self.chosen[out] = false;
        self.chosen[into] = true;
    }

    /// Indices of the chosen passages, ascending.
    pub(crate) fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        let chosen = self.chosen.iter().enumerate();
        chosen.filter_map(|(index, &chosen)| chosen.then_some(index))
    }

    fn clear(&mut self, passages: usize) {
        self.chosen.clear();
        self.chosen.resize(passages, false);
        self.covered.clear();
        self.spent = 0;
    }

    fn fill(&mut self, article: &Article, fitness: Fitness, ranking: Ranking<'_>, limit: Limit) {
        let passages = article.passages();
        self.heap.clear();
        let scores = ranking.scores.iter().enumerate();
        let eligible = scores.filter(|&(index, _)| passages[index].fitness == fitness);
        self.heap.extend(eligible.map(|(index, _)| Candidate { gain: f32::MAX, index }));
        while let Some(candidate) = self.heap.pop() {
            if self.spent >= limit.total {
                break;
            }
            if !self.gather(candidate.index, passages, ranking, limit) {
                continue;
            }
            let current = Candidate { gain: self.gain(article, ranking), ..candidate };
            if self.heap.peek().is_some_and(|next| *next > current) {
                self.heap.push(current);
            } else {
                self.take(article, ranking, limit);
            }
        }
    }

    /// Collects a candidate and those before that it leans on; whether this can be chosen.
    fn gather(
        &mut self,
        index: usize,
        passages: &[Passage],
        ranking: Ranking<'_>,
        limit: Limit,
    ) -> bool {
        self.unit.clear();
        if self.chosen[index] {
            return false;
        }
        let mut cost = self.spent + limit.cost(&passages[index]);
        self.unit.push(index);
        let mut last = index;
        while (ranking.leans)(&passages[last]) {
            let Some(before) = before(passages, last) else { break };
            if self.chosen[before] {
                break;
            }
            cost += limit.cost(&passages[before]);
            if cost > limit.total || passages[before].fitness != passages[index].fitness {
                return false;
            }
            self.unit.push(before);
            last = before;
        }
        cost <= limit.total
    }

    /// What the unit adds, for each of its sentences.
    #[expect(clippy::cast_precision_loss, reason = "a few sentences")]
    fn gain(&mut self, article: &Article, ranking: Ranking<'_>) -> f32 {
        self.added.clear();
        let mut gain = 0.0;
        for &index in &self.unit {
            let passage = &article.passages()[index];
            let words = article.words(passage).len() as f32;
            gain += ranking.scores[index] - ranking.price * words;
            let Some(worth) = ranking.words else { continue };
            for &term in article.terms(passage) {
                if !self.covered.at(term) && !self.added.at(term) {
                    self.added.set(term, true);
                    gain += worth.at(term);
                }
            }
        }
        gain / self.unit.len() as f32
    }

    /// Chooses the unit, and looks again at those that lean on it.
    fn take(&mut self, article: &Article, ranking: Ranking<'_>, limit: Limit) {
        let passages = article.passages();
        for &index in &self.unit {
            self.chosen[index] = true;
            self.spent += limit.cost(&passages[index]);
            for &term in article.terms(&passages[index]) {
                self.covered.set(term, true);
            }
            let after = (index + 1..passages.len())
                .find(|&after| passages[after].fitness != Fitness::Heading)
                .filter(|&after| (ranking.leans)(&passages[after]));
            if let Some(index) = after {
                self.heap.push(Candidate { gain: f32::MAX, index });
            }
        }
    }
}

/// The sentence before, across a heading.
pub(crate) fn before(passages: &[Passage], index: usize) -> Option<usize> {
    (0..index).rev().find(|&before| passages[before].fitness != Fitness::Heading)
}
