//! Whether scores say how often they are right.

use std::ops::Range;

/// Ranges of scores that are counted apart.
const BINS: u8 = 10;

/// Entities by their score: how many there are, and how many of them are right.
///
/// Scores are calibrated if of the entities with a score of 0.7 seven in ten are right.
///
/// Source: `DeGroot` and Fienberg, *The comparison and evaluation of forecasters*, The Statistician
/// 1983.
///
/// # Example
/// ```
/// use satz_entities::{EntityRecognizer, TaggedSentence};
///
/// let sentence = TaggedSentence {
///     tokens: ["Lawrow", "kommt", "nach", "Wien", "."].map(String::from).to_vec(),
///     tags: ["B-PER", "O", "O", "B-LOC", "O"].map(String::from).to_vec(),
/// };
/// let reliability = EntityRecognizer::german().reliability(&[sentence]);
/// let (scores, highest) = reliability.bins().last().unwrap();
/// assert_eq!((scores.start, highest.entities, highest.right), (0.9, 2, 2));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reliability {
    bins: [Bin; BINS as usize],
}

/// The entities whose score is in some range.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// How many there are.
    pub entities: usize,
    /// How many of them are right.
    pub right: usize,
    /// Sum of their scores.
    pub scores: f64,
}

impl Reliability {
    /// Counts an entity.
    pub(crate) fn add(&mut self, score: f32, is_right: bool) {
        let range = (1..BINS).rev().find(|bin| score >= lowest(*bin)).unwrap_or(0);
        let bin = &mut self.bins[usize::from(range)];
        bin.entities += 1;
        bin.right += usize::from(is_right);
        bin.scores += f64::from(score);
    }

    /// The ranges of scores from low to high, and their entities.
    pub fn bins(&self) -> impl DoubleEndedIterator<Item = (Range<f32>, Bin)> {
        (0..BINS).map(|bin| (lowest(bin)..lowest(bin + 1), self.bins[usize::from(bin)]))
    }

    /// How far scores are off, on average over entities: the mean difference between the mean score
    /// of a range and the share of entities in it that are right, from 0 to 1.
    ///
    /// Source: Naeini, Cooper and Hauskrecht, *Obtaining well calibrated probabilities using
    /// Bayesian binning*, AAAI 2015.
    #[expect(clippy::cast_precision_loss, reason = "counts of entities are small")]
    pub fn calibration_error(&self) -> f64 {
        let all: usize = self.bins.iter().map(|bin| bin.entities).sum();
        let off: f64 = self.bins.iter().map(|bin| (bin.scores - bin.right as f64).abs()).sum();
        off / all.max(1) as f64
    }
}

/// The lowest score of a range.
fn lowest(bin: u8) -> f32 {
    f32::from(bin) / f32::from(BINS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_are_right_as_often_as_they_say_have_no_error() {
        let mut reliability = Reliability::default();
        for index in 0..4 {
            reliability.add(0.75, index > 0);
        }
        assert!(reliability.calibration_error() < 1e-9);
        reliability.add(1.0, false);
        assert!((reliability.calibration_error() - 0.2).abs() < 1e-9);
        let counts: Vec<usize> = reliability.bins().map(|(_, bin)| bin.entities).collect();
        assert_eq!(counts, [0, 0, 0, 0, 0, 0, 0, 4, 0, 1]);
        assert!(Reliability::default().calibration_error() < 1e-9);
    }
}
