//! What a pair of neighbouring tags is worth.

use crate::tags::{TagId, TagSet};
use crate::wire::{Flaw, Sink, Source};

/// Scores of a tag after another, in units of the model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    /// Adds a score to each, row by row.
    pub(crate) fn add(&mut self, more: &[i16]) {
        for (score, more) in self.scores.iter_mut().zip(more) {
            *score = score.saturating_add(*more);
        }
    }

    /// The scores row by row, without those of tags that may not follow.
    pub(crate) fn allowed<'a>(
        &'a self,
        tags: &'a TagSet,
    ) -> impl Iterator<Item = Option<i16>> + 'a {
        let rows = self.scores.chunks_exact(tags.len()).enumerate();
        rows.flat_map(move |(index, row)| {
            let previous = TagId::try_from(index).ok().filter(|_| index < tags.len());
            let score = move |(next, score): (TagId, &i16)| {
                tags.may_follow(previous, next).then_some(*score)
            };
            (0..).zip(row).map(score)
        })
    }

    /// The score of `next` after `previous`; after the last of `tags` tags comes the start.
    pub(crate) fn score(&self, tags: usize, previous: usize, next: usize) -> i16 {
        self.scores[previous * tags + next]
    }

    pub(crate) fn encode(&self, sink: &mut Sink) {
        sink.i16s(&self.scores);
    }

    /// Reads what [`Transitions::encode`] wrote for so many tags.
    pub(crate) fn decode(tags: usize, source: &mut Source<'_>) -> Result<Self, Flaw> {
        source.i16s((tags + 1) * tags).map(Self::new)
    }
}
