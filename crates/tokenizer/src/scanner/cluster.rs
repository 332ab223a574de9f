//! Grapheme clusters (UAX 29) are never cut.

use satz_core::TokenKind;

use super::Scanner;
use crate::class::Class;

/// No character that combines with the one before it has a smaller first byte: the combining
/// diacritics begin at U+0300, `CC 80`.
pub(super) const FIRST_MARK_BYTE: u8 = 0xCC;

const JOINER: char = '\u{200d}';

impl Scanner<'_> {
    /// The first byte at or behind `at` that no combining mark stands at.
    pub(super) fn skip_marks(&self, mut at: usize) -> usize {
        while let Some(mark) = self.char(at).filter(|&next| Class::of(next) == Class::Mark) {
            at += mark.len_utf8();
        }
        at
    }

    /// A pictograph, with its modifiers and what is joined to it: `👩‍👧`.
    pub(super) fn pictograph(&mut self, first: char) {
        let mut end = self.skip_marks(self.at + first.len_utf8());
        while self.char_before(end) == Some(JOINER)
            && let Some(next) = self.char(end).filter(|&it| Class::of(it) == Class::Pictograph)
        {
            end = self.skip_marks(end + next.len_utf8());
        }
        let plain = end == self.at + first.len_utf8();
        let kind = match first {
            '©' | '®' | '™' | '↔'..='↪' if plain => TokenKind::Symbol,
            '‼' | '⁉' if plain => TokenKind::Punctuation,
            _ => TokenKind::Emoji,
        };
        self.emit(end, kind);
    }

    /// A flag, which is a pair of regional indicators.
    pub(super) fn flag(&mut self, first: char) {
        let end = self.at + first.len_utf8();
        let second = self.char(end).filter(|&next| Class::of(next) == Class::Regional);
        self.emit(end + second.map_or(0, char::len_utf8), TokenKind::Emoji);
    }

    /// A combining mark with nothing in this token to combine with: it takes the blank before it.
    pub(super) fn orphan_mark(&mut self) {
        let blank = |before: &char| before.is_whitespace() && Class::of(*before) == Class::Space;
        let free = self.tokens.spans().last().is_none_or(|last| last.range().end < self.at);
        if let Some(before) = self.char_before(self.at).filter(blank).filter(|_| free) {
            let control = before.is_control() || matches!(before, '\u{2028}' | '\u{2029}');
            self.at -= if control { 0 } else { before.len_utf8() };
        }
        let base = self.char(self.at).map_or(0, char::len_utf8);
        self.emit(self.at + base, TokenKind::Symbol);
    }
}
