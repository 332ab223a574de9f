//! Headings stand alone and do not end in a full stop; a question that stands alone is one too.

use std::ops::Range;

use satz_core::{SentenceKind, TokenKind};

use crate::mark::Mark;
use crate::view::{Gap, Start, View};

/// A heading has at most so many tokens.
const LONGEST_HEADING: usize = 20;

/// The kind of the sentence of the tokens `range`, with the gaps before and behind it.
pub(crate) fn kind_of(
    view: View<'_>,
    range: Range<usize>,
    before: Gap,
    after: Gap,
) -> SentenceKind {
    let alone = before >= Gap::Line && after >= Gap::Line && range.end < view.len();
    if alone && range.len() <= LONGEST_HEADING && looks_like_heading(view, range) {
        SentenceKind::Heading
    } else {
        SentenceKind::Sentence
    }
}

fn looks_like_heading(view: View<'_>, range: Range<usize>) -> bool {
    let open_end = match view.mark(range.end - 1) {
        Some(mark) => matches!(mark, Mark::Quote | Mark::ClosingBracket | Mark::Question),
        None => matches!(
            view.kind(range.end - 1),
            TokenKind::Word | TokenKind::Number | TokenKind::Abbreviation | TokenKind::Symbol
        ),
    };
    let sound_start = match view.mark(range.start) {
        Some(mark) => matches!(mark, Mark::Quote),
        None => view.start(range.start) != Start::Lower,
    };
    let word = range.clone().any(|index| view.kind(index) == TokenKind::Word);
    let terminated = range.clone().any(|index| view.form(index) == ".");
    open_end && sound_start && word && !terminated
}
