//! Transitions as the search for the best path wants them.

use wide::i16x16;

use crate::columns::{Columns, LANES, flat_mut};
use crate::crf::transitions::Transitions;

/// Scores of steps from tag to tag, in [`Columns`].
///
/// What has no tag is [`i16::MIN`].
#[derive(Debug)]
pub(crate) struct Steps {
    /// Groups in half a row.
    pub(super) half: usize,
    /// For each previous column half a row: scores of what begins or is outside.
    pub(super) outer: Vec<i16x16>,
    /// The same at the start of a sentence.
    pub(super) start: Vec<i16x16>,
    /// Scores of what continues after its beginning.
    pub(super) begun: Vec<i16x16>,
    /// Scores of what continues after its like.
    pub(super) continued: Vec<i16x16>,
    /// How much previous tags differ, at most, in what they are worth to a tag that begins or is
    /// outside.
    pub(super) spread: i16,
}

impl Steps {
    pub(crate) fn new(transitions: &Transitions, columns: &Columns) -> Self {
        let half = columns.half();
        let none = |groups| vec![i16x16::splat(i16::MIN); groups];
        let mut steps = Self {
            half,
            outer: none(columns.width() * LANES * half),
            start: none(half),
            begun: none(half),
            continued: none(half),
            spread: 0,
        };
        for next in 0..columns.places().len() {
            steps.set(transitions, columns, next);
        }
        steps
    }

    /// Whether all paths but to a continuation come from `O` if it is so far ahead.
    pub(super) fn come_from_outside(&self, lead: i32) -> bool {
        lead > i32::from(self.spread)
    }

    /// Sets the steps to the tag `next`.
    fn set(&mut self, transitions: &Transitions, columns: &Columns, next: usize) {
        let (places, half) = (columns.places(), self.half * LANES);
        let score = |previous| transitions.score(places.len(), previous, next);
        let place = places[next];
        if let Some(within) = place.checked_sub(half) {
            let beginning = usize::from(columns.tag(within));
            flat_mut(&mut self.begun)[within] = score(beginning);
            flat_mut(&mut self.continued)[within] = score(next);
            return;
        }
        flat_mut(&mut self.start)[place] = score(places.len());
        let (mut least, mut most) = (i16::MAX, i16::MIN);
        for (previous, column) in places.iter().enumerate() {
            let score = score(previous);
            flat_mut(&mut self.outer)[column * half + place] = score;
            (least, most) = (least.min(score), most.max(score));
        }
        self.spread = self.spread.max(most.saturating_sub(least));
    }
}
