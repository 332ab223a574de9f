//! The best sequence of tags.

use std::ops::Range;

use wide::i16x16;

use crate::columns::{Columns, LANES, add, flat};
use crate::crf::steps::Steps;
use crate::features::REACH;
use crate::tags::TagId;
use crate::weights::OFFSETS;

/// Scores of all tags at all tokens of a sentence, in units of the model.
///
/// A row for each token, in [`Columns`].
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// Groups in a row.
    width: usize,
    /// What each token says of its own tag. Before the first token and behind the last are as many
    /// rows as a word is felt at, so that every word is felt at as many.
    unary: Vec<i16x16>,
    /// The best score of a path that ends here, less that of the best tag at the same token.
    best: Vec<i16x16>,
    /// How far `O` is ahead of the other tags at each token.
    leads: Vec<i32>,
}

impl Lattice {
    /// Forgets its content and makes room for `length` tokens.
    pub(crate) fn reset(&mut self, length: usize, columns: &Columns) {
        self.width = columns.width();
        self.unary.clear();
        self.unary.resize((length + 2 * REACH) * self.width, i16x16::default());
        self.best.resize(length * self.width, i16x16::default());
        self.leads.clear();
    }

    /// What the token at `index` says of its own tag.
    pub(crate) fn unary(&mut self, index: usize) -> &mut [i16x16] {
        &mut self.unary[(index + REACH) * self.width..][..self.width]
    }

    /// The rows of the tokens at which the word at `index` is felt, one behind the other.
    pub(crate) fn around(&mut self, index: usize) -> &mut [i16x16] {
        &mut self.unary[index * self.width..][..OFFSETS * self.width]
    }

    /// How far `O` is ahead of the other tags at a token, as far as the sentence up to there says.
    pub(crate) fn lead(&self, index: usize) -> i32 {
        self.leads[index]
    }

    /// What each token in a range says of its own tag, column by column.
    pub(crate) fn rows(&self, tokens: Range<usize>) -> impl Iterator<Item = &[i16x16]> {
        let rows = self.unary[(tokens.start + REACH) * self.width..].chunks_exact(self.width);
        rows.take(tokens.len())
    }

    /// Finds the best path and appends its tags to `path`. From the last token on, the tag with the
    /// lower id is taken where two are as good.
    ///
    /// Sums saturate, so no score can overflow.
    ///
    /// Source: Viterbi, *Error bounds for convolutional codes*, 1967.
    pub(crate) fn decode(&mut self, steps: &Steps, columns: &Columns, path: &mut Vec<TagId>) {
        if !self.best.is_empty() {
            self.forward(steps);
            self.backward(steps, columns, path);
        }
    }

    fn forward(&mut self, steps: &Steps) {
        let unary = self.unary[REACH * self.width..].chunks_exact(self.width);
        let mut rows = self.best.chunks_exact_mut(self.width).zip(unary);
        let Some((mut previous, unary)) = rows.next() else { return };
        let (outer, inner) = previous.split_at_mut(steps.half);
        outer.copy_from_slice(&steps.start);
        inner.fill(i16x16::splat(i16::MIN));
        let mut lead = finish(previous, unary);
        self.leads.push(lead);
        for (best, unary) in rows {
            step_outer(previous, lead, steps, &mut best[..steps.half]);
            step_inner(previous, steps, &mut best[steps.half..]);
            lead = finish(best, unary);
            self.leads.push(lead);
            previous = best;
        }
    }

    /// Follows the best path back; scores of predecessors are compared again instead of kept.
    fn backward(&self, steps: &Steps, columns: &Columns, path: &mut Vec<TagId>) {
        let half = steps.half * LANES;
        let mut rows = self.best.chunks_exact(self.width).map(flat).rev();
        let mut column = rows.next().map_or(0, |row| first_best(row.iter().copied()));
        let first = path.len();
        path.push(columns.tag(column));
        for (row, lead) in rows.zip(self.leads.iter().rev().skip(1)) {
            column = match column.checked_sub(half) {
                Some(within) => begun_or_continued(row, within, steps),
                None if steps.come_from_outside(*lead) => 0,
                None => best_before(row, column, steps),
            };
            path.push(columns.tag(column));
        }
        path[first..].reverse();
    }
}

/// The best ways to what begins or is outside.
fn step_outer(previous: &[i16x16], lead: i32, steps: &Steps, best: &mut [i16x16]) {
    best.fill(i16x16::splat(i16::MIN));
    if steps.come_from_outside(lead) {
        step_from(0, 0, steps, best);
        return;
    }
    for (group, scores) in previous.iter().enumerate() {
        // The best tag has score 0, and gains at most the spread less on this one.
        let mut close = scores.simd_ge(i16x16::splat(-steps.spread)).to_bitmask();
        while close != 0 {
            let lane = close.trailing_zeros() as usize;
            step_from(group * LANES + lane, scores.as_array()[lane], steps, best);
            close &= close - 1;
        }
    }
}

/// The ways from a column with this score, where they are better.
fn step_from(column: usize, score: i16, steps: &Steps, best: &mut [i16x16]) {
    for (best, step) in best.iter_mut().zip(&steps.outer[column * steps.half..]) {
        *best = best.max(step.saturating_add(i16x16::splat(score)));
    }
}

/// The best ways to what continues: after its beginning, or after its like.
fn step_inner(previous: &[i16x16], steps: &Steps, best: &mut [i16x16]) {
    let (outer, inner) = previous.split_at(steps.half);
    let begun = outer.iter().zip(&steps.begun);
    let continued = inner.iter().zip(&steps.continued);
    for ((best, begun), continued) in best.iter_mut().zip(begun).zip(continued) {
        *best = begun.0.saturating_add(*begun.1).max(continued.0.saturating_add(*continued.1));
    }
}

/// The column before that of a continuation, which stands so far behind the first half.
fn begun_or_continued(previous: &[i16], within: usize, steps: &Steps) -> usize {
    let column = within + steps.half * LANES;
    let begun = previous[within].saturating_add(flat(&steps.begun)[within]);
    let continued = previous[column].saturating_add(flat(&steps.continued)[within]);
    if begun >= continued { within } else { column }
}

/// The column before one of the first half.
fn best_before(previous: &[i16], column: usize, steps: &Steps) -> usize {
    let steps = flat(&steps.outer).iter().skip(column).step_by(steps.half * LANES);
    let scores = previous.iter().zip(steps);
    first_best(scores.map(|(score, step)| score.saturating_add(*step)))
}

/// Adds what the token says of its own tag, and moves the best score to zero so that scores do
/// not grow with the sentence. Returns how far `O` is ahead.
fn finish(best: &mut [i16x16], unary: &[i16x16]) -> i32 {
    add(best, unary);
    let outside = std::mem::replace(&mut best[0].as_mut_array()[0], i16::MIN);
    let others = best.iter().fold(i16x16::splat(i16::MIN), |top, best| top.max(*best)).reduce_max();
    best[0].as_mut_array()[0] = outside;
    let top = i16x16::splat(outside.max(others));
    for best in best.iter_mut() {
        *best = best.saturating_sub(top);
    }
    i32::from(outside) - i32::from(others)
}

/// The column with the highest score, the first of equals.
fn first_best(scores: impl Iterator<Item = i16>) -> usize {
    let mut best = (0, i16::MIN);
    for (column, score) in scores.enumerate() {
        if score > best.1 {
            best = (column, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::columns::flat_mut;
    use crate::crf::transitions::Transitions;
    use crate::tags::TagSet;
    use crate::testing::best_by_the_book;

    fn tags() -> TagSet {
        TagSet::of(["B-A", "I-B", "I-C"])
    }

    fn decode(tags: &TagSet, transitions: &Transitions, unary: &[Vec<i16>]) -> Vec<TagId> {
        let columns = Columns::new(tags);
        let (mut lattice, mut path) = (Lattice::default(), Vec::new());
        lattice.reset(unary.len(), &columns);
        for (index, row) in unary.iter().enumerate() {
            let scores = flat_mut(lattice.unary(index));
            row.iter().zip(columns.places()).for_each(|(score, place)| scores[*place] = *score);
        }
        lattice.decode(&Steps::new(transitions, &columns), &columns, &mut path);
        path
    }

    proptest! {
        /// With small scores many paths are equally good; with large ones few are looked at.
        #[test]
        fn finds_the_path_of_the_book(
            size in prop_oneof![Just(2_i16), Just(100), Just(2000)],
            unary in prop::collection::vec(prop::collection::vec(-1.0..1.0, 6), 1..20),
            steps in prop::collection::vec(-60_i16..60, 7 * 6),
        ) {
            #[expect(clippy::cast_possible_truncation, reason = "it is below 2000")]
            let scaled = |share: &f64| (share * f64::from(size)) as i16;
            let unary: Vec<Vec<i16>> =
                unary.iter().map(|row: &Vec<f64>| row.iter().map(scaled).collect()).collect();
            let transitions = Transitions::new(steps);
            let expected = best_by_the_book(&tags(), &transitions, &unary);
            prop_assert_eq!(decode(&tags(), &transitions, &unary), expected);
        }

        #[test]
        fn scores_of_a_forged_model_make_no_panic(
            unary in prop::collection::vec(prop::collection::vec(any::<i16>(), 6), 0..9),
            steps in prop::collection::vec(any::<i16>(), 7 * 6),
        ) {
            prop_assert_eq!(decode(&tags(), &Transitions::new(steps), &unary).len(), unary.len());
        }
    }

    #[test]
    fn scores_of_a_long_sentence_do_not_overflow() {
        let unary = vec![vec![0, 3_000, 0, 0, 0, 0]; 100_000];
        let path = decode(&tags(), &Transitions::new(vec![10; 7 * 6]), &unary);
        assert!(path.iter().all(|tag| *tag == 1) && path.len() == 100_000);
    }
}
