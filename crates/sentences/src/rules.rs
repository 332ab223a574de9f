//! The rules, in the order in which they are asked.

use crate::candidate::{Candidate, Closing, Ending, Opening};
use crate::explain::{Outcome, Reason};
use crate::lexicon::WordSet;
use crate::mark::Mark;
use crate::view::{Gap, Start, View};

/// What a word in lower case behind a closing mark tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LowerStarts {
    /// Sentences may begin in lower case (web English).
    Split,
    /// After `!` and `?` the sentence goes on (German).
    Join,
}

/// The rules and lists of one language.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) lower_starts: LowerStarts,
    /// Words that begin sentences and are hardly ever capitalised elsewhere.
    pub(crate) starters: WordSet,
    /// Abbreviations that belong to the word behind them.
    pub(crate) titles: WordSet,
}

type Verdict = (Outcome, Reason);

const JOIN: Outcome = Outcome::Join;
const SPLIT: Outcome = Outcome::Split;

impl Rules {
    pub(crate) fn german() -> Self {
        Self {
            lower_starts: LowerStarts::Join,
            starters: WordSet::parse(include_str!("../data/de/starters.txt")),
            titles: WordSet::parse(include_str!("../data/de/titles.txt")),
        }
    }

    pub(crate) fn english() -> Self {
        Self {
            lower_starts: LowerStarts::Split,
            starters: WordSet::parse(include_str!("../data/en/starters.txt")),
            titles: WordSet::parse(include_str!("../data/en/titles.txt")),
        }
    }

    /// Whether a sentence ends at `candidate`, which is not the end of a paragraph.
    pub(crate) fn decide(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        if candidate.opening == Opening::Bullet && candidate.gap == Gap::Line {
            return (SPLIT, Reason::Line);
        }
        if candidate.start == Start::Other && candidate.opening == Opening::Nothing {
            return self.before_mark(view, candidate);
        }
        match candidate.ending {
            Ending::Mark(mark) => self.after_mark(mark, view, candidate),
            Ending::Abbreviation => self.after_abbreviation(view, candidate),
            Ending::Ordinal => self.after_ordinal(view, candidate),
            Ending::Face => self.after_face(candidate),
            Ending::Bare => (JOIN, Reason::Wrapped),
        }
    }

    /// A symbol, an address or a mark that opens nothing.
    fn before_mark(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        let mark = view.mark(candidate.first).is_some();
        let terminated = matches!(candidate.ending, Ending::Mark(_));
        if mark || !terminated || candidate.gap == Gap::None {
            return (JOIN, Reason::Continuation);
        }
        (SPLIT, Reason::Terminator)
    }

    fn after_mark(&self, mark: Mark, view: View<'_>, candidate: &Candidate) -> Verdict {
        let lower = candidate.start == Start::Lower;
        if candidate.gap == Gap::None {
            return self.without_gap(view, candidate);
        }
        if lower && candidate.closing != Closing::Nothing && candidate.opening == Opening::Nothing {
            return (JOIN, Reason::Attribution);
        }
        if candidate.opening == Opening::Dash && (lower || candidate.closing != Closing::Nothing) {
            return (JOIN, Reason::Continuation);
        }
        match mark {
            Mark::Ellipsis if lower => (JOIN, Reason::Pause),
            Mark::Exclamation | Mark::Question | Mark::FullStop if lower => self.lower_start(mark),
            _ => (SPLIT, Reason::Terminator),
        }
    }

    fn lower_start(&self, mark: Mark) -> Verdict {
        let split = mark == Mark::FullStop || self.lower_starts == LowerStarts::Split;
        (if split { SPLIT } else { JOIN }, Reason::LowerStart)
    }

    /// `Ende.Der nächste`: the blank was forgotten.
    fn without_gap(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        let after_word = candidate.last > 0
            && view.kind(candidate.last - 1) == satz_core::TokenKind::Word
            && view.touches_previous(candidate.last);
        let capital = candidate.start == Start::Capital && candidate.opening == Opening::Nothing;
        if capital && (after_word || candidate.closing != Closing::Nothing) {
            return (SPLIT, Reason::Terminator);
        }
        (JOIN, Reason::Continuation)
    }

    fn after_abbreviation(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        let form = view.form(candidate.last);
        if self.titles.contains(form) {
            return (JOIN, Reason::Title);
        }
        self.after_dot(view, candidate)
    }

    fn after_ordinal(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        self.after_dot(view, candidate)
    }

    fn after_dot(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        let starts = candidate.start == Start::Capital
            && candidate.gap != Gap::None
            && candidate.opening != Opening::Dash
            && self.starters.contains(view.form(candidate.first));
        if starts { (SPLIT, Reason::Starter) } else { (JOIN, Reason::Dot) }
    }

    fn after_face(&self, candidate: &Candidate) -> Verdict {
        let starts = candidate.start == Start::Capital && candidate.opening == Opening::Nothing;
        (if starts { SPLIT } else { JOIN }, Reason::Face)
    }
}
