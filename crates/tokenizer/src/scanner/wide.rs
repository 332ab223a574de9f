//! Tokens that begin outside ASCII.

use satz_core::TokenKind;

use super::Scanner;
use crate::class::Class;

impl Scanner<'_> {
    /// A token, or a piece of a gap, that begins with a character outside ASCII.
    pub(super) fn wide(&mut self) {
        let Some(first) = self.char(self.at) else { return };
        let end = self.at + first.len_utf8();
        match Class::of(first) {
            Class::Letter | Class::Digit | Class::Prepend => self.word(),
            Class::Numeral => self.emit(end, TokenKind::Number),
            Class::Space | Class::Ignorable => self.at = end,
            Class::Mark => self.orphan_mark(),
            Class::Pictograph => self.pictograph(first),
            Class::Regional => self.flag(first),
            Class::Symbol => self.wide_symbol(first),
            Class::Punctuation => self.wide_punctuation(first),
        }
    }

    /// `°C` is one token, and so is `§§`.
    fn wide_symbol(&mut self, first: char) {
        let end = self.at + first.len_utf8();
        let degrees =
            first == '°' && matches!(self.byte(end), b'C' | b'F') && !self.continues_word(end + 1);
        let end = if degrees { end + 1 } else { self.run_of(first) };
        self.emit(end, TokenKind::Symbol);
    }

    fn wide_punctuation(&mut self, first: char) {
        match first {
            '’' | '‘' | '‚' | '‹' | '›' => self.single_quote(first),
            '…' => self.emit(self.dots(self.at), TokenKind::Punctuation),
            '–' | '—' => self.emit(self.run_of(first), TokenKind::Punctuation),
            '§' | '†' | '‡' | '•' => self.emit(self.run_of(first), TokenKind::Symbol),
            _ => self.emit(self.at + first.len_utf8(), TokenKind::Punctuation),
        }
    }
}
