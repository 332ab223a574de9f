//! A sentence as a row of words, with what their forms tell.

use satz_core::{TokenKind, Tokens};

use crate::language::Language;
use crate::lexicon::WordClass;
use crate::vocabulary::{Term, Vocabulary};

/// One token of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'t> {
    pub(crate) text: &'t str,
    pub(crate) kind: TokenKind,
    /// Roles of the word; empty for everything that is no word.
    pub(crate) class: WordClass,
    /// What it counts as among the terms of the text, if it is a word or a number.
    pub(crate) term: Option<Term>,
}

impl<'t> Reading<'t> {
    /// Reads the token at `index`.
    pub(crate) fn new(
        text: &'t str,
        tokens: &Tokens,
        index: usize,
        vocabulary: &mut Vocabulary,
        language: &Language,
    ) -> Self {
        let (form, kind) = (tokens.text(text, index), tokens.kinds()[index]);
        if !kind.is_wordlike() {
            return Self { text: form, kind, class: WordClass::empty(), term: None };
        }
        let word = vocabulary.word(form, language);
        Self { text: form, kind, class: word.class, term: Some(word.term) }
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
        self.kind.is_wordlike() && self.text.starts_with(char::is_uppercase)
    }
}
