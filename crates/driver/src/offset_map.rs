//! Offsets in other units than bytes, as Python, JavaScript and the W3C count.

use satz_core::Span;
use serde::Serialize;

use crate::InputError;

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Bytes of UTF-8, as Rust and Go count, and as every [`Span`] does.
    #[default]
    Bytes,
    /// Code points, as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript, Java and C# count.
    Utf16,
}

/// Tells offsets of one text in another unit, and the bytes of such offsets.
///
/// # Example
/// ```
/// use satz_driver::{OffsetMap, OffsetUnit, Span};
///
/// let text = "🦆 in Köln";
/// let city = Span::new(8, 13); // bytes
/// assert_eq!(OffsetMap::new(text, OffsetUnit::Chars).of(city), (5, 9));
/// assert_eq!(OffsetMap::new(text, OffsetUnit::Utf16).of(city), (6, 10));
/// ```
#[derive(Debug)]
pub struct OffsetMap<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before each block of bytes, and at last those of the whole text.
    before: Vec<u32>,
}

/// Short enough to count through, long enough that the map stays small.
const BLOCK: usize = 128;

impl<'t> OffsetMap<'t> {
    /// Of a text that a document has, so that every offset fits.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut before = Vec::with_capacity(text.len() / BLOCK + 2);
        before.push(0);
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(before[before.len() - 1] + count(block, unit));
        }
        Self { text, unit, before }
    }

    /// In code points.
    pub fn chars(text: &'t str) -> Self {
        Self::new(text, OffsetUnit::Chars)
    }

    /// Units before the byte at `offset`, which begins a letter.
    ///
    /// # Panics
    /// If it is behind the text.
    pub fn units(&self, offset: u32) -> u32 {
        let offset = offset as usize;
        let block = offset / BLOCK;
        self.before[block] + count(&self.text.as_bytes()[block * BLOCK..offset], self.unit)
    }

    /// Start and end of `span` in units.
    ///
    /// # Panics
    /// If it reaches past the text.
    pub fn of(&self, span: Span) -> (u32, u32) {
        (self.units(span.start()), self.units(span.end()))
    }

    /// The bytes of the units from `start` to `end`.
    ///
    /// # Errors
    /// [`InputError`] if one is behind the text or inside a letter, or they are the wrong way round.
    pub fn span(&self, start: u32, end: u32) -> Result<Span, InputError> {
        Span::try_new(self.byte(start)?, self.byte(end)?).map_err(InputError::new)
    }

    /// The byte behind `units`.
    fn byte(&self, units: u32) -> Result<u32, InputError> {
        let block = self.before.partition_point(|&before| before <= units).saturating_sub(1);
        let bytes = self.text.as_bytes();
        let (mut at, mut byte) = (self.before[block], bytes.len().min(block * BLOCK));
        // A letter that begins in the block before has its units counted there.
        while byte < bytes.len() && (at < units || !self.text.is_char_boundary(byte)) {
            at += count(&bytes[byte..=byte], self.unit);
            byte += 1;
        }
        if at != units || !self.text.is_char_boundary(byte) {
            return Err(InputError::new(format!("offset {units} is no place in the text")));
        }
        u32::try_from(byte).map_err(InputError::new)
    }
}

/// Units whose first byte is among `bytes`, which are at most those of a text.
fn count(bytes: &[u8], unit: OffsetUnit) -> u32 {
    match unit {
        OffsetUnit::Bytes => sum(bytes, |_| 1),
        OffsetUnit::Chars => sum(bytes, |byte| u8::from(begins_char(byte))),
        OffsetUnit::Utf16 => {
            sum(bytes, |byte| u8::from(begins_char(byte)).wrapping_add(u8::from(byte >= 0xf0)))
        }
    }
}

/// Wraps, so that it takes many bytes at once; no text is long enough for that to show.
fn sum(bytes: &[u8], units: impl Fn(u8) -> u8) -> u32 {
    bytes.iter().fold(0, |sum: u32, byte| sum.wrapping_add(units(*byte).into()))
}

/// Whether `byte` is no continuation of a character.
fn begins_char(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_offset_is_what_counting_from_the_start_gives(text in "(\\PC|a|👩){0,300}") {
            let bytes = OffsetMap::new(&text, OffsetUnit::Bytes);
            let chars = OffsetMap::new(&text, OffsetUnit::Chars);
            let utf16 = OffsetMap::new(&text, OffsetUnit::Utf16);
            for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
                let (before, byte) = (&text[..offset], u32::try_from(offset).unwrap());
                prop_assert_eq!(bytes.units(byte), byte);
                prop_assert_eq!(chars.units(byte) as usize, before.chars().count());
                prop_assert_eq!(utf16.units(byte) as usize, before.encode_utf16().count());
                for map in [&bytes, &chars, &utf16] {
                    prop_assert_eq!(map.byte(map.units(byte)).unwrap(), byte);
                }
            }
        }
    }

    #[test]
    fn places_that_are_none_are_refused() {
        let text = "aß€👩z";
        let cases = [
            ("behind the text", OffsetUnit::Chars, 0, 6),
            ("the wrong way round", OffsetUnit::Chars, 2, 1),
            ("inside a letter", OffsetUnit::Utf16, 0, 4),
        ];
        for (name, unit, start, end) in cases {
            assert!(OffsetMap::new(text, unit).span(start, end).is_err(), "{name}");
        }
        assert_eq!(OffsetMap::chars(text).span(3, 5).unwrap(), Span::new(6, 11));
    }
}
