//! A sorted set of keys that finds the position of a key in a few nanoseconds.

use wide::u16x8;

use crate::key::Key;
use crate::memory::touch;
use crate::wire::{Flaw, Sink, Source};

/// Different upper halves of a key.
const BUCKETS: usize = 1 << 16;

/// Keys that are compared at once.
const WINDOW: usize = u16x8::LANES as usize;

/// Sorted keys in buckets: those that share their upper half.
///
/// Keys are hashes and spread evenly, so a bucket holds a handful and no search tree is needed,
/// and of each key only the lower half is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyIndex {
    /// The lower halves of the keys in ascending order of the keys, and a window more, so that
    /// one begins at every key.
    lower: Vec<u16>,
    /// The position of the first key of each bucket, and where the last bucket ends.
    starts: Box<[u32; BUCKETS + 1]>,
    /// For each bucket a bit for each 64th of the lower halves, set where there is a key. Most
    /// keys that are asked for are not there, and this says so from half a megabyte that stays
    /// near.
    present: Box<[u64; BUCKETS]>,
}

impl Default for KeyIndex {
    fn default() -> Self {
        Self::of([], Vec::new())
    }
}

impl KeyIndex {
    /// An index of these keys, which must be strictly ascending.
    pub(crate) fn new(keys: &[Key]) -> Self {
        debug_assert!(keys.is_sorted_by(|one, two| one < two));
        let mut counts = vec![0; BUCKETS];
        for key in keys {
            counts[usize::from(halves(*key).0)] += 1;
        }
        Self::of(counts, keys.iter().map(|key| halves(*key).1).collect())
    }

    /// An index of the keys with these lower halves, so many of each upper half.
    fn of(counts: impl IntoIterator<Item = u32>, mut lower: Vec<u16>) -> Self {
        let (mut starts, mut present) = (zeros(), zeros::<u64, BUCKETS>());
        let (mut start, mut rest) = (0, lower.as_slice());
        for ((count, end), bits) in counts.into_iter().zip(&mut starts[1..]).zip(&mut *present) {
            let (bucket, behind) = rest.split_at(count as usize);
            *bits = bucket.iter().fold(0, |bits, lower| bits | bit(*lower));
            (start, rest) = (start + count, behind);
            *end = start;
        }
        lower.extend([0; WINDOW]);
        Self { lower, starts, present }
    }

    /// Position of a key in ascending order.
    pub(crate) fn find(&self, key: Key) -> Option<usize> {
        let (position, is_there) = self.seek(key);
        is_there.then_some(position as usize)
    }

    /// Replaces keys by their positions, and leaves out those that are not there.
    ///
    /// Nothing in it waits for one key before it turns to the next.
    pub(crate) fn find_all<T: Copy>(&self, keys: &mut Vec<(T, u32)>) {
        self.keep_likely(keys);
        touch(keys.iter().map(|(_, key)| self.near(*key)));
        let mut kept = 0;
        for index in 0..keys.len() {
            let (of, key) = keys[index];
            let (position, is_there) = self.seek(key);
            keys[kept] = (of, position);
            kept += usize::from(is_there);
        }
        keys.truncate(kept);
    }

    /// A place near that of a key, whose memory is read when the key is sought.
    pub(crate) fn near(&self, key: Key) -> &u16 {
        &self.lower[self.starts[usize::from(halves(key).0)] as usize]
    }

    /// The position of a key, if it is there.
    fn seek(&self, key: Key) -> (u32, bool) {
        let (upper, lower) = halves(key);
        let bucket = usize::from(upper);
        // Every bit below stands for a key that comes first, at least.
        let before = (self.present[bucket] & (bit(lower) - 1)).count_ones();
        let (first, end) = (self.starts[bucket] + before, self.starts[bucket + 1]);
        let window = self.lower[first as usize..].first_chunk().map_or([0; WINDOW], |it| *it);
        let hits = u16x8::new(window).simd_eq(u16x8::splat(lower)).to_bitmask();
        let position = first + hits.trailing_zeros();
        // Asked first, as it is true of all but crowded buckets, whatever the memory says.
        if end <= first + u32::from(u16x8::LANES) || hits != 0 {
            return (position, position < end);
        }
        let position = (first..end).find(|position| self.lower[*position as usize] == lower);
        (position.unwrap_or(end), position.is_some())
    }

    /// Leaves out keys that are not there, as far as the bits tell: most.
    fn keep_likely<T: Copy>(&self, wanted: &mut Vec<(T, Key)>) {
        let mut kept = 0;
        for index in 0..wanted.len() {
            let (upper, lower) = halves(wanted[index].1);
            wanted[kept] = wanted[index];
            kept += usize::from(self.present[usize::from(upper)] & bit(lower) != 0);
        }
        wanted.truncate(kept);
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.starts[BUCKETS] as usize
    }

    /// Writes how many keys each bucket has, and the lower halves.
    pub(crate) fn encode(&self, sink: &mut Sink) {
        let counts = self.starts.array_windows().map(|[start, end]| end - start);
        let counts: Vec<u16> =
            counts.map(|count| u16::try_from(count).unwrap_or(u16::MAX)).collect();
        sink.count(self.len());
        sink.u16s(&counts);
        sink.u16s(&self.lower[..self.len()]);
    }

    /// Reads what [`KeyIndex::encode`] wrote.
    pub(crate) fn decode(source: &mut Source<'_>) -> Result<Self, Flaw> {
        let length = source.count()?;
        let counts = source.u16s(BUCKETS)?;
        let lower = source.u16s(length)?;
        if counts.iter().map(|count| usize::from(*count)).sum::<usize>() != length {
            return Err("its keys do not fill their buckets");
        }
        let index = Self::of(counts.into_iter().map(u32::from), lower);
        if index.is_ascending() { Ok(index) } else { Err("its keys are not ascending") }
    }

    /// Whether lower halves fall nowhere but from one bucket to the next: falls are counted, which
    /// is faster than to go through the buckets.
    fn is_ascending(&self) -> bool {
        let keys = &self.lower[..self.len()];
        let pairs = keys.iter().zip(keys.iter().skip(1));
        let falls: u32 = pairs.map(|(one, two)| u32::from(one >= two)).sum();
        let mut starts = self.starts.to_vec();
        starts.dedup();
        let is_fall = |start: usize| {
            let pair = start.checked_sub(1).and_then(|before| keys.get(before..=start));
            pair.is_some_and(|pair| pair[0] >= pair[1])
        };
        falls as usize == starts.into_iter().filter(|start| is_fall(*start as usize)).count()
    }
}

fn halves(key: Key) -> (u16, u16) {
    let [a, b, c, d] = key.to_le_bytes();
    (u16::from_le_bytes([c, d]), u16::from_le_bytes([a, b]))
}

/// The bit that stands for a lower half: that of its upper six bits.
fn bit(lower: u16) -> u64 {
    1 << (lower >> 10)
}

#[expect(clippy::unnecessary_box_returns, reason = "half a megabyte does not belong on a stack")]
fn zeros<T: Clone + Default, const LENGTH: usize>() -> Box<[T; LENGTH]> {
    vec![T::default(); LENGTH].try_into().unwrap_or_else(|_| unreachable!("it has that length"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Keys of which many share a bucket.
    fn keys() -> impl Strategy<Value = std::collections::BTreeSet<Key>> {
        let key = prop_oneof![any::<Key>(), 0..3000_u32, u32::MAX - 3000..=u32::MAX];
        prop::collection::btree_set(key, 0..200)
    }

    fn kept(index: &KeyIndex, keys: &[Key]) -> Vec<Key> {
        let mut wanted = keys.iter().map(|key| ((), *key)).collect();
        index.keep_likely(&mut wanted);
        wanted.into_iter().map(|((), key)| key).collect()
    }

    /// The positions of keys of which each is there or not.
    fn positions(index: &KeyIndex, keys: &[Key]) -> Vec<(Key, u32)> {
        let mut wanted = keys.iter().map(|key| (*key, *key)).collect();
        index.find_all(&mut wanted);
        wanted
    }

    #[test]
    fn most_unknown_keys_are_left_out() {
        let index = KeyIndex::new(&[7, 1 << 16]);
        assert_eq!(kept(&index, &[8 << 16, 7, 9 << 10, 1 << 16, 2 << 16]), [7, 1 << 16]);
    }

    proptest! {
        #[test]
        fn finds_what_is_there_and_nothing_else(keys in keys(), other in any::<Key>()) {
            let sorted: Vec<Key> = keys.iter().copied().collect();
            let index = KeyIndex::new(&sorted);
            for (position, key) in sorted.iter().enumerate() {
                prop_assert_eq!(index.find(*key), Some(position));
                prop_assert_eq!(kept(&index, &[*key]), [*key]);
                for near in [key.wrapping_sub(1), key.wrapping_add(1), key ^ 1 << 16] {
                    prop_assert_eq!(index.find(near).is_some(), keys.contains(&near));
                }
            }
            prop_assert_eq!(index.find(other).is_some(), keys.contains(&other));
            prop_assert!(!keys.contains(&other) || kept(&index, &[other]) == [other]);
            prop_assert_eq!(index.len(), keys.len());
            let asked: Vec<Key> = sorted.iter().flat_map(|key| [*key, !key, *key]).collect();
            let there = asked.iter().filter_map(|key| Some((*key, u32::try_from(index.find(*key)?).unwrap())));
            prop_assert_eq!(positions(&index, &asked), there.collect::<Vec<_>>());
        }

        #[test]
        fn crowded_buckets_are_searched(lower in prop::collection::btree_set(0..64_u32, 30..60)) {
            let keys: Vec<Key> = lower.iter().map(|lower| 7 << 16 | lower).collect();
            let index = KeyIndex::new(&keys);
            for lower in 0..64 {
                let expected = keys.iter().position(|key| *key == 7 << 16 | lower);
                prop_assert_eq!(index.find(7 << 16 | lower), expected);
            }
        }

        #[test]
        fn comes_back_from_its_wire_form(keys in keys()) {
            let index = KeyIndex::new(&keys.into_iter().collect::<Vec<_>>());
            let mut sink = Sink::default();
            index.encode(&mut sink);
            prop_assert_eq!(KeyIndex::decode(&mut Source::new(&sink.into_bytes())), Ok(index));
        }
    }

    #[test]
    fn keys_in_disorder_are_refused() {
        let read = |bucket: u16, lower: &[u16]| {
            let mut sink = Sink::default();
            sink.count(lower.len());
            sink.u16s(&[bucket]);
            sink.u16s(&vec![0; BUCKETS - 1]);
            sink.u16s(lower);
            KeyIndex::decode(&mut Source::new(&sink.into_bytes())).map(|index| index.len())
        };
        assert_eq!(read(2, &[1, 7]), Ok(2));
        assert_eq!(read(2, &[7, 7]), Err("its keys are not ascending"));
        assert_eq!(read(1, &[1, 7]), Err("its keys do not fill their buckets"));
        assert_eq!(read(3, &[1, 7]), Err("its keys do not fill their buckets"));
    }
}
