//! A value for each term of the text.

use crate::terms::Term;

/// A column of values by term.
#[derive(Debug, Default)]
pub(crate) struct ByTerm<T>(Vec<T>);

impl<T: Copy + Default> ByTerm<T> {
    /// Takes over the values of another column.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.0.clone_from(&other.0);
    }

    /// Gives each of `terms` terms the default value.
    pub(crate) fn reset(&mut self, terms: usize) {
        self.0.clear();
        self.0.resize(terms, T::default());
    }

    /// The value of a term.
    #[inline]
    pub(crate) fn at(&self, term: Term) -> T {
        self.0[term.index()]
    }

    /// Gives a term a value.
    #[inline]
    pub(crate) fn set(&mut self, term: Term, value: T) {
        self.0[term.index()] = value;
    }
}
