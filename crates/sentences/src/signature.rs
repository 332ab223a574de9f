//! Signatures: who wrote or said what stands before, in brackets between two sentences.

use satz_core::TokenKind;

use crate::mark::Mark;
use crate::view::{Gap, View};

/// A signature has at least so many tokens, with its brackets.
const SHORTEST: usize = 5;
/// And at most so many.
const LONGEST: usize = 24;

/// Whether the bracket at `close` closes a signature, and nothing else stands in the sentence that
/// begins at `start`: `(Anna Huber, 3.5.2024)`
///
/// A signature has a comma, a semicolon or a number. What has none may be the agency or the place
/// of the sentence behind it: `(apa) Der Rat tagte.`
pub(crate) fn closes(view: View<'_>, close: usize, start: usize) -> bool {
    let fits = (SHORTEST..=LONGEST).contains(&(close + 1 - start));
    // Nearly always it does not, or the sentence begins with a word, and nothing more is asked.
    if !fits || start == 0 || view.mark(start) != Some(Mark::OpeningBracket) {
        return false;
    }
    let is_bracket =
        |index| matches!(view.mark(index), Some(Mark::OpeningBracket | Mark::ClosingBracket));
    let separates = |index| {
        matches!(view.kind(index), TokenKind::Number | TokenKind::Ordinal)
            || matches!(view.form(index), "," | ";")
    };
    view.gap(start - 1) == Gap::Space
        && (start + 1..close).any(separates)
        && !(start + 1..close).any(is_bracket)
}
