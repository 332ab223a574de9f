//! Slogans: sentences of a word in quotes, inside a sentence.

use satz_core::TokenKind;

use crate::candidate::Candidate;
use crate::mark::Mark;
use crate::rules::Sentence;
use crate::view::{Gap, View};

/// A slogan begins and ends so many tokens from each of its marks, at most.
const LONGEST: usize = 12;

/// Whether the mark of `candidate` stands inside a slogan: `unter dem Motto »Höher. Weiter.«`
///
/// A quotation behind a colon, or one that somebody says (`»Nein. Nie.«, sagte sie`), is none.
pub(crate) fn contains(view: View<'_>, candidate: &Candidate, sentence: Sentence) -> bool {
    let is_quote = |&index: &usize| view.mark(index) == Some(Mark::Quote);
    // Nearly always the sentence is longer than a word, and nothing more is asked.
    if candidate.last < 2 || view.mark(candidate.last - 2).is_none() {
        return false;
    }
    let open = (sentence.start + 1..candidate.last).rev().take(LONGEST).find(is_quote);
    let close = (candidate.end..view.len()).take(LONGEST).find(is_quote);
    let (Some(open), Some(close)) = (open, close) else { return false };
    let is_word = |index| view.kind(index) == TokenKind::Word;
    is_word(open - 1)
        && matches!(view.gap(open - 1), Gap::Space | Gap::Line)
        && view.touches_previous(close)
        && (open + 1..close).step_by(2).all(is_word)
        && (open + 2..close).step_by(2).all(|index| view.mark(index).is_some_and(Mark::terminates))
}
