//! A sorted set of keys that finds the position of a key in a few nanoseconds.

use serde::{Deserialize, Serialize};

use crate::key::Key;

/// Sorted keys and, for every value of their upper bits, where those keys begin.
///
/// Hashed keys are spread evenly, so a bucket holds a handful and no search tree is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Deltas", into = "Deltas")]
pub(crate) struct KeyIndex {
    /// Strictly ascending.
    keys: Vec<Key>,
    /// `keys[starts[b]..starts[b + 1]]` have the upper bits `b`.
    starts: Vec<u32>,
    /// The upper bits are `key >> shift`.
    shift: u32,
    /// A bit for each value of the lower bits of a key, set where there is such a key. Most keys
    /// that are asked for are not there, and this says so from half a megabyte that stays near.
    present: Vec<u64>,
}

/// Bits of [`KeyIndex::present`] for each key, at least: one in as many absent keys passes.
const SPARSENESS: usize = 8;

/// The wire form: differences between neighbours are small numbers, which are written short.
#[derive(Clone, Serialize, Deserialize)]
struct Deltas(Vec<u32>);

impl KeyIndex {
    /// An index of these keys, which must be strictly ascending.
    pub(crate) fn new(keys: Vec<Key>) -> Self {
        debug_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        let bits = (keys.len() / 4 + 1).ilog2().max(1);
        let shift = Key::BITS - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        for &key in &keys {
            starts[(key >> shift) as usize + 1] += 1;
        }
        for bucket in 1..starts.len() {
            starts[bucket] += starts[bucket - 1];
        }
        let words = (keys.len() * SPARSENESS / 64 + 1).next_power_of_two();
        let mut present = vec![0; words];
        for &key in &keys {
            let (word, bit) = place(key, words);
            present[word] |= bit;
        }
        Self { keys, starts, shift, present }
    }

    /// Position of a key in ascending order.
    pub(crate) fn find(&self, key: Key) -> Option<usize> {
        let (word, bit) = place(key, self.present.len());
        if self.present.get(word)? & bit == 0 {
            return None;
        }
        let bucket = (key >> self.shift) as usize;
        let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let within = self.keys[start..end].iter().position(|known| *known == key)?;
        Some(start + within)
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }
}

/// The word and the bit in it that stand for a key, of `words` words, a power of two.
fn place(key: Key, words: usize) -> (usize, u64) {
    ((key as usize >> 6) & words.wrapping_sub(1), 1 << (key & 63))
}

impl From<KeyIndex> for Deltas {
    fn from(index: KeyIndex) -> Self {
        let before = std::iter::once(0).chain(index.keys.iter().copied());
        Self(index.keys.iter().zip(before).map(|(key, before)| key - before).collect())
    }
}

impl TryFrom<Deltas> for KeyIndex {
    type Error = &'static str;

    fn try_from(Deltas(deltas): Deltas) -> Result<Self, Self::Error> {
        let mut keys = deltas;
        for position in 1..keys.len() {
            let key = keys[position - 1].checked_add(keys[position]);
            keys[position] =
                key.filter(|key| *key > keys[position - 1]).ok_or("keys are not ascending")?;
        }
        Ok(Self::new(keys))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn finds_what_is_there_and_nothing_else(
            keys in prop::collection::btree_set(any::<u32>(), 0..200),
            other in any::<u32>(),
        ) {
            let sorted: Vec<u32> = keys.iter().copied().collect();
            let index = KeyIndex::new(sorted.clone());
            for (position, key) in sorted.iter().enumerate() {
                prop_assert_eq!(index.find(*key), Some(position));
            }
            prop_assert_eq!(index.find(other).is_some(), keys.contains(&other));
            prop_assert_eq!(index.len(), keys.len());
        }

        #[test]
        fn comes_back_from_its_wire_form(keys in prop::collection::btree_set(any::<u32>(), 0..50)) {
            let index = KeyIndex::new(keys.into_iter().collect());
            let bytes = postcard::to_allocvec(&index).unwrap();
            prop_assert_eq!(postcard::from_bytes::<KeyIndex>(&bytes).unwrap(), index);
        }
    }

    #[test]
    fn keys_in_disorder_are_refused() {
        let bytes = postcard::to_allocvec(&vec![7_u32, 0, 1]).unwrap();
        assert!(postcard::from_bytes::<KeyIndex>(&bytes).is_err());
    }
}
