//! Word lists, read once when a splitter is built.

use std::collections::HashSet;

use foldhash::fast::RandomState;

/// A set of words.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordSet(HashSet<Box<str>, RandomState>);

impl WordSet {
    /// Reads words separated by white space; `#` begins a comment line.
    pub(crate) fn parse(list: &str) -> Self {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        Self(lines.flat_map(str::split_whitespace).map(Box::from).collect())
    }

    pub(crate) fn insert(&mut self, word: &str) {
        self.0.insert(word.into());
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}
