//! What a pair of neighbouring tags is worth.

use serde::{Deserialize, Serialize};

use crate::tags::{TagId, TagSet};

/// Scores of a tag after another, in units of the model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Transitions {
    /// One row for each previous tag and a last one for the start of a sentence; as many columns
    /// as tags.
    scores: Vec<i16>,
}

impl Transitions {
    /// Transitions with these scores, row by row, the row of the sentence start last.
    pub(crate) fn new(scores: Vec<i16>) -> Self {
        Self { scores }
    }

    /// Whether these are the transitions of `tags` tags.
    pub(crate) fn fit(&self, tags: usize) -> bool {
        self.scores.len() == (tags + 1) * tags
    }

    /// The scores as rows of `stride` columns, with [`i16::MIN`] where a tag may not follow.
    pub(crate) fn padded(&self, tags: &TagSet, stride: usize) -> Vec<i16> {
        let count = tags.len();
        let mut rows = vec![i16::MIN; (count + 1) * stride];
        for (index, row) in self.scores.chunks_exact(count).enumerate() {
            let previous = TagId::try_from(index).ok().filter(|_| index < count);
            for (next, score) in (0..).zip(row) {
                if tags.may_follow(previous, next) {
                    rows[index * stride + usize::from(next)] = *score;
                }
            }
        }
        rows
    }
}
