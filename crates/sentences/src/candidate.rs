//! Places where a sentence may end.

use satz_core::TokenKind;

use crate::clauses::Clauses;
use crate::interview;
use crate::mark::Mark;
use crate::rules::{Dashes, Rules, Sentence, Unmarked};
use crate::signature;
use crate::view::{Gap, Start, View};

/// What stands before a possible boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A mark that can end a sentence.
    Mark(Mark),
    /// An abbreviation with its dot.
    Abbreviation,
    /// An ordinal with its dot.
    Ordinal,
    /// A face or a pictograph.
    Face,
    /// A dash between blanks.
    Dash,
    /// A colon or semicolon.
    Clause,
    /// The colon behind the introduction of an interview.
    Introduction,
    /// The bracket that closes a signature.
    Signature,
    /// No mark at all: only a line break.
    Bare,
}

/// What closes behind the mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    /// Nothing.
    Nothing,
    /// A quotation mark, perhaps also a bracket.
    Quote,
    /// A bracket.
    Bracket,
}

/// What opens before the first word behind the boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Nothing.
    Nothing,
    /// A quotation mark.
    Quote,
    /// A bracket.
    Bracket,
    /// A dash.
    Dash,
    /// The mark of a list item.
    Bullet,
}

/// A place where a sentence may end, and what stands around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// Index of the last token with the ending: the mark, the abbreviation, the ordinal.
    pub(crate) last: usize,
    /// Index of the token behind the boundary.
    pub(crate) end: usize,
    /// Index of the first word, number or other content behind the boundary.
    pub(crate) first: usize,
    pub(crate) ending: Ending,
    pub(crate) closing: Closing,
    pub(crate) gap: Gap,
    pub(crate) opening: Opening,
    pub(crate) start: Start,
}

/// A sentence is looked into over so many opening marks.
const MOST_OPENINGS: usize = 3;

impl Candidate {
    /// The candidate behind the token at `index`, if `sentence` may end with it.
    #[inline]
    pub(crate) fn behind(
        view: View<'_>,
        index: usize,
        rules: &Rules,
        sentence: Sentence,
    ) -> Option<Self> {
        let ending = match view.kind(index) {
            TokenKind::Abbreviation => Ending::Abbreviation,
            TokenKind::Ordinal => Ending::Ordinal,
            TokenKind::Emoticon | TokenKind::Emoji => Ending::Face,
            TokenKind::Punctuation => Ending::of_mark(view, index, rules, sentence)?,
            _ if view.ends_line(index) => Ending::Bare,
            _ if rules.unmarked == Unmarked::MayEnd && may_begin(view, index + 1) => Ending::Bare,
            _ => return None,
        };
        Some(Self::with(view, index, ending))
    }

    fn with(view: View<'_>, index: usize, ending: Ending) -> Self {
        let (mut last, mut end, mut closing, mut ending) =
            (index, index + 1, Closing::Nothing, ending);
        while end < view.len() && view.gap(end - 1) == Gap::None {
            match view.mark(end) {
                Some(mark) if mark.terminates() => (last, ending) = (end, ending.and(mark)),
                Some(Mark::Quote) if closes(view, end) => closing = Closing::Quote,
                Some(Mark::ClosingBracket) => closing = closing.and_bracket(),
                _ => break,
            }
            end += 1;
        }
        while matches!(ending, Ending::Mark(_))
            && let Some(behind) = reference(view, end)
        {
            end = behind;
        }
        let (opening, first) = opening(view, end);
        let start = if first < view.len() { view.start(first) } else { Start::Other };
        Self { last, end, first, ending, closing, gap: view.gap(end - 1), opening, start }
    }
}

impl Ending {
    /// The ending that the mark at `index` is, or the line break behind it.
    fn of_mark(view: View<'_>, index: usize, rules: &Rules, sentence: Sentence) -> Option<Self> {
        let start = sentence.start;
        match Mark::of(view.form(index)) {
            mark if mark.terminates() => Some(Self::Mark(mark)),
            Mark::Dash if rules.dashes == Dashes::MayEnd => Some(Self::Dash),
            _ if view.ends_line(index) => Some(Self::Bare),
            Mark::Colon if interview::begins_behind(view, index, start, rules) => {
                Some(Self::Introduction)
            }
            Mark::Colon | Mark::Semicolon if rules.clauses == Clauses::Split => Some(Self::Clause),
            Mark::ClosingBracket if signature::closes(view, index, start) => Some(Self::Signature),
            _ => None,
        }
    }

    /// This ending with one more mark behind it; `?` and `!` are stronger than dots.
    fn and(self, mark: Mark) -> Self {
        match (self, mark) {
            (Self::Mark(Mark::Exclamation | Mark::Question), Mark::FullStop | Mark::Ellipsis) => {
                self
            }
            (Self::Mark(Mark::Ellipsis), Mark::FullStop) => self,
            (_, mark) => Self::Mark(mark),
        }
    }
}

impl Closing {
    /// This closing with a bracket behind it.
    fn and_bracket(self) -> Self {
        if self == Self::Quote { self } else { Self::Bracket }
    }
}

/// Whether a sentence may begin at `index` though no mark stands before it.
fn may_begin(view: View<'_>, index: usize) -> bool {
    match view.kind(index) {
        TokenKind::Word | TokenKind::Abbreviation => view.start(index) == Start::Capital,
        TokenKind::Number | TokenKind::Email | TokenKind::Url => true,
        _ => false,
    }
}

/// The end of a reference or an omission at `index`, which belongs to the sentence before it:
/// `[17]`, `[…]`, `(...)`.
fn reference(view: View<'_>, index: usize) -> Option<usize> {
    let inner = index + 1;
    let end = index + 3;
    if end > view.len() || view.gap(index - 1) > Gap::Space {
        return None;
    }
    let square = match (view.form(index), view.form(index + 2)) {
        ("[", "]") => true,
        ("(", ")") => false,
        _ => return None,
    };
    let number = square && view.kind(inner) == TokenKind::Number;
    (number || view.mark(inner) == Some(Mark::Ellipsis)).then_some(end)
}

/// Whether the quotation mark at `index`, which touches the token before it, closes.
pub(crate) fn closes(view: View<'_>, index: usize) -> bool {
    if matches!(view.form(index), "„" | "‚" | ",,") {
        return false;
    }
    view.gap(index) != Gap::None || view.mark(index + 1).is_some()
}

/// What opens at `end`, and the index of the first token behind it.
fn opening(view: View<'_>, end: usize) -> (Opening, usize) {
    let (mut opening, mut first) = (Opening::Nothing, end);
    while first < view.len() && first - end < MOST_OPENINGS && view.gap(first) < Gap::Paragraph {
        let found = match view.mark(first) {
            Some(Mark::Quote) if view.gap(first) == Gap::None || first == end => Opening::Quote,
            Some(Mark::OpeningBracket) => Opening::Bracket,
            Some(Mark::Dash) => Opening::Dash,
            Some(Mark::Bullet) => Opening::Bullet,
            Some(Mark::Ellipsis) if view.gap(first) == Gap::None => opening,
            _ => break,
        };
        opening = if opening == Opening::Nothing { found } else { opening };
        first += 1;
    }
    (opening, first)
}
