//! The best sequence of tags.

use crate::tags::{OUTSIDE, TagId};

/// Scores of all tags at all tokens of a sentence, in units of the model.
///
/// A row for each token, of `stride` columns, which is the number of tags rounded up so that a
/// row fills whole vector registers.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    stride: usize,
    /// What each token says of its own tag.
    unary: Vec<i16>,
    /// The best score of a path that ends here, less that of the best tag at the same token.
    best: Vec<i16>,
}

/// Columns come in groups of this many: eight 16-bit numbers fill a vector register of x86-64.
pub(crate) const LANES: usize = 8;

impl Lattice {
    /// Forgets its content and makes room for `length` tokens.
    pub(crate) fn reset(&mut self, length: usize, stride: usize) {
        self.stride = stride;
        self.unary.clear();
        self.unary.resize(length * stride, 0);
        self.best.clear();
        self.best.resize(length * stride, i16::MIN);
    }

    /// What the token at `index` says of its own tag.
    pub(crate) fn unary(&mut self, index: usize) -> &mut [i16] {
        &mut self.unary[index * self.stride..(index + 1) * self.stride]
    }

    /// What each token says of its own tag, row by row.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[i16]> {
        self.unary.chunks_exact(self.stride.max(1))
    }

    /// Finds the best path and appends its tags to `path`.
    ///
    /// `transitions` has a row of `stride` columns for each of `tags` tags and one for the start,
    /// [`i16::MIN`] where a tag may not follow. Sums saturate, so no score can overflow.
    ///
    /// Source: Viterbi, *Error bounds for convolutional codes*, 1967.
    pub(crate) fn decode(&mut self, transitions: &[i16], tags: usize, path: &mut Vec<TagId>) {
        let length = self.unary.len() / self.stride.max(1);
        if length > 0 {
            self.forward(transitions, tags);
            self.backward(transitions, length, tags, path);
        }
    }

    fn forward(&mut self, transitions: &[i16], tags: usize) {
        let stride = self.stride;
        let start = &transitions[tags * stride..];
        let mut rows = self.best.chunks_exact_mut(stride).zip(self.unary.chunks_exact(stride));
        let Some((mut previous, unary)) = rows.next() else { return };
        previous.copy_from_slice(&start[..stride]);
        add(previous, unary, tags);
        for (best, unary) in rows {
            for (row, &score) in transitions.chunks_exact(stride).zip(&previous[..tags]) {
                for (best, &step) in best.iter_mut().zip(row) {
                    *best = (*best).max(score.saturating_add(step));
                }
            }
            add(best, unary, tags);
            previous = best;
        }
    }

    /// Follows the best path back; scores of predecessors are compared again instead of kept.
    fn backward(&self, transitions: &[i16], length: usize, tags: usize, path: &mut Vec<TagId>) {
        let stride = self.stride;
        let row = |index: usize| &self.best[index * stride..index * stride + tags];
        let mut tag = best_of(row(length - 1).iter().copied());
        let first = path.len();
        path.push(tag);
        for index in (0..length - 1).rev() {
            let steps = transitions.iter().skip(usize::from(tag)).step_by(stride);
            let scores = row(index).iter().zip(steps).map(|(score, &step)| {
                if step == i16::MIN { i16::MIN } else { score.saturating_add(step) }
            });
            tag = best_of(scores);
            path.push(tag);
        }
        path[first..].reverse();
    }
}

/// Adds what the token says of its own tag, and moves the best score to zero so that scores do
/// not grow with the sentence.
fn add(best: &mut [i16], unary: &[i16], tags: usize) {
    for (best, unary) in best.iter_mut().zip(unary) {
        *best = best.saturating_add(*unary);
    }
    let top = best[..tags].iter().copied().max().unwrap_or(0);
    for best in best.iter_mut() {
        *best = best.saturating_sub(top);
    }
}

/// The tag with the highest score, the first of equals.
fn best_of(scores: impl Iterator<Item = i16>) -> TagId {
    let mut best = (OUTSIDE, i16::MIN);
    for (tag, score) in (0..).zip(scores) {
        if score > best.1 {
            best = (tag, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The score of the best of all paths, tried one by one.
    fn best_by_hand(unary: &[i16], transitions: &[i16], tags: usize) -> i32 {
        let length = unary.len() / tags;
        let paths = 0..tags.pow(u32::try_from(length).unwrap());
        let path = |number: usize| {
            (0..length).map(move |index| number / tags.pow(u32::try_from(index).unwrap()) % tags)
        };
        paths.map(|number| score(path(number), unary, transitions, tags)).max().unwrap()
    }

    fn score(
        path: impl Iterator<Item = usize>,
        unary: &[i16],
        transitions: &[i16],
        tags: usize,
    ) -> i32 {
        let (mut previous, mut sum) = (tags, 0);
        for (index, tag) in path.enumerate() {
            let step = transitions[previous * LANES + tag];
            sum += i32::from(unary[index * tags + tag]) + i32::from(step);
            previous = tag;
        }
        sum
    }

    proptest! {
        #[test]
        fn finds_a_best_path(
            unary in prop::collection::vec(-100_i16..100, 3..=12),
            steps in prop::collection::vec(-100_i16..100, 12),
        ) {
            let unary = &unary[..unary.len() / 3 * 3];
            let mut transitions = vec![i16::MIN; 4 * LANES];
            for (row, steps) in transitions.chunks_exact_mut(LANES).zip(steps.chunks_exact(3)) {
                row[..3].copy_from_slice(steps);
            }
            let mut lattice = Lattice::default();
            lattice.reset(unary.len() / 3, LANES);
            for (index, scores) in unary.chunks_exact(3).enumerate() {
                lattice.unary(index)[..3].copy_from_slice(scores);
            }
            let mut path = Vec::new();
            lattice.decode(&transitions, 3, &mut path);
            let found = score(path.iter().map(|tag| usize::from(*tag)), unary, &transitions, 3);
            prop_assert_eq!(found, best_by_hand(unary, &transitions, 3));
        }
    }

    #[test]
    fn a_sentence_without_tokens_has_no_tags() {
        let mut lattice = Lattice::default();
        lattice.reset(0, LANES);
        let mut path = Vec::new();
        lattice.decode(&[0; 2 * LANES], 1, &mut path);
        assert!(path.is_empty());
    }

    #[test]
    fn scores_of_a_long_sentence_do_not_overflow() {
        let mut lattice = Lattice::default();
        lattice.reset(100_000, LANES);
        for index in 0..100_000 {
            lattice.unary(index)[1] = 3_000;
        }
        let mut path = Vec::new();
        lattice.decode(&[10; 3 * LANES], 2, &mut path);
        assert!(path.iter().all(|tag| *tag == 1) && path.len() == 100_000);
    }
}
