//! A part of a corpus.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

/// Which documents of a corpus are taken: a shard, of that a sample, of that the first.
///
/// The choice depends on the position of a document alone, so it is the same in every run.
///
/// # Example
/// ```
/// use satz_io::Selection;
///
/// let selection = Selection { shard: Some("2/3".parse()?), ..Selection::default() };
/// assert_eq!(selection.of(0..10).collect::<Vec<_>>(), [1, 4, 7]);
/// # Ok::<(), satz_io::SelectionError>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Selection {
    /// One of several shares that make up the corpus together.
    pub shard: Option<Shard>,
    /// A share of the documents, spread evenly.
    pub sample: Option<Sample>,
    /// No more than this many documents.
    pub limit: Option<u64>,
}

/// The `index`-th of `count` shards, written `1/8` to `8/8`; a document goes to each in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: NonZeroU64,
}

/// A share of the documents, above 0 and up to 1: `0.01` is one in a hundred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample(f64);

/// A shard or a sample that there is not.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SelectionError {
    /// Not of the form `i/n` with `i` from 1 to `n`.
    #[error("`{0}` is no shard: write `1/8` for the first of eight, up to `8/8`")]
    Shard(String),
    /// Not a number above 0 and up to 1.
    #[error("`{0}` is no share: write a number above 0 and up to 1, such as 0.01")]
    Sample(String),
}

impl Selection {
    /// The chosen items of `corpus`.
    pub fn of<I: IntoIterator>(self, corpus: I) -> impl Iterator<Item = I::Item> {
        let positions = 0_u64..;
        let chosen = positions.zip(corpus).filter(move |(position, _)| self.takes(*position));
        let limit =
            self.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        chosen.map(|(_, item)| item).take(limit)
    }

    fn takes(self, position: u64) -> bool {
        self.shard.is_none_or(|shard| position % shard.count == shard.index)
            && self.sample.is_none_or(|sample| sample.takes(position))
    }
}

impl Sample {
    fn takes(self, position: u64) -> bool {
        let hash = xxh3_64(&position.to_le_bytes());
        // The upper 53 bits are a float between 0 and 1, without rounding.
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let place = (hash >> 11) as f64 / (1_u64 << 53) as f64;
        place < self.0
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index + 1, self.count)
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Shard {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        let parse = |(index, count): (&str, &str)| {
            let (index, count) = (index.parse::<u64>().ok()?, count.parse::<NonZeroU64>().ok()?);
            let index = index.checked_sub(1).filter(|index| *index < count.get())?;
            Some(Self { index, count })
        };
        text.split_once('/').and_then(parse).ok_or_else(|| SelectionError::Shard(text.to_owned()))
    }
}

impl FromStr for Sample {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        let share = text.parse().ok().filter(|share| 0.0 < *share && *share <= 1.0);
        share.map(Self).ok_or_else(|| SelectionError::Sample(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_make_up_the_corpus() {
        let mut all: Vec<u32> = Vec::new();
        for shard in ["1/3", "2/3", "3/3"] {
            let selection =
                Selection { shard: Some(shard.parse().unwrap()), ..Selection::default() };
            all.extend(selection.of(0..100));
        }
        all.sort_unstable();
        assert_eq!(all, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_sample_is_about_as_large_as_asked_and_the_same_each_time() {
        let selection = Selection { sample: Some("0.1".parse().unwrap()), ..Selection::default() };
        let chosen: Vec<u32> = selection.of(0..10_000).collect();
        assert!((900..1100).contains(&chosen.len()), "{}", chosen.len());
        assert!(selection.of(0..10_000).eq(chosen));
        let whole = Selection { sample: Some("1".parse().unwrap()), limit: Some(3), shard: None };
        assert_eq!(whole.of(0..10).count(), 3);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for text in ["0/3", "4/3", "1/0", "1", "a/b", "-1/3"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        for text in ["0", "1.1", "NaN", "-1", "x"] {
            assert!(text.parse::<Sample>().is_err(), "{text}");
        }
    }
}
