//! Plain words, most of a text: letters that nothing can connect to.

use satz_core::TokenKind;

use super::block::{Last, Run};
use super::{Scanner, span};
use crate::class::{ENDS_WORD, IN_WORD};

impl Scanner<'_> {
    /// Reads plain words and the white space between them, up to the first other token.
    #[inline]
    pub(super) fn plain_words(&mut self) {
        if !self.block.contains(self.at) {
            self.block.move_to(self.at, self.bytes);
        }
        loop {
            let run = self.block.run(self.at);
            let mark = self.byte(run.end());
            let is_complete = ENDS_WORD[mark as usize] && !run.is_cut;
            self.words_of(run, if is_complete { Last::Complete } else { Last::Open });
            if !run.is_cut {
                return self.word_before(mark, run.end());
            }
            if self.at == self.block.start || self.at == self.bytes.len() {
                return;
            }
            self.block.move_to(self.at, self.bytes);
        }
    }

    /// Emits the words of a run, and goes to what is left of it.
    #[inline]
    fn words_of(&mut self, run: Run, last: Last) {
        let mut words = run.words(last);
        for word in words.by_ref() {
            if self.exceptions.may_be_plain(self.byte(word.start)) {
                self.at = word.start;
                return;
            }
            self.tokens.push(span(word.start, word.end), TokenKind::Word);
        }
        self.at = self.bytes.len().min(words.rest());
    }

    /// Reads the word that is left before the `mark` at `end`, if it is no longer than its letters.
    #[inline]
    fn word_before(&mut self, mark: u8, end: usize) {
        let is_whole = mark < 0x80 && !IN_WORD[mark as usize];
        if self.at < end && is_whole && !self.exceptions.may_begin_with(self.byte(self.at)) {
            self.connected_word(end);
        }
    }
}
