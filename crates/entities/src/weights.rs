//! The weights of a trained model, quantised.

use wide::{i8x16, i16x16};

use crate::columns::{Columns, LANES};
use crate::features::REACH;
use crate::key::Key;
use crate::key_index::KeyIndex;
use crate::memory::touch;
use crate::pages::Pages;
use crate::tags::TagId;
use crate::wire::{Flaw, Sink, Source};

/// Number of offsets at which a word is felt: two tokens to either side and its own place.
pub(crate) const OFFSETS: usize = 2 * REACH + 1;

/// What one feature of a word adds to the score of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weight {
    /// Where the scored token stands: from 0, two places before the word, to 4, two behind it.
    pub(crate) offset: u8,
    pub(crate) tag: TagId,
    /// In units of the model; not zero.
    pub(crate) value: i8,
}

/// Where the weights of a feature are among the rows of all: the number of its first row, above the
/// bits of the offsets that have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place(u32);

/// For every feature key its weights: rows of scores for the tokens around the word.
///
/// # Wire form
/// The keys; for each key a byte with a bit for each offset that has a row; for each row a bit for
/// each tag that has a weight, in whole bytes; the weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weights {
    keys: KeyIndex,
    /// Of each key.
    places: Vec<Place>,
    /// Rows of `width` groups. Zeros are kept in memory: adding them is faster than asking.
    rows: Pages<[i8; LANES]>,
    width: usize,
}

impl Weights {
    /// Collects the weights of keys that come in strictly ascending order.
    pub(crate) fn collect(
        columns: &Columns,
        features: impl IntoIterator<Item = (Key, Vec<Weight>)>,
    ) -> Self {
        let features: Vec<(Key, Vec<Weight>)> = features.into_iter().collect();
        let keys: Vec<Key> = features.iter().map(|(key, _)| *key).collect();
        let offsets: Vec<u8> = features.iter().map(|(_, feature)| offsets(feature)).collect();
        let mut weights = Self::zero(KeyIndex::new(&keys), &offsets, columns);
        let size = weights.width * LANES;
        for (place, (_, feature)) in weights.places.iter().zip(&features) {
            for (offset, row) in place.rows() {
                let row = &mut weights.rows.as_flattened_mut()[row * size..];
                for weight in feature.iter().filter(|weight| usize::from(weight.offset) == offset) {
                    row[columns.places()[usize::from(weight.tag)]] = weight.value;
                }
            }
        }
        weights
    }

    /// Weights of zero for these keys at these offsets.
    fn zero(keys: KeyIndex, offsets: &[u8], columns: &Columns) -> Self {
        let mut rows = 0;
        let places = offsets.iter().map(|offsets| {
            let place = Place(rows << OFFSETS | u32::from(*offsets));
            rows += offsets.count_ones();
            place
        });
        let (places, width) = (places.collect(), columns.width());
        Self { keys, places, rows: Pages::zeros(rows as usize * width), width }
    }

    /// Where the weights of a key are; nowhere for an unknown key.
    #[cfg(test)]
    pub(crate) fn find(&self, key: Key) -> Option<Place> {
        self.keys.find(key).map(|position| self.places[position])
    }

    /// Appends where the weights of the wanted keys are, if they are known. What is wanted is
    /// used up meanwhile.
    pub(crate) fn find_all<T: Copy>(
        &self,
        wanted: &mut Vec<(T, Key)>,
        found: &mut Vec<(T, Place)>,
    ) {
        self.keys.find_all(wanted);
        found.extend(wanted.iter().map(|(of, position)| (*of, self.places[*position as usize])));
        let row = |place: Place| self.rows.get(place.first() * self.width);
        touch(found.iter().filter_map(|(_, place)| row(*place)?.first()));
    }

    /// Adds the weights of a word's feature to the scores of the tokens around it: rows one behind
    /// the other, for each offset one.
    pub(crate) fn spread(&self, place: Place, scores: &mut [i16x16]) {
        for (offset, row) in place.rows() {
            add(&mut scores[offset * self.width..], self.row(row));
        }
    }

    /// Adds the weights of a feature of one token alone to that token's scores.
    pub(crate) fn add(&self, place: Place, scores: &mut [i16x16]) {
        place.rows().for_each(|(_, row)| add(scores, self.row(row)));
    }

    /// The weights of a key one by one.
    #[cfg(test)]
    pub(crate) fn list(&self, columns: &Columns, key: Key) -> Vec<Weight> {
        let mut weights = Vec::new();
        for (offset, row) in self.find(key).into_iter().flat_map(Place::rows) {
            let row = self.row(row).as_flattened();
            let values = (0..).zip(columns.places().iter().map(|place| row[*place]));
            let offset = u8::try_from(offset).unwrap();
            weights.extend(values.map(|(tag, value)| Weight { offset, tag, value }));
        }
        weights
    }

    fn row(&self, number: usize) -> &[[i8; LANES]] {
        &self.rows[number * self.width..][..self.width]
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Writes the wire form.
    pub(crate) fn encode(&self, columns: &Columns, sink: &mut Sink) {
        self.keys.encode(sink);
        let offsets = self.places.iter().map(|place| place.0.to_le_bytes()[0] & ALL);
        sink.bytes(&offsets.collect::<Vec<u8>>());
        let (mut masks, mut values) = (Vec::new(), Vec::new());
        for row in self.rows.as_flattened().chunks_exact(self.width * LANES) {
            let row: Vec<i8> = columns.places().iter().map(|place| row[*place]).collect();
            masks.extend(row.chunks(MASK).map(mask));
            values.extend(row.into_iter().filter(|value| *value != 0).map(i8::cast_unsigned));
        }
        sink.bytes(&masks);
        sink.bytes(&values);
    }

    /// Reads what [`Weights::encode`] wrote for a model with as many tags.
    pub(crate) fn decode(columns: &Columns, source: &mut Source<'_>) -> Result<Self, Flaw> {
        let keys = KeyIndex::decode(source)?;
        let offsets = source.bytes(keys.len())?;
        if offsets.iter().any(|bits| bits & !ALL != 0) {
            return Err("a weight is for a token too far away");
        }
        let rows = bits(offsets);
        if rows > MOST {
            return Err("it has too many weights");
        }
        let masks = source.bytes(rows * columns.places().len().div_ceil(MASK))?;
        let values = source.bytes(bits(masks))?;
        if values.contains(&0) {
            return Err("a weight of zero takes up space");
        }
        let mut weights = Self::zero(keys, offsets, columns);
        weights.fill(columns, masks, values)?;
        Ok(weights)
    }

    /// Sets the weights of all rows where their masks have bits.
    fn fill(&mut self, columns: &Columns, masks: &[u8], values: &[u8]) -> Result<(), Flaw> {
        let mut places: Vec<[usize; MASK]> = Vec::new();
        for chunk in columns.places().chunks(MASK) {
            places.push(std::array::from_fn(|tag| chunk.get(tag).copied().unwrap_or(usize::MAX)));
        }
        let rows = self.rows.as_flattened_mut().chunks_exact_mut(self.width * LANES);
        let mut values = values.iter();
        for (row, masks) in rows.zip(masks.chunks_exact(places.len())) {
            for (places, mask) in places.iter().zip(masks) {
                let mut bits = *mask;
                while bits != 0 {
                    let place = places[bits.trailing_zeros() as usize % MASK];
                    let weight = row.get_mut(place).zip(values.next());
                    let (weight, value) =
                        weight.ok_or("a weight is for a tag that is not there")?;
                    *weight = value.cast_signed();
                    bits &= bits - 1;
                }
            }
        }
        Ok(())
    }
}

impl Place {
    /// The number of the first row.
    fn first(self) -> usize {
        self.0 as usize >> OFFSETS
    }

    /// The offsets that have a row, and the numbers of the rows.
    fn rows(self) -> impl Iterator<Item = (usize, usize)> {
        let mut offsets = self.0 & u32::from(ALL);
        (self.first()..).map_while(move |row| {
            let offset = offsets.trailing_zeros() as usize;
            let is_there = offsets != 0;
            offsets &= offsets.wrapping_sub(1);
            is_there.then_some((offset, row))
        })
    }
}

/// The bits of all offsets.
const ALL: u8 = (1 << OFFSETS) - 1;

/// The most rows whose number fits above the bits of the offsets.
const MOST: usize = (u32::MAX >> OFFSETS) as usize;

/// Tags that a byte of a row's mask has bits for.
const MASK: usize = 8;

/// Number of bits that are set.
fn bits(bytes: &[u8]) -> usize {
    bytes.iter().map(|bits| bits.count_ones() as usize).sum()
}

/// The offsets of weights, as bits.
fn offsets(feature: &[Weight]) -> u8 {
    feature.iter().fold(0, |bits, weight| bits | 1 << weight.offset)
}

/// A bit for each weight that is not zero, the first one the lowest.
fn mask(weights: &[i8]) -> u8 {
    weights.iter().rev().fold(0, |bits, value| bits << 1 | u8::from(*value != 0))
}

/// Adds a row of weights to a row of scores.
fn add(scores: &mut [i16x16], weights: &[[i8; LANES]]) {
    for (score, weight) in scores.iter_mut().zip(weights) {
        *score = score.saturating_add(i16x16::from(i8x16::new(*weight)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::flat;
    use crate::tags::TagSet;

    fn columns() -> Columns {
        Columns::new(&TagSet::of(["B-LOC", "I-LOC"]))
    }

    fn sample() -> Weights {
        let weight = |offset, tag, value| Weight { offset, tag, value };
        let first = vec![weight(2, 1, 7), weight(2, 2, 3), weight(4, 0, -7)];
        Weights::collect(&columns(), [(3, first), (9, vec![weight(0, 1, 1)])])
    }

    /// The scores of three tags at five places.
    fn scores(fill: impl Fn(&mut [i16x16])) -> Vec<[i16; 3]> {
        let width = columns().width();
        let mut scores = vec![i16x16::default(); OFFSETS * width];
        fill(&mut scores);
        let rows = scores.chunks_exact(width).map(flat);
        rows.map(|row| [0, 1, 2].map(|tag: usize| row[columns().places()[tag]])).collect()
    }

    #[test]
    fn finds_the_weights_of_a_key() {
        let (weights, none) = (sample(), [0, 0, 0]);
        let place = |key| weights.find(key).unwrap();
        let spread = |key| scores(|scores| weights.spread(place(key), scores));
        assert_eq!(spread(3), [none, none, [0, 7, 3], none, [-7, 0, 0]]);
        assert_eq!(spread(9), [[0, 1, 0], none, none, none, none]);
        assert_eq!(weights.find(4), None);
        assert_eq!(scores(|scores| weights.add(place(3), scores))[0], [-7, 7, 3]);
    }

    #[test]
    fn comes_back_from_its_wire_form() {
        let mut sink = Sink::default();
        sample().encode(&columns(), &mut sink);
        let bytes = sink.into_bytes();
        let decoded = |bytes: &[u8]| Weights::decode(&columns(), &mut Source::new(bytes));
        assert_eq!(decoded(&bytes), Ok(sample()));
        // From the end: four weights, three masks, the offsets of two keys.
        let cases = [
            (1, 0, "a weight of zero takes up space"),
            (4 + 1, 0b1000, "a weight is for a tag that is not there"),
            (4 + 1, 0b0111, "it ends within its content"),
            (4 + 3 + 1, 0b100_000, "a weight is for a token too far away"),
        ];
        for (behind, byte, expected) in cases {
            let mut damaged = bytes.clone();
            damaged[bytes.len() - behind] = byte;
            assert_eq!(decoded(&damaged).map(|_| ()), Err(expected));
        }
    }
}
