//! Offsets in other units than bytes, as Python, JavaScript and the W3C count.

use satz_core::Span;
use serde::Serialize;
use wide::u8x16;

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
    /// At last one without units.
    blocks: Vec<Block>,
}

/// Some bytes of the text, one for each bit of `units`.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// Units that begin before it.
    before: u32,
    /// A bit for each byte with which a unit begins, the lowest for the first byte.
    units: u64,
}

/// Bytes of a block.
const BLOCK: usize = 64;

impl<'t> OffsetMap<'t> {
    /// Of a text that a document has, so that every offset fits.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let (mut blocks, mut before) = (Vec::with_capacity(text.len() / BLOCK + 2), 0);
        let mut is_halved = 0;
        for bytes in text.as_bytes().chunks(BLOCK) {
            let mut whole = [CONTINUATION; BLOCK];
            whole[..bytes.len()].copy_from_slice(bytes);
            let units = match unit {
                OffsetUnit::Bytes => u64::MAX >> (BLOCK - bytes.len()),
                OffsetUnit::Chars => letters(&whole),
                OffsetUnit::Utf16 => {
                    // The second unit of a pair begins with the second byte of the letter.
                    let pairs = pairs(&whole);
                    let units = letters(&whole) | pairs << 1 | is_halved;
                    is_halved = pairs >> (BLOCK - 1);
                    units
                }
            };
            blocks.push(Block { before, units });
            before += units.count_ones();
        }
        blocks.push(Block { before, units: 0 });
        Self { text, blocks }
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
        let Block { before, units } = self.blocks[offset / BLOCK];
        before + (units & ((1 << (offset % BLOCK)) - 1)).count_ones()
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
        let no_place = || InputError::new(format!("offset {units} is no place in the text"));
        let block = self.blocks.partition_point(|block| block.before <= units).saturating_sub(1);
        let Block { before, units: mut rest } = self.blocks[block];
        for _ in before..units {
            // Takes the lowest bit away; there is one, or the units are behind the text.
            rest &= rest.checked_sub(1).ok_or_else(no_place)?;
        }
        let byte = self.text.len().min(block * BLOCK + rest.trailing_zeros() as usize);
        if !self.text.is_char_boundary(byte) {
            return Err(no_place());
        }
        u32::try_from(byte).map_err(InputError::new)
    }
}

/// A byte with which no letter begins.
const CONTINUATION: u8 = 0x80;

/// A bit for each byte with which a letter begins: its highest bit is clear, or the next is set.
fn letters(bytes: &[u8; BLOCK]) -> u64 {
    highest_bits(bytes, |lane| !lane | (lane + lane))
}

/// A bit for each byte with which a letter of four bytes begins, which is a pair in UTF-16.
fn pairs(bytes: &[u8; BLOCK]) -> u64 {
    let least = u8x16::splat(0xF0);
    highest_bits(bytes, |lane| lane.max(least).simd_eq(lane))
}

/// The highest bit of each byte of what `test` makes of sixteen bytes at a time.
fn highest_bits(bytes: &[u8; BLOCK], test: impl Fn(u8x16) -> u8x16) -> u64 {
    let (lanes, _) = bytes.as_chunks();
    let bits = lanes.iter().map(|&lane| u64::from(test(u8x16::from(lane)).to_bitmask()));
    bits.rev().fold(0, |block, bits| block << 16 | bits)
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
