//! Words and what ties them together.

use satz_core::TokenKind;

use super::Scanner;
use crate::class::{Class, ENDS_WORD, IN_WORD};
use crate::conventions::{Hyphens, NumberStyle};

/// A single quote that opened so many bytes ago was an apostrophe.
const LONGEST_QUOTE: usize = 300;

impl Scanner<'_> {
    /// A token that begins with a letter.
    pub(super) fn word(&mut self) {
        let end = self.word_run(self.at);
        match self.bytes.get(end) {
            Some(&byte) if !ENDS_WORD[byte as usize] => self.connected_word(end),
            _ => self.emit(end, TokenKind::Word),
        }
    }

    /// The end of the letters, digits and marks at `at`.
    pub(super) fn word_run(&self, mut at: usize) -> usize {
        loop {
            at = self.ascii_run(at);
            let length = if self.byte(at) < 0x80 { 0 } else { self.wide_word_part(at) };
            if length == 0 {
                return at;
            }
            at += length;
        }
    }

    /// The end of the ASCII letters and digits at `at`.
    #[inline]
    fn ascii_run(&self, mut at: usize) -> usize {
        while let Some(eight) = self.bytes[at..].first_chunk() {
            let letters = leading_letters(*eight);
            at += letters;
            if letters < 8 {
                break;
            }
        }
        while at < self.bytes.len() && IN_WORD[self.bytes[at] as usize] {
            at += 1;
        }
        at
    }

    /// Length of the character at `at` if it belongs to a word.
    #[inline]
    fn wide_word_part(&self, at: usize) -> usize {
        match self.bytes[at..] {
            // The letters of Latin-1 but for × and ÷.
            [0xC3, second, ..] if second != 0x97 && second != 0xB7 => 2,
            // Latin Extended.
            [0xC4..=0xC9, ..] => 2,
            _ => self.rare_word_part(at),
        }
    }

    fn rare_word_part(&self, at: usize) -> usize {
        let Some(next) = self.char(at) else { return 0 };
        let length = next.len_utf8();
        match Class::of(next) {
            Class::Letter | Class::Mark | Class::Digit => length,
            Class::Numeral if at > self.at => length,
            Class::Prepend => length + self.char(at + length).map_or(0, char::len_utf8),
            Class::Ignorable if at > self.at && self.continues_word(at + length) => length,
            _ => 0,
        }
    }

    /// A word that ends in `.`, `-`, an apostrophe or the like at `end`: it may go on there.
    pub(super) fn connected_word(&mut self, end: usize) {
        if let Some((end, kind)) = self.address(end) {
            return self.emit(end, kind);
        }
        let end = self.compound(end);
        let (end, kind) = self.word_dot(end);
        self.emit(end, kind);
    }

    /// The end of the compound whose first part ends at `end`.
    pub(super) fn compound(&self, mut end: usize) -> usize {
        while let Some(next) = self.connect(end) {
            end = next;
        }
        end
    }

    /// Where the word goes on to, over the mark at `end`.
    fn connect(&self, end: usize) -> Option<usize> {
        let german = self.conventions.numbers == NumberStyle::German;
        match self.byte(end) {
            b'-' => self.hyphen(end),
            b'\'' => self.apostrophe(end, 1),
            b'_' if self.continues_word(end + 1) => Some(self.word_run(end + 1)),
            b'&' if german && self.letter(end + 1) => Some(self.word_run(end + 1)),
            b':' | b'*' => self.joined_suffix(end + 1),
            b'/' => self.joined_suffix(end + 1).or_else(|| self.slash(end)),
            b'(' => self.bracketed_suffix(end),
            b'+' | b'#' | b'$' => self.trailing_sign(end),
            b'`' if self.letter(end + 1) => Some(self.word_run(end + 1)),
            0xC2 if self.byte(end + 1) == 0xB4 && self.letter(end + 2) => {
                Some(self.word_run(end + 2))
            }
            0xE2 if self.char(end) == Some('’') => self.apostrophe(end, '’'.len_utf8()),
            0xE2 if self.char(end) == Some('‑') => self.hyphen_of(end, '‑'.len_utf8()),
            _ => None,
        }
    }

    fn hyphen(&self, end: usize) -> Option<usize> {
        self.hyphen_of(end, 1)
    }

    /// A hyphen of `length` bytes inside or after a word.
    fn hyphen_of(&self, end: usize, length: usize) -> Option<usize> {
        let next = end + length;
        if self.conventions.hyphens == Hyphens::Split {
            return None;
        }
        if self.continues_word(next) {
            let part = if self.byte(next).is_ascii_digit() { self.number_run(next) } else { next };
            return self.ties(end).then(|| self.word_run(part));
        }
        // "Ein- und Ausgang"
        let cut_off = self.space(next) || matches!(self.byte(next), b',' | b')' | b'/');
        (cut_off && self.char_before(end) != Some('-')).then_some(next)
    }

    /// Whether the hyphen at `end` holds the word together.
    fn ties(&self, end: usize) -> bool {
        let prefixes = &self.conventions.hyphen_prefixes;
        self.conventions.hyphens == Hyphens::Keep || prefixes.contains(&self.text[self.at..end])
    }

    /// An apostrophe of `length` bytes: inside a word (`geht's`) or a genitive (`Darius'`).
    fn apostrophe(&self, end: usize, length: usize) -> Option<usize> {
        let next = end + length;
        if self.letter(next) {
            return Some(self.word_run(next));
        }
        if self.byte(next) == b'-' && self.letter(next + 1) {
            return Some(next);
        }
        let run = self.bytes[end..].iter().take(4).take_while(|&&byte| byte == b'\'').count();
        let genitive = self.char_before(end).is_some_and(|it| matches!(it, 's' | 'x' | 'z' | 'ß'));
        let closes = self.open_quote.is_some_and(|open| end - open < LONGEST_QUOTE);
        let single = length > 1 || run == 1 || run == 3;
        (single && genitive && !closes).then_some(next)
    }

    /// `Spieler:innen`, `Lehrer*in`, `Schüler/-innen`.
    fn joined_suffix(&self, start: usize) -> Option<usize> {
        let hyphen = usize::from(self.byte(start) == b'-');
        let end = self.word_run(start + hyphen);
        let known = end - start <= 6 && end > start + hyphen;
        (known && self.conventions.joined_suffixes.contains(&self.text[start..end])).then_some(end)
    }

    /// `Kunde(n)`, `Student(inn)en`.
    fn bracketed_suffix(&self, open: usize) -> Option<usize> {
        let close = self.joined_suffix(open + 1).filter(|&close| self.byte(close) == b')')?;
        Some(self.word_run(close + 1))
    }

    /// `km/h`, `Spa-/Wellness-Bereich`.
    fn slash(&self, end: usize) -> Option<usize> {
        if self.conventions.numbers == NumberStyle::English || !self.letter(end + 1) {
            return None;
        }
        let next = self.word_run(end + 1);
        let unit = end - self.at <= 3 && next - end <= 3 && self.byte(self.at).is_ascii_lowercase();
        (unit || self.char_before(end) == Some('-')).then_some(next)
    }

    /// `C++`, `Disney+`, `C#`, `US$`.
    fn trailing_sign(&self, end: usize) -> Option<usize> {
        let sign = self.byte(end);
        let after = end + self.bytes[end..].iter().take(3).take_while(|&&it| it == sign).count();
        let short = end - self.at <= 2 && self.text[self.at..end].chars().all(char::is_uppercase);
        let fits = match sign {
            b'+' => after - end <= 2,
            _ => after - end == 1 && short,
        };
        (fits && (sign == b'$' || !self.continues_word(after))).then_some(after)
    }
}

/// How many of the bytes are ASCII letters, up to the first that is none.
///
/// All eight are tested at once, each in its own byte of a word: a byte between `a` and `z` gets
/// its high bit from adding the distance of `a` to 128, but not from that of the byte behind `z`.
#[inline]
fn leading_letters(eight: [u8; 8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    const CASE: u64 = 0x20 * ONES;
    const TO_A: u64 = (0x80 - 0x61) * ONES;
    const TO_BEHIND_Z: u64 = (0x80 - 0x7b) * ONES;
    let bytes = u64::from_le_bytes(eight);
    let lower = (bytes | CASE) & !HIGH;
    let from_a = lower + TO_A;
    let behind_z = lower + TO_BEHIND_Z;
    let letters = from_a & !behind_z & !bytes & HIGH;
    ((letters ^ HIGH).trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::leading_letters;

    #[test]
    fn letters_are_counted_to_the_first_other_byte() {
        for byte in 0..=u8::MAX {
            let expected = if byte.is_ascii_alphabetic() { 8 } else { 2 };
            let eight = [b'a', b'Z', byte, b'z', b'A', b'm', b'M', b'x'];
            assert_eq!(leading_letters(eight), expected, "{byte:#x}");
        }
    }
}
