//! A sentence as a row of words, with what their forms tell.

use std::ops::Deref;

use satz_core::{TokenKind, Tokens};

use crate::language::Language;
use crate::lexicon::WordClass;
use crate::terms::{Term, Terms};
use crate::vocabulary::{Entry, Word};

/// One token of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'t> {
    pub(crate) text: &'t str,
    pub(crate) kind: TokenKind,
    /// Roles of the word or sign.
    pub(crate) class: WordClass,
    /// Its entry of the vocabulary, if it is a word or a number.
    pub(crate) entry: Option<Entry>,
    /// What it counts as among the terms of the text.
    pub(crate) term: Option<Term>,
}

/// The tokens of a sentence or of a part of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence<'r, 't> {
    readings: &'r [Reading<'t>],
    /// The roles that any of them has.
    classes: WordClass,
}

/// Quotation marks whose sides have to match.
pub(crate) const QUOTES: [char; 6] = ['"', '„', '“', '”', '«', '»'];

impl<'t> Reading<'t> {
    /// Reads the token at `index`.
    #[inline]
    pub(crate) fn new(
        text: &'t str,
        tokens: &Tokens,
        index: usize,
        terms: &mut Terms,
        language: &Language,
    ) -> Self {
        let (text, kind) = (tokens.text(text, index), tokens.kinds()[index]);
        if !kind.is_wordlike() {
            return Self { text, kind, class: sign(text, kind), entry: None, term: None };
        }
        let Word { entry, class } = terms.word(text, language);
        Self { text, kind, class, entry: Some(entry), term: None }
    }

    /// Whether it says something of the content of the text.
    pub(crate) fn is_content(&self) -> bool {
        self.kind.is_wordlike() && !self.is(WordClass::STOP) && self.text.len() > 1
    }

    pub(crate) fn is(&self, class: WordClass) -> bool {
        self.class.intersects(class)
    }

    pub(crate) fn is_mark(&self, marks: &str) -> bool {
        !self.kind.is_wordlike() && self.text.chars().all(|mark| marks.contains(mark))
    }

    pub(crate) fn is_capitalized(&self) -> bool {
        self.is(WordClass::CAPITAL)
    }
}

/// The roles of what is no word.
fn sign(text: &str, kind: TokenKind) -> WordClass {
    let mut class = match kind {
        TokenKind::Mention => WordClass::MENTION,
        TokenKind::Url | TokenKind::Hashtag => WordClass::LINK,
        _ => WordClass::empty(),
    };
    if !matches!(text, "." | ",") {
        class.set(WordClass::QUOTE, text.contains(QUOTES));
        class.set(WordClass::DASH, text.chars().all(|mark| "–—-".contains(mark)));
    }
    class
}

impl<'r, 't> Sentence<'r, 't> {
    pub(crate) fn new(readings: &'r [Reading<'t>]) -> Self {
        let classes = readings.iter().fold(WordClass::empty(), |all, it| all | it.class);
        Self { readings, classes }
    }

    /// Whether any of its words has one of the roles.
    pub(crate) fn has(&self, class: WordClass) -> bool {
        self.classes.intersects(class)
    }
}

impl<'t> Deref for Sentence<'_, 't> {
    type Target = [Reading<'t>];

    fn deref(&self) -> &Self::Target {
        self.readings
    }
}

/// The memory of a sentence, for one of another text: collecting a vector that was taken apart
/// allocates nothing, which `tests/allocation.rs` sees to.
pub(crate) fn recycled<'t>(mut readings: Vec<Reading<'_>>) -> Vec<Reading<'t>> {
    readings.clear();
    readings.into_iter().map_while(|_| None).collect()
}
