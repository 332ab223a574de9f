//! Strings that the rules would take apart, or not take apart, wrongly.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de};

use crate::additions::LexiconError;
use crate::class::ENDS_WORD;

/// Strings with the pieces they come apart into, found by their first byte.
///
/// A string is found where a token may begin, if no letter or digit follows; the longest wins.
#[derive(Debug, Clone)]
pub(crate) struct Exceptions {
    /// For each first byte the strings, longest first.
    by_first_byte: Vec<Vec<Exception>>,
    /// For each first byte whether one of them may begin where a plain word does.
    plain: [bool; 256],
}

#[derive(Debug, Clone)]
pub(crate) struct Exception {
    text: Box<str>,
    /// Lengths of the pieces in bytes; they add up to the whole.
    pieces: Box<[usize]>,
}

impl Exception {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn pieces(&self) -> &[usize] {
        &self.pieces
    }
}

impl Default for Exceptions {
    fn default() -> Self {
        Self { by_first_byte: vec![Vec::new(); 256], plain: [false; 256] }
    }
}

impl Exceptions {
    /// Adds a string; `false` if the pieces are not the string, or a piece is empty.
    pub(crate) fn insert(&mut self, text: &str, pieces: &[String]) -> bool {
        if !add_up(text, pieces) {
            return false;
        }
        self.plain[text.as_bytes()[0] as usize] |= may_be_plain(text);
        let list = &mut self.by_first_byte[text.as_bytes()[0] as usize];
        list.retain(|known| &*known.text != text);
        let pieces = pieces.iter().map(String::len).collect();
        list.push(Exception { text: text.into(), pieces });
        list.sort_by_key(|known| std::cmp::Reverse(known.text.len()));
        true
    }

    /// Whether an exception that begins with `byte` may begin where a plain word does.
    #[inline]
    pub(crate) fn may_be_plain(&self, byte: u8) -> bool {
        self.plain[byte as usize]
    }

    /// Whether an exception begins with `byte`.
    #[inline]
    pub(crate) fn may_begin_with(&self, byte: u8) -> bool {
        !self.by_first_byte[byte as usize].is_empty()
    }

    /// The longest exception that `rest` begins with.
    pub(crate) fn find(&self, rest: &str) -> Option<&Exception> {
        let first = rest.as_bytes().first()?;
        let complete = |known: &&Exception| {
            rest.strip_prefix(&*known.text)
                .is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
        };
        self.by_first_byte[*first as usize].iter().find(complete)
    }
}

/// Exceptions as they come from a file: string to pieces.
pub(crate) type ExceptionTable = BTreeMap<String, Vec<String>>;

/// Reads a table, and refuses pieces that do not add up to their string.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<ExceptionTable, D::Error> {
    let table = ExceptionTable::deserialize(from)?;
    match table.iter().find(|(text, pieces)| !add_up(text, pieces)) {
        Some((text, _)) => Err(de::Error::custom(LexiconError::Pieces(text.clone()))),
        None => Ok(table),
    }
}

/// Whether `text` may begin where a plain word does: nothing in it connects to that word.
fn may_be_plain(text: &str) -> bool {
    let behind = text.find(|it: char| !it.is_alphanumeric());
    behind.is_none_or(|at| ENDS_WORD[text.as_bytes()[at] as usize])
}

fn add_up(text: &str, pieces: &[String]) -> bool {
    !text.is_empty() && pieces.iter().all(|piece| !piece.is_empty()) && pieces.concat() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(pieces: &[&str]) -> Vec<String> {
        pieces.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_longest_complete_string_wins() {
        let mut exceptions = Exceptions::default();
        assert!(exceptions.insert("w/", &pieces(&["w/"])));
        assert!(exceptions.insert("w/o", &pieces(&["w/o"])));
        assert!(exceptions.insert("gimme", &pieces(&["gim", "me"])));
        let found = |rest| exceptions.find(rest).map(Exception::text);
        assert_eq!(found("w/o me"), Some("w/o"));
        assert_eq!(found("w/ me"), Some("w/"));
        assert_eq!(found("w/out"), None);
        assert_eq!(found("gimmes"), None);
        assert_eq!(exceptions.find("gimme!").map(Exception::pieces), Some(&[3, 2][..]));
    }

    #[test]
    fn pieces_must_be_the_string() {
        let mut exceptions = Exceptions::default();
        assert!(!exceptions.insert("gimme", &pieces(&["give", "me"])));
        assert!(!exceptions.insert("gimme", &pieces(&["gimme", ""])));
        assert!(!exceptions.insert("", &[]));
    }
}
