//! Web addresses, e-mail addresses, file names, mentions and hashtags.

use satz_core::TokenKind;

use super::Scanner;
use crate::class::Class;

impl Scanner<'_> {
    /// An address whose first word ends at `end`.
    ///
    /// Addresses begin in runs of letters, digits and `._%+-`. Each run is read once: if it is no
    /// address from its first word on, it is none from a later word on either.
    pub(super) fn address(&mut self, end: usize) -> Option<(usize, TokenKind)> {
        let opens = opens_address(self.byte(end)) && self.byte(end + 1) != b' ';
        if !opens || self.at < self.no_address_before {
            return None;
        }
        let run = self.name_run(end);
        let found = match self.byte(run) {
            b'@' => self.email(run),
            b':' if self.bytes[run..].starts_with(b"://") => self.url(run),
            _ => self.dotted_address(run),
        };
        if found.is_none() {
            self.no_address_before = run;
        }
        found
    }

    /// The end of the letters, digits and `._%+-` at `at`.
    fn name_run(&self, mut at: usize) -> usize {
        loop {
            match self.byte(at) {
                b'.' | b'_' | b'%' | b'+' | b'-' => at += 1,
                _ if self.continues_word(at) => at = self.word_run(at),
                _ => return at,
            }
        }
    }

    fn email(&self, at_sign: usize) -> Option<(usize, TokenKind)> {
        let end = self.trim(at_sign + 1, self.name_run(at_sign + 1));
        let domain = &self.text[at_sign + 1..end];
        let local = &self.text[self.at..at_sign];
        let plausible = domain.len() > 1 && local.len() <= 64 && !domain.starts_with(['.', '-']);
        plausible.then_some((end, TokenKind::Email))
    }

    /// `https://…`: the scheme ends at `colon`.
    fn url(&self, colon: usize) -> Option<(usize, TokenKind)> {
        let scheme = &self.text[self.at..colon];
        let end = self.url_end(colon + 3);
        let plausible = scheme.len() <= 10 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
        (plausible && end > colon + 3).then_some((end, TokenKind::Url))
    }

    /// `www.orf.at/sport`, `orf.at`, `bericht.pdf`.
    fn dotted_address(&self, run: usize) -> Option<(usize, TokenKind)> {
        let end = self.trim(self.at, run);
        let name = &self.text[self.at..end];
        let (first, last) = (name.split_once('.')?.0, name.rsplit_once('.')?.1);
        if first.eq_ignore_ascii_case("www") && last.len() > 1 {
            return Some((self.url_end(end), TokenKind::Url));
        }
        if self.conventions.file_extensions.contains(&last.to_ascii_lowercase()) && first.len() > 1
        {
            return Some((end, TokenKind::File));
        }
        let domain = self.conventions.domains.contains(last) || is_capital_domain(name, last);
        if !domain || name.contains("..") || first.is_empty() {
            return None;
        }
        let path = self.byte(end) == b'/' && !self.space(end + 1);
        Some((if path { self.url_end(end) } else { end }, TokenKind::Url))
    }

    /// The end of the address at `at`: up to white space, quotes or angle brackets, without
    /// trailing punctuation.
    fn url_end(&self, at: usize) -> usize {
        let stops = |next: char| {
            next.is_whitespace() || matches!(next, '<' | '>' | '"' | '„' | '“' | '”' | '»' | '«')
        };
        let rest = &self.text[at..];
        let end = at + rest.find(stops).unwrap_or(rest.len());
        self.trim(at, end)
    }

    /// `end` without the punctuation that closes the sentence around an address, and without a
    /// character that combines with what was cut off.
    fn trim(&self, start: usize, mut end: usize) -> usize {
        while end > start {
            let last = self.char_before(end).unwrap_or(' ');
            let closes = match last {
                ')' => !self.text[start..end].contains('('),
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '-' => true,
                _ => Class::of(last) == Class::Prepend,
            };
            if !closes {
                break;
            }
            end -= last.len_utf8();
        }
        end
    }

    /// `@name`, or an at sign.
    pub(super) fn mention(&mut self) {
        let start = self.at + 1;
        let detached = self.char_before(self.at).is_none_or(|it| !it.is_alphanumeric());
        if detached && self.continues_word(start) && start > self.no_address_before {
            let end = self.trim(start, self.name_run(start));
            return self.emit(end, TokenKind::Mention);
        }
        self.emit(start, TokenKind::Symbol);
    }

    /// `#topic`, or number signs.
    pub(super) fn hashtag(&mut self) {
        let start = self.at + 1;
        let detached = self.char_before(self.at).is_none_or(|it| !it.is_alphanumeric());
        if !detached || !self.letter(start) {
            return self.emit(self.run_of('#'), TokenKind::Symbol);
        }
        let mut end = self.word_run(start);
        while self.byte(end) == b'_' && self.continues_word(end + 1) {
            end = self.word_run(end + 1);
        }
        self.emit(end, TokenKind::Hashtag);
    }
}

/// Whether an address may go on with this byte after its first word.
fn opens_address(byte: u8) -> bool {
    matches!(byte, b'.' | b'@' | b':' | b'_' | b'-' | b'+' | b'%')
}

/// `Newsfeed.Com`, but not a sentence end before a name: `gut.De Gaulle`.
fn is_capital_domain(name: &str, last: &str) -> bool {
    let first = name.starts_with(char::is_uppercase);
    first && matches!(last, "Com" | "COM" | "Net" | "NET" | "Org" | "ORG" | "DE" | "AT")
}
