//! A value for each term of the text.

use crate::vocabulary::Term;

/// A column of values by term, which forgets in the time it took to fill.
///
/// Terms are numbered across documents, so most of the column belongs to other texts.
#[derive(Debug, Default)]
pub(crate) struct ByTerm<T> {
    values: Vec<T>,
    /// Terms whose value is not the default, in the order in which they got one.
    touched: Vec<Term>,
}

impl<T: Copy + Default + PartialEq> ByTerm<T> {
    /// The value of a term; the default for one that has none.
    pub(crate) fn at(&self, term: Term) -> T {
        self.values.get(term.index()).copied().unwrap_or_default()
    }

    /// Gives a term a value.
    pub(crate) fn set(&mut self, term: Term, value: T) {
        if self.values.len() <= term.index() {
            self.values.resize(term.index() + 1, T::default());
        }
        let old = std::mem::replace(&mut self.values[term.index()], value);
        if old == T::default() && value != old {
            self.touched.push(term);
        }
    }

    /// The terms that have a value, in the order in which they got it.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.touched
    }

    /// Takes all values away.
    pub(crate) fn clear(&mut self) {
        for term in self.touched.drain(..) {
            self.values[term.index()] = T::default();
        }
    }
}
