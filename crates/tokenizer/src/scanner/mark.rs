//! Punctuation and symbols.

use satz_core::TokenKind;

use super::Scanner;
use crate::class::Class;
use crate::conventions::{Hyphens, NumberStyle, RepeatedMarks};

/// The longest face in the list of emoticons, in bytes.
const LONGEST_EMOTICON: usize = 5;

impl Scanner<'_> {
    /// A token that begins with an ASCII mark.
    pub(super) fn mark(&mut self, first: u8) {
        match first {
            b',' => self.comma(),
            b'.' => self.dot(),
            b'!' | b'?' => self.exclamation(),
            b'-' => self.dash(),
            b'\'' | b'`' => self.single_quote(char::from(first)),
            b':' | b';' | b'=' | b'^' | b'<' | b'>' | b'*' => self.face_or(first),
            b'@' => self.mention(),
            b'#' => self.hashtag(),
            b'+' => self.plus(),
            _ => self.plain_mark(first),
        }
    }

    fn plain_mark(&mut self, first: u8) {
        let kind = if is_punctuation(first) { TokenKind::Punctuation } else { TokenKind::Symbol };
        let repeats = matches!(
            first,
            b'=' | b'*' | b'~' | b'_' | b'+' | b'$' | b'<' | b'>' | b'/' | b'\\' | b'|' | b'#'
        );
        let end = if repeats { self.run_of(char::from(first)) } else { self.at + 1 };
        self.emit(end, kind);
    }

    /// `,`, or the low quotation mark of a typewriter: `,,Nein''`.
    fn comma(&mut self) {
        let opens = self.byte(self.at + 1) == b','
            && self.continues_word(self.at + 2)
            && self.char_before(self.at).is_none_or(|before| !before.is_alphanumeric());
        self.emit(self.at + 1 + usize::from(opens), TokenKind::Punctuation);
    }

    /// A full stop, an ellipsis, or a file extension on its own.
    fn dot(&mut self) {
        let end = self.dots(self.at);
        if end == self.at + 1 && self.letter(end) {
            let extension = self.word_run(end);
            let known = self.conventions.file_extensions.contains(&self.text[end..extension]);
            if known && self.char_before(self.at).is_none_or(|before| !before.is_alphanumeric()) {
                return self.emit(extension, TokenKind::File);
            }
        }
        self.emit(end, TokenKind::Punctuation);
    }

    /// The end of the dots and ellipses at `at`.
    pub(super) fn dots(&self, mut at: usize) -> usize {
        loop {
            match self.bytes[at..] {
                [b'.', ..] => at += 1,
                [0xE2, 0x80, 0xA6, ..] => at += '…'.len_utf8(),
                _ => return at,
            }
        }
    }

    fn exclamation(&mut self) {
        let mut end = self.at + 1;
        if self.conventions.repeated_marks == RepeatedMarks::Joined {
            while matches!(self.byte(end), b'!' | b'?') {
                end += 1;
            }
        }
        self.emit(end, TokenKind::Punctuation);
    }

    /// A dash, a run of them, an arrow, or the second half of a compound: `-politik`.
    fn dash(&mut self) {
        let end = self.run_of('-');
        let detached = self.char_before(self.at).is_some_and(|it| matches!(it, ' ' | '(' | '/'));
        let second_half = end == self.at + 1
            && self.conventions.hyphens == Hyphens::Keep
            && detached
            && self.letter(end)
            && !self.begins_line();
        if second_half {
            let end = self.compound(self.word_run(end));
            self.emit(end, TokenKind::Word);
        } else if self.byte(end) == b'>' {
            self.emit(end + 1, TokenKind::Symbol);
        } else {
            self.emit(end, TokenKind::Punctuation);
        }
    }

    /// A single quote, a doubled one (` `` `, `''`), or the apostrophe of a clitic: `'s`, `'90s`.
    pub(super) fn single_quote(&mut self, first: char) {
        let end = self.at + first.len_utf8();
        if matches!(first, '\'' | '`') && self.char(end) == Some(first) {
            return self.emit(end + 1, TokenKind::Punctuation);
        }
        if let Some(end) = self.clitic(first, end) {
            return self.emit(end, TokenKind::Word);
        }
        if self.continues_word(end) {
            self.open_quote = Some(self.at);
        } else {
            self.open_quote = None;
        }
        self.emit(end, TokenKind::Punctuation);
    }

    fn clitic(&self, apostrophe: char, start: usize) -> Option<usize> {
        if !matches!(apostrophe, '\'' | '’') || !self.continues_word(start) {
            return None;
        }
        let end = self.word_run(start);
        let word = &self.text[start..end];
        let after_word = self.char_before(self.at).is_some_and(char::is_alphanumeric);
        let decade = word.len() >= 2
            && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
            && matches!(&word[2..], "" | "s" | "er" | "ern")
            && !self.quote_closes_at(end);
        let known = self.conventions.clitics.contains(word) && !self.quote_closes_at(end);
        ((decade && !after_word) || known).then_some(end)
    }

    fn quote_closes_at(&self, at: usize) -> bool {
        self.char(at).is_some_and(|next| matches!(next, '\'' | '’' | '‘'))
    }

    /// A face, or the mark it would begin with.
    fn face_or(&mut self, first: u8) {
        if self.byte(self.at + 1) == b' ' {
            return self.plain_mark(first);
        }
        let window = &self.bytes[self.at..self.bytes.len().min(self.at + LONGEST_EMOTICON)];
        for length in (2..=window.len()).rev() {
            if let Ok(face) = std::str::from_utf8(&window[..length])
                && self.conventions.emoticons.contains(face)
                && self.face_ends(self.at + length)
                && !self.in_number()
            {
                return self.emit(self.at + length, TokenKind::Emoticon);
            }
        }
        self.plain_mark(first);
    }

    /// A face of letters or digits (`:D`, `:3`) ends at white space, any other at a mark too.
    fn face_ends(&self, end: usize) -> bool {
        self.space(end) || !self.byte(end - 1).is_ascii_alphanumeric() && !self.continues_word(end)
    }

    fn in_number(&self) -> bool {
        self.char_before(self.at).is_some_and(|before| Class::of(before) == Class::Digit)
    }

    /// `+`, a run of them, or the sign of a telephone number: `+43`.
    fn plus(&mut self) {
        let detached = self.char_before(self.at).is_none_or(|it| matches!(it, ' ' | '\n' | '('));
        if detached && self.byte(self.at + 1).is_ascii_digit() {
            let end = self.number_run(self.at + 1);
            return self.emit(end, TokenKind::Number);
        }
        self.plain_mark(b'+');
    }

    /// The end of the run of `mark` that begins here.
    pub(super) fn run_of(&self, mark: char) -> usize {
        let rest = &self.text[self.at..];
        self.at + rest.len() - rest.trim_start_matches(mark).len()
    }

    /// Whether numbers are German ones.
    pub(super) fn german_numbers(&self) -> bool {
        self.conventions.numbers == NumberStyle::German
    }
}

fn is_punctuation(mark: u8) -> bool {
    matches!(
        mark,
        b'!' | b'?'
            | b'"'
            | b'('
            | b')'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b':'
            | b';'
            | b'_'
            | b'*'
            | b'\\'
    )
}
