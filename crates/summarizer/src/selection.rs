//! Choosing sentences by score, without saying a thing twice, within a budget.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::article::Article;
use crate::budget::Limit;
use crate::by_term::ByTerm;
use crate::coverage::Coverage;
use crate::furniture::Fitness;
use crate::passage::Passage;
use crate::summarizer::candidates;

/// How an algorithm values the sentences.
#[derive(Clone, Copy)]
pub(crate) struct Ranking<'r> {
    /// A finite number for each passage.
    pub(crate) scores: &'r [f32],
    /// What each passage is worth while no other is chosen, its words included.
    pub(crate) alone: &'r [f32],
    /// What each word adds that is not said yet.
    pub(crate) words: Option<&'r ByTerm<f32>>,
    /// What is left of that with each sentence that says it.
    pub(crate) repeat: f32,
    /// Taken off for each word, new or not.
    pub(crate) price: f32,
    /// Whether a passage must not stand without the one before.
    pub(crate) leans: fn(&Passage) -> bool,
}

impl<'r> Ranking<'r> {
    /// By the scores alone.
    pub(crate) fn plain(scores: &'r [f32]) -> Self {
        Self { scores, alone: scores, words: None, repeat: 0.0, price: 0.0, leans: |_| false }
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
    coverage: Coverage,
    heap: BinaryHeap<Candidate>,
    /// A candidate and what it needs, last first.
    unit: Vec<usize>,
    spent: usize,
}

impl Selection {
    /// Chooses passages, at least one if there are any, and all of the running text if there is
    /// room for it.
    pub(crate) fn choose(&mut self, article: &Article, ranking: Ranking<'_>, limit: Limit) {
        let passages = article.passages();
        self.clear(article, ranking);
        if limit.holds(candidates(article)) {
            for (chosen, passage) in self.chosen.iter_mut().zip(passages) {
                *chosen = passage.is_running_text();
            }
        }
        if self.chosen.contains(&true) {
            return;
        }
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

    fn clear(&mut self, article: &Article, ranking: Ranking<'_>) {
        self.chosen.clear();
        self.chosen.resize(article.passages().len(), false);
        match ranking.words {
            Some(words) => self.coverage.load(words, article.size(), ranking.repeat),
            None => self.coverage.reset(article.size()),
        }
        self.spent = 0;
    }

    fn fill(&mut self, article: &Article, fitness: Fitness, ranking: Ranking<'_>, limit: Limit) {
        let passages = article.passages();
        self.line_up(article, fitness, ranking, limit);
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

    /// Fills the heap with what each passage adds to nothing.
    fn line_up(&mut self, article: &Article, fitness: Fitness, ranking: Ranking<'_>, limit: Limit) {
        let mut candidates = std::mem::take(&mut self.heap).into_vec();
        candidates.clear();
        for (index, passage) in article.passages().iter().enumerate() {
            if passage.fitness != fitness || !self.gather(index, article.passages(), ranking, limit)
            {
                continue;
            }
            let gain = if self.unit.len() == 1 {
                ranking.alone[index] - ranking.price * length(article, passage)
            } else {
                self.gain(article, ranking)
            };
            candidates.push(Candidate { gain, index });
        }
        self.heap = candidates.into();
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
        let mut gain = 0.0;
        for &index in &self.unit {
            let passage = &article.passages()[index];
            let terms = article.terms(passage);
            gain += ranking.scores[index] - ranking.price * length(article, passage);
            gain += self.coverage.adds(terms);
            if self.unit.len() > 1 {
                self.coverage.add(terms);
            }
        }
        if let ([_, _, ..], Some(words)) = (&*self.unit, ranking.words) {
            for &index in &self.unit {
                self.coverage.remove(article.terms(&article.passages()[index]), words);
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
            self.coverage.add(article.terms(&passages[index]));
            let after = (index + 1..passages.len())
                .find(|&after| passages[after].fitness != Fitness::Heading)
                .filter(|&after| (ranking.leans)(&passages[after]));
            if let Some(index) = after {
                self.heap.push(Candidate { gain: f32::MAX, index });
            }
        }
    }
}

/// Number of words of a passage.
#[expect(clippy::cast_precision_loss, reason = "a count of words")]
pub(crate) fn length(article: &Article, passage: &Passage) -> f32 {
    article.words(passage).len() as f32
}

/// The sentence before, across a heading.
pub(crate) fn before(passages: &[Passage], index: usize) -> Option<usize> {
    (0..index).rev().find(|&before| passages[before].fitness != Fitness::Heading)
}
