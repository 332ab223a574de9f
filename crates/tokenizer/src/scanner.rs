//! One pass over the bytes of a text.

mod address;
mod block;
mod cluster;
mod dot;
mod mark;
mod number;
mod plain;
mod wide;
mod word;

use block::Block;
use satz_core::{Span, TokenKind, Tokens};

use crate::class::{Class, LEADS, Lead};
use crate::conventions::Conventions;
use crate::exceptions::Exceptions;

/// The state of one pass.
pub(crate) struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    conventions: &'t Conventions,
    exceptions: &'t Exceptions,
    tokens: &'t mut Tokens,
    /// First byte of the token that is being read.
    at: usize,
    /// Up to here it is known that no address begins; so no run is read twice.
    no_address_before: usize,
    /// First byte of the last single quote that opened and has not been closed.
    open_quote: Option<usize>,
    /// Where the letters and the white space around here are.
    block: Block,
}

/// What stands behind a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follower<'t> {
    /// A word in lower case.
    Lower,
    /// A capitalised word.
    Capitalised(&'t str),
    /// A number.
    Number,
    /// A mark, after white space.
    Mark,
    /// Nothing more in this paragraph.
    Nothing,
}

impl<'t> Scanner<'t> {
    pub(crate) fn new(
        text: &'t str,
        conventions: &'t Conventions,
        exceptions: &'t Exceptions,
        tokens: &'t mut Tokens,
    ) -> Self {
        let bytes = text.as_bytes();
        let (at, no_address_before, open_quote) = (0, 0, None);
        let mut block = Block::default();
        block.move_to(at, bytes);
        Self {
            text,
            bytes,
            conventions,
            exceptions,
            tokens,
            at,
            no_address_before,
            open_quote,
            block,
        }
    }

    /// Reads the whole text.
    pub(crate) fn run(mut self) {
        loop {
            self.plain_words();
            let Some(&byte) = self.bytes.get(self.at) else { return };
            let lead = LEADS[byte as usize];
            if lead == Lead::Gap {
                self.at += 1;
            } else if !(self.exceptions.may_begin_with(byte) && self.exception()) {
                match lead {
                    Lead::Letter => self.word(),
                    Lead::Digit => self.number(),
                    Lead::Mark => self.mark(byte),
                    Lead::Gap | Lead::Wide => self.wide(),
                }
            }
        }
    }

    /// Emits the pieces of an exception, if one begins here.
    #[cold]
    fn exception(&mut self) -> bool {
        let Some(exception) = self.exceptions.find(&self.text[self.at..]) else { return false };
        let wordlike = exception.text().starts_with(char::is_alphanumeric);
        let kind = if wordlike { TokenKind::Word } else { TokenKind::Symbol };
        if wordlike && exception.pieces().len() == 1 {
            self.emit(self.compound(self.at + exception.text().len()), kind);
            return true;
        }
        for length in exception.pieces() {
            self.emit(self.at + length, kind);
        }
        true
    }

    /// Ends the token at `end`, or behind the marks that combine with its last character.
    #[inline]
    fn emit(&mut self, end: usize, kind: TokenKind) {
        let end = match self.bytes.get(end) {
            Some(&byte) if byte >= cluster::FIRST_MARK_BYTE => self.skip_marks(end),
            _ => end,
        };
        self.tokens.push(span(self.at, end), kind);
        self.at = end;
    }

    /// The byte at `at`; NUL behind the text.
    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The character at `at`, which is a boundary.
    fn char(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The character before `at`.
    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Whether a letter or digit stands at `at`.
    fn continues_word(&self, at: usize) -> bool {
        let byte = self.byte(at);
        byte.is_ascii_alphanumeric()
            || byte >= 0x80 && self.char(at).is_some_and(|next| Class::of(next).continues_word())
    }

    /// Whether a letter stands at `at`.
    fn letter(&self, at: usize) -> bool {
        let byte = self.byte(at);
        byte.is_ascii_alphabetic() || byte >= 0x80 && self.char(at).is_some_and(char::is_alphabetic)
    }

    /// Whether the text ends at `at`, or white space stands there.
    fn space(&self, at: usize) -> bool {
        self.char(at).is_none_or(char::is_whitespace)
    }

    /// What stands at or behind `at`, over blanks and one line break.
    fn follower(&self, at: usize) -> Follower<'t> {
        let rest = &self.text[at..];
        let word = rest.trim_start();
        let gap = &rest[..rest.len() - word.len()];
        if gap.bytes().filter(|&byte| byte == b'\n').count() > 1 {
            return Follower::Nothing;
        }
        match word.chars().next() {
            None => Follower::Nothing,
            Some(first) if first.is_lowercase() => Follower::Lower,
            Some(first) if first.is_numeric() => Follower::Number,
            Some(first) if first.is_alphabetic() => {
                let start = self.text.len() - word.len();
                Follower::Capitalised(&self.text[start..self.word_run(start)])
            }
            Some(_) => Follower::Mark,
        }
    }

    /// The form of the last token, if at most blanks stand between it and this one.
    fn previous(&self) -> Option<&'t str> {
        let last = self.tokens.spans().last()?.range();
        let gap = &self.text[last.end..self.at];
        gap.bytes().all(|byte| byte == b' ').then(|| &self.text[last])
    }

    /// Whether this token is the first of its line.
    fn begins_line(&self) -> bool {
        let end = self.tokens.spans().last().map_or(0, |last| last.range().end);
        end == 0 || self.text[end..self.at].contains('\n')
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the length of the text was checked")]
fn span(start: usize, end: usize) -> Span {
    Span::new(start as u32, end as u32)
}
