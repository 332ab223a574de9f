//! The weights of a trained model, quantised and sparse.

use serde::{Deserialize, Serialize};

use crate::features::REACH;
use crate::key::Key;
use crate::key_index::KeyIndex;
use crate::tags::TagId;

/// Number of offsets at which a word is felt: two tokens to either side and its own place.
pub(crate) const OFFSETS: usize = 2 * REACH + 1;

/// What one feature of a word adds to the score of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weight {
    /// Where the scored token stands: from 0, two places before the word, to 4, two behind it.
    pub(crate) offset: u8,
    pub(crate) tag: TagId,
    /// In units of the model.
    pub(crate) value: i8,
}

impl Weight {
    /// The weight at a place of a table with `tags` columns and a row for each offset.
    fn at(place: u16, tags: u16, value: i8) -> Option<Self> {
        let offset =
            u8::try_from(place / tags).ok().filter(|offset| usize::from(*offset) < OFFSETS)?;
        Some(Self { offset, tag: TagId::try_from(place % tags).ok()?, value })
    }
}

/// For every feature key its non-zero weights.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Columns", into = "Columns")]
pub(crate) struct Weights {
    keys: KeyIndex,
    /// The weights of the key at position `k` are `all[starts[k]..starts[k + 1]]`.
    starts: Vec<u32>,
    all: Vec<Weight>,
}

/// The wire form of [`Weights`]: small numbers, which are written short.
#[derive(Clone, Serialize, Deserialize)]
struct Columns {
    keys: KeyIndex,
    /// Number of weights of each key.
    counts: Vec<u16>,
    /// Columns of a table with a row for each offset, at least one more than the last tag.
    tags: u16,
    /// Place of a weight in that table, counted from the weight before of the same key.
    steps: Vec<u16>,
    values: Vec<i8>,
}

impl Weights {
    /// Collects the weights of keys that come in strictly ascending order.
    pub(crate) fn collect(rows: impl IntoIterator<Item = (Key, Vec<Weight>)>) -> Self {
        let (mut keys, mut starts, mut all) = (Vec::new(), vec![0], Vec::new());
        for (key, row) in rows {
            keys.push(key);
            all.extend(row);
            starts.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
        }
        Self { keys: KeyIndex::new(keys), starts, all }
    }

    /// The weights of a key; empty for an unknown one.
    pub(crate) fn of(&self, key: Key) -> &[Weight] {
        let Some(position) = self.keys.find(key) else { return &[] };
        &self.all[self.starts[position] as usize..self.starts[position + 1] as usize]
    }

    /// Adds the weights that a key has for its own token to that token's scores.
    pub(crate) fn add(&self, key: Key, scores: &mut [i16]) {
        for weight in self.of(key) {
            let score = &mut scores[usize::from(weight.tag)];
            *score = score.saturating_add(i16::from(weight.value));
        }
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether every weight is for one of `tags` tags.
    pub(crate) fn fit(&self, tags: usize) -> bool {
        self.all.iter().all(|weight| usize::from(weight.tag) < tags)
    }
}

impl From<Weights> for Columns {
    fn from(Weights { keys, starts, all }: Weights) -> Self {
        let tags = all.iter().map(|weight| u16::from(weight.tag) + 1).max().unwrap_or(1);
        let ranges = starts.windows(2).map(|pair| pair[0] as usize..pair[1] as usize);
        let mut steps = Vec::with_capacity(all.len());
        for range in ranges.clone() {
            let mut before = 0;
            for weight in &all[range] {
                let place = u16::from(weight.offset) * tags + u16::from(weight.tag);
                steps.push(place - before);
                before = place;
            }
        }
        let counts = ranges.map(|range| u16::try_from(range.len()).unwrap_or(u16::MAX));
        let values = all.iter().map(|weight| weight.value);
        Self { counts: counts.collect(), values: values.collect(), keys, tags, steps }
    }
}

impl TryFrom<Columns> for Weights {
    type Error = &'static str;

    fn try_from(
        Columns { keys, counts, tags, steps, values }: Columns,
    ) -> Result<Self, Self::Error> {
        let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
        if counts.len() != keys.len() || total != steps.len() || total != values.len() || tags == 0
        {
            return Err("the weights of a model do not fit its features");
        }
        let mut steps = steps.into_iter().zip(values);
        let (mut starts, mut all) = (vec![0], Vec::with_capacity(total));
        for count in counts {
            let mut place = 0_u16;
            for (step, value) in steps.by_ref().take(count.into()) {
                place = place.checked_add(step).ok_or("a weight is for a token too far away")?;
                all.push(
                    Weight::at(place, tags, value).ok_or("a weight is for a token too far away")?,
                );
            }
            starts.push(u32::try_from(all.len()).map_err(|_| "a model has too many weights")?);
        }
        Ok(Self { keys, starts, all })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Weights {
        let weight = |offset, tag, value| Weight { offset, tag, value };
        Weights::collect([(3, vec![weight(2, 1, 7), weight(4, 0, -7)]), (9, vec![weight(0, 1, 1)])])
    }

    #[test]
    fn finds_the_weights_of_a_key() {
        let weights = sample();
        let values = |key| weights.of(key).iter().map(|weight| weight.value).collect::<Vec<_>>();
        assert_eq!((values(3), values(9), values(4)), (vec![7, -7], vec![1], vec![]));
        assert!(weights.fit(2) && !weights.fit(1));
    }

    #[test]
    fn columns_that_do_not_fit_are_refused() {
        let damage: [fn(&mut Columns); 5] = [
            |columns| columns.counts[0] = 3,
            |columns| _ = columns.counts.pop(),
            |columns| columns.tags = 0,
            |columns| columns.steps[1] = 5 * columns.tags,
            |columns| columns.steps[1] = u16::MAX,
        ];
        for change in damage {
            let mut columns = Columns::from(sample());
            change(&mut columns);
            assert!(Weights::try_from(columns).is_err());
        }
        assert_eq!(Weights::try_from(Columns::from(sample())), Ok(sample()));
    }
}
