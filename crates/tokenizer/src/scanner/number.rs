//! Numbers, and words that begin with one.

use satz_core::TokenKind;

use super::Scanner;
use crate::class::Class;
use crate::conventions::Hyphens;

impl Scanner<'_> {
    /// A token that begins with a digit.
    pub(super) fn number(&mut self) {
        let end = self.number_run(self.at);
        match self.byte(end) {
            b' ' | b'\n' | b'%' | b')' => self.emit(end, TokenKind::Number),
            b'.' | b',' => self.number_before_dot(end),
            b'-' | b'@' | b'_' | b'\'' | b'/' => self.number_before_mark(end),
            0..0x80 if !self.letter(end) => self.emit(end, TokenKind::Number),
            _ => self.number_before_letter(end),
        }
    }

    /// The end of the digit groups at `at`, with the separators of the language.
    pub(super) fn number_run(&self, at: usize) -> usize {
        let mut end = self.digits(at);
        while self.byte(end + 1).is_ascii_digit() && self.separates_groups(at, end) {
            end = self.digits(end + 1);
        }
        end
    }

    fn digits(&self, at: usize) -> usize {
        let count = self.bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at + count
    }

    /// Whether the byte at `end` holds the digits around it together.
    fn separates_groups(&self, start: usize, end: usize) -> bool {
        match self.byte(end) {
            b'.' | b',' | b':' => true,
            b'\'' => self.digits(end + 1) == end + 4,
            b'/' => self.german_numbers() || self.is_date_slash(start, end),
            b'-' => self.german_numbers() || self.is_telephone_hyphen(start, end),
            _ => false,
        }
    }

    /// `9/11` and `3/9/2005` are dates, `1/2` and `24/7` are not.
    fn is_date_slash(&self, start: usize, end: usize) -> bool {
        let groups = &self.text[start..end];
        let next = self.digits(end + 1);
        let second = self.text[end + 1..next].parse().unwrap_or(0_u16);
        let month = groups.parse().unwrap_or(0_u16);
        groups.contains('/') || self.byte(next) == b'/' || (1..=12).contains(&month) && second > 4
    }

    /// `853-3242` is a telephone number, `3-5` and `1969-1970` are ranges.
    fn is_telephone_hyphen(&self, start: usize, end: usize) -> bool {
        let groups = &self.text[start..end];
        let before = groups.rsplit('-').next().unwrap_or(groups);
        let after = &self.text[end + 1..self.digits(end + 1)];
        let year = |digits: &str| digits.len() == 4 && matches!(&digits[..2], "18" | "19" | "20");
        let long = before.len().max(after.len()) >= 3;
        groups.contains('-')
            || long && !year(before) && before.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// A price (`14,--`), an ordinal (`24.`), or a number before a full stop.
    fn number_before_dot(&mut self, end: usize) {
        let dashes = self.bytes[end + 1..].iter().take(3).take_while(|&&it| it == b'-').count();
        if (1..=2).contains(&dashes) && !self.continues_word(end + 1 + dashes) {
            return self.emit(end + 1 + dashes, TokenKind::Number);
        }
        if self.byte(end) == b'.' && self.byte(end + 1) == b'-' && self.letter(end + 2) {
            let (end, kind) = self.dotted_compound(end + 1);
            return self.emit(end, kind);
        }
        if self.byte(end) == b'.' && self.is_ordinal(end) {
            return self.emit(end + 1, TokenKind::Ordinal);
        }
        self.emit(end, TokenKind::Number);
    }

    /// `10-jährige`, `1990's`, `4711@example.org`.
    fn number_before_mark(&mut self, end: usize) {
        let next = self.byte(end + 1);
        if matches!(self.byte(end), b'@' | b'_') {
            return self.connected_word(end);
        }
        let whole = match self.byte(end) {
            b'\'' => next.is_ascii_alphabetic(),
            b'-' => {
                self.conventions.hyphens == Hyphens::Keep
                    && (self.letter(end + 1) || self.space(end + 1) && !self.space(end))
            }
            _ => false,
        };
        let connected = if whole { self.compound(end) } else { end };
        if connected == end {
            return self.emit(end, TokenKind::Number);
        }
        let (end, kind) = self.word_dot(connected);
        self.emit(end, kind);
    }

    /// `80er`, `250g`, `5pm`, `3½`.
    fn number_before_letter(&mut self, end: usize) {
        match self.char(end).map(Class::of) {
            Some(Class::Letter | Class::Mark | Class::Prepend) => {}
            Some(Class::Numeral) => {
                let fraction = self.char(end).map_or(0, char::len_utf8);
                return self.emit(end + fraction, TokenKind::Number);
            }
            _ => return self.emit(end, TokenKind::Number),
        }
        let word = self.word_run(end);
        if self.conventions.units.contains(&self.text[end..word]) {
            return self.emit(end, TokenKind::Number);
        }
        if self.bytes.get(word).is_some_and(|&byte| !crate::class::ENDS_WORD[byte as usize]) {
            return self.connected_word(word);
        }
        self.emit(word, TokenKind::Word);
    }
}
