//! What words still add to the sentences that have been chosen.

use crate::by_term::ByTerm;
use crate::terms::Term;

/// How many of the chosen sentences have each term, and what it adds to them.
///
/// A reference has frequent words more than once, so the words of a second sentence count too, but
/// for less, and those of a third for less again.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    /// Number of chosen sentences that have the term.
    counts: ByTerm<i32>,
    /// What the term adds to them.
    open: ByTerm<f32>,
    /// What each sentence leaves of it.
    repeat: f32,
}

impl Coverage {
    /// Nothing is chosen yet, and none of `terms` terms is worth anything.
    pub(crate) fn reset(&mut self, terms: usize) {
        self.counts.reset(terms);
        self.open.reset(terms);
    }

    /// Nothing is chosen yet, and each of `terms` terms adds what it is worth, and `repeat` times as
    /// much with each sentence more that has it.
    pub(crate) fn load(&mut self, words: &ByTerm<f32>, terms: usize, repeat: f32) {
        self.counts.reset(terms);
        self.open.copy_from(words);
        self.repeat = repeat;
    }

    /// What a sentence with these terms adds.
    #[inline]
    pub(crate) fn adds(&self, terms: &[Term]) -> f32 {
        terms.iter().map(|&term| self.open.at(term)).sum()
    }

    /// Chooses a sentence with these terms.
    pub(crate) fn add(&mut self, terms: &[Term]) {
        for &term in terms {
            self.counts.set(term, self.counts.at(term) + 1);
            self.open.set(term, self.open.at(term) * self.repeat);
        }
    }

    /// Takes a sentence with these terms back; `words` are worth what they were loaded with.
    pub(crate) fn remove(&mut self, terms: &[Term], words: &ByTerm<f32>) {
        for &term in terms {
            let count = self.counts.at(term) - 1;
            self.counts.set(term, count);
            self.open.set(term, words.at(term) * self.repeat.powi(count));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::terms::Terms;

    use super::*;

    #[test]
    fn a_term_adds_less_with_each_sentence_that_has_it() {
        let (language, mut terms, mut words) =
            (Language::german(), Terms::default(), ByTerm::default());
        let [snow, rain] = ["Schnee", "Regen"].map(|form| terms.term_of(form, &language));
        words.reset(2);
        words.set(snow, 0.8);
        words.set(rain, 0.2);
        for (repeat, expected) in [(0.5, [1.0, 0.6, 0.4]), (0.0, [1.0, 0.2, 0.2])] {
            let mut coverage = Coverage::default();
            coverage.load(&words, 2, repeat);
            for expected in expected {
                assert!((coverage.adds(&[snow, rain]) - expected).abs() < 1e-6, "{repeat}");
                coverage.add(&[snow]);
            }
            for expected in expected.into_iter().rev() {
                coverage.remove(&[snow], &words);
                assert!((coverage.adds(&[snow, rain]) - expected).abs() < 1e-6, "{repeat}");
            }
        }
    }
}
