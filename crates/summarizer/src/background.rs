//! How common a term is in the language at large.

use foldhash::HashMap;

/// Inverse document frequencies of the frequent terms of a language, from
/// `data/<language>/background.txt`.
///
/// The weight of term specificity of K. Spärck Jones, "A statistical interpretation of term
/// specificity and its application in retrieval" (Journal of Documentation 28, 1972):
/// `ln(passages / passages with the term)`, rounded to [`STEP`].
#[derive(Debug)]
pub(crate) struct Background {
    levels: HashMap<Box<str>, u8>,
    /// Weight of the terms that are not in the table, which are rarer than all that are.
    unseen: f32,
}

/// Resolution of the weights.
pub(crate) const STEP: f32 = 0.25;
/// How much rarer than the rarest in the table the others are taken to be, in steps.
const BELOW: u8 = 2;

impl Background {
    /// Reads a table: a line with a level, then the terms of that level, separated by blanks.
    ///
    /// Lines that begin with `#` are comments.
    pub(crate) fn parse(table: &str) -> Self {
        let mut levels = HashMap::default();
        let mut highest: u8 = 0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (level, terms) = line.split_once(' ').unwrap_or((line, ""));
            let level = level.parse().unwrap_or(0);
            highest = highest.max(level);
            levels.extend(terms.split(' ').map(|term| (term.into(), level)));
        }
        Self { levels, unseen: f32::from(highest.saturating_add(BELOW)) * STEP }
    }

    /// The weight of a term: 0 for one that is everywhere, about 10 for a rare one.
    pub(crate) fn weight(&self, term: &str) -> f32 {
        self.levels.get(term).map_or(self.unseen, |&level| f32::from(level) * STEP)
    }
}
