//! Interviews: an introduction, a colon, and the first question, without quotes.

use crate::mark::Mark;
use crate::rules::Rules;
use crate::view::{Gap, Start, View};

/// An introduction that says so has its word among so many tokens before the colon.
const LONGEST_INTRODUCTION: usize = 40;
/// A question has at most so many tokens.
const LONGEST_QUESTION: usize = 40;
/// An announcing word stands among so many tokens before the colon: `Sie fragt ihn im Gespräch:`
const ANNOUNCEMENT: usize = 8;

/// Whether the colon at `colon`, in the sentence that begins at `start`, ends the introduction of
/// an interview: a question that is put to somebody follows, and the answer behind it.
pub(crate) fn begins_behind(view: View<'_>, colon: usize, start: usize, rules: &Rules) -> bool {
    let first = colon + 1;
    let question = view.gap(colon) == Gap::Space
        && view.start(first) == Start::Capital
        && is_question(view, first, rules);
    // Nearly always it is none, and the introduction is not asked.
    if !question {
        return false;
    }
    let introduction = (start..colon).rev().take(LONGEST_INTRODUCTION);
    let asked = introduction.clone().take(ANNOUNCEMENT);
    introduction.into_iter().any(|it| rules.interviews.contains(view.form(it)))
        && !asked.into_iter().any(|it| rules.announcers.contains(view.form(it)))
}

/// Whether the sentence from `first` on asks somebody, and something stands behind it in its line.
fn is_question(view: View<'_>, first: usize, rules: &Rules) -> bool {
    let ends = |index: &usize| {
        let mark = view.mark(*index);
        mark.is_some_and(|it| it.terminates() || matches!(it, Mark::Quote | Mark::Colon))
    };
    let end = (first + 1..view.len()).take(LONGEST_QUESTION).find(ends);
    end.is_some_and(|end| {
        view.mark(end) == Some(Mark::Question)
            && view.gap(end) == Gap::Space
            && (first + 1..end).any(|index| rules.addresses.contains(view.form(index)))
    })
}
