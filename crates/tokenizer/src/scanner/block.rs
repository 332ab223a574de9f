//! Letters and white space, sixty-four bytes at a time.

use std::ops::Range;

use wide::u8x16;

/// Bytes of a block.
const BLOCK: usize = 64;

/// What the bytes of a piece of the text are, a bit each, the first byte in the lowest bit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Block {
    /// The place of its first byte in the text.
    pub(super) start: usize,
    /// Letters of ASCII and Latin-1, but for one that the end of the block cuts.
    letters: u64,
    /// ASCII white space and control characters.
    gaps: u64,
}

impl Block {
    /// Moves to byte `start`; behind the text there are gaps.
    pub(super) fn move_to(&mut self, start: usize, text: &[u8]) {
        let rest = &text[start..];
        (self.letters, self.gaps) = if let Some(bytes) = rest.first_chunk() {
            classes(bytes)
        } else {
            let mut bytes = [0; BLOCK];
            bytes[..rest.len()].copy_from_slice(rest);
            classes(&bytes)
        };
        self.start = start;
    }

    /// Whether the byte at `at`, which is none before the block, lies in it.
    pub(super) fn contains(self, at: usize) -> bool {
        at - self.start < BLOCK
    }

    /// The letters and gaps from `at` on, which lies in the block.
    pub(super) fn run(self, at: usize) -> Run {
        let skipped = at - self.start;
        let (letters, gaps) = (self.letters >> skipped, self.gaps >> skipped);
        let length = (letters | gaps).trailing_ones();
        // The last byte may be the first of a letter that the end of the block cuts.
        Run { start: at, letters, length, is_cut: skipped + length as usize + 1 >= BLOCK }
    }
}

/// Letters and gaps up to the first other byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    start: usize,
    letters: u64,
    length: u32,
    /// Whether the block ends here, and the run may go on behind it.
    pub(super) is_cut: bool,
}

impl Run {
    /// The place of the first other byte.
    pub(super) fn end(self) -> usize {
        self.start + self.length as usize
    }

    /// The words of the run that are complete.
    pub(super) fn words(self, last_is: Last) -> Words {
        let borders = self.length + u32::from(last_is == Last::Complete);
        let known = !u64::MAX.unbounded_shl(borders);
        let starts = self.letters & !(self.letters << 1) & known;
        let ends = !self.letters & (self.letters << 1) & known;
        Words { run: self, starts, ends }
    }
}

/// Whether a word at the end of a run ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// It does.
    Complete,
    /// Something may connect to it.
    Open,
}

/// The complete words of a run, as places in the text.
#[derive(Debug)]
pub(super) struct Words {
    run: Run,
    starts: u64,
    ends: u64,
}

impl Words {
    /// The first byte behind the words that were given: that of a word that is not complete, or the
    /// end of the run.
    pub(super) fn rest(&self) -> usize {
        self.run.start + self.run.length.min(self.starts.trailing_zeros()) as usize
    }
}

impl Iterator for Words {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        if self.ends == 0 {
            return None;
        }
        let place = |borders: u64| self.run.start + borders.trailing_zeros() as usize;
        let word = place(self.starts)..place(self.ends);
        self.starts &= self.starts - 1;
        self.ends &= self.ends - 1;
        Some(word)
    }
}

/// The letters and the gaps of a block.
///
/// The letters of Latin-1 are `C3` and a second byte; `×` and `÷` stand among them and are none.
#[inline]
fn classes(bytes: &[u8; BLOCK]) -> (u64, u64) {
    let equal = |byte: u8| move |lane: u8x16| lane.simd_eq(u8x16::splat(byte));
    let first = mask(bytes, equal(0xC3));
    let signs = mask(bytes, equal(0x97)) | mask(bytes, equal(0xB7));
    let whole = first & !(signs >> 1) & (u64::MAX >> 1);
    let letters = mask(bytes, ascii_letters) | whole | whole << 1;
    (letters, mask(bytes, |lane| at_most(lane, b' ')))
}

/// The bytes that are ASCII letters: those at most 25 above `a`, whatever their case.
#[inline]
fn ascii_letters(lane: u8x16) -> u8x16 {
    at_most((lane | u8x16::splat(0x20)) - u8x16::splat(b'a'), 25)
}

#[inline]
fn at_most(lane: u8x16, byte: u8) -> u8x16 {
    lane.min(u8x16::splat(byte)).simd_eq(lane)
}

/// A bit for each byte for which `test` sets all bits.
#[inline]
fn mask(bytes: &[u8; BLOCK], test: impl Fn(u8x16) -> u8x16) -> u64 {
    let (lanes, _) = bytes.as_chunks::<16>();
    let bits = lanes.iter().map(|&lane| u64::from(test(u8x16::from(lane)).to_bitmask()));
    bits.rev().fold(0, |mask, bits| mask << 16 | bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_block(text: &str) -> Block {
        let mut block = Block::default();
        block.move_to(0, text.as_bytes());
        block
    }

    /// What the bytes of `text` are in its first block: `a` a letter, `_` a gap, `.` another.
    fn shown(text: &str) -> String {
        let Block { letters, gaps, .. } = first_block(text);
        let sign = |at: usize| match (letters >> at & 1, gaps >> at & 1) {
            (1, 0) => 'a',
            (0, 1) => '_',
            (0, 0) => '.',
            both => unreachable!("{both:?}: a letter is no gap"),
        };
        (0..text.len().min(BLOCK)).map(sign).collect()
    }

    #[test]
    fn bytes_are_letters_gaps_or_others() {
        let cases =
            [("Am 24. Mai\nschneit es,", "aa_..._aaa_aaaaaaa_aa."), ("Öl × Öl", "aaa_.._aaa")];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn letters_are_those_of_ascii_and_latin_1() {
        for character in ('\0'..='\u{ff}').filter(|it| !('\u{80}'..'\u{c0}').contains(it)) {
            let sign = match character {
                ..=' ' => "_",
                _ if character.is_alphabetic() => "a",
                _ => ".",
            };
            let expected = format!("a{}a", sign.repeat(character.len_utf8()));
            assert_eq!(shown(&format!("a{character}a")), expected, "{character:?}");
        }
    }

    #[test]
    fn a_letter_that_the_end_cuts_is_left_out() {
        let text = "a".repeat(BLOCK - 1) + "ö";
        assert_eq!(shown(&text), "a".repeat(BLOCK - 1) + ".");
        assert!(first_block(&text).run(0).is_cut);
    }

    #[test]
    fn words_are_complete_or_left() {
        let text = "zwei Wörter, drei";
        let run = first_block(text).run(0);
        let cases = [(Last::Complete, vec!["zwei", "Wörter"], 12), (Last::Open, vec!["zwei"], 5)];
        for (last, expected, rest) in cases {
            let mut words = run.words(last);
            let found: Vec<_> = words.by_ref().map(|word| &text[word]).collect();
            assert_eq!((found, words.rest()), (expected, rest));
        }
    }
}
