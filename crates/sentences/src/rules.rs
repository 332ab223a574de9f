//! The rules, in the order in which they are asked.

use satz_core::TokenKind;

use crate::candidate::{self, Candidate, Closing, Ending, Opening};
use crate::clauses::{self, Clauses};
use crate::explain::{Outcome, Reason};
use crate::mark::Mark;
use crate::slogan;
use crate::view::{Gap, Start, View};
use crate::words::WordSet;

/// What a word in lower case behind a closing mark tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LowerStarts {
    /// Sentences may begin in lower case (web English).
    Split,
    /// The sentence goes on (German).
    Join,
}

/// Whether sentences may end without any mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unmarked {
    /// They do not (German, where every noun has a capital).
    Never,
    /// They may, before a capital, a number or an address, if the model says so (web English).
    MayEnd,
}

/// What a dash between blanks may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dashes {
    /// It never ends a sentence (German).
    Join,
    /// It may break a sentence off, or end a dateline (English).
    MayEnd,
}

/// The rules and lists of one language.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) lower_starts: LowerStarts,
    pub(crate) dashes: Dashes,
    pub(crate) unmarked: Unmarked,
    pub(crate) clauses: Clauses,
    /// Words that begin sentences and are hardly ever capitalised elsewhere.
    pub(crate) starters: WordSet,
    /// Abbreviations that belong to the word behind them.
    pub(crate) titles: WordSet,
    /// Words that end no line but a wrapped one.
    pub(crate) unfinished: WordSet,
    /// Abbreviations that close an enumeration.
    pub(crate) enders: WordSet,
    /// Words of a clause that is not complete without what its colon announces.
    pub(crate) announcers: WordSet,
    /// Words for whom somebody speaks to.
    pub(crate) addresses: WordSet,
    /// Words that announce an interview.
    pub(crate) interviews: WordSet,
}

/// What is known of the sentence that may end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sentence {
    /// Index of its first token.
    pub(crate) start: usize,
    /// Whether it has a colon.
    pub(crate) has_colon: bool,
    /// Whether a colon in it introduces a quotation.
    pub(crate) introduces_quote: bool,
}

impl Sentence {
    pub(crate) fn starting_at(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    /// Takes notice of the token at `index`.
    pub(crate) fn note(&mut self, view: View<'_>, index: usize) {
        if view.kind(index) == TokenKind::Punctuation && view.form(index) == ":" {
            self.has_colon = true;
            let next = index + 1;
            self.introduces_quote |= next < view.len() && view.mark(next) == Some(Mark::Quote);
        }
    }

    /// Whether the number at `index` counts the items of a list: `1.`, `• 2.`
    fn is_list_number(self, view: View<'_>, index: usize) -> bool {
        index == self.start || index == self.start + 1 && view.mark(self.start).is_some()
    }
}

type Verdict = (Outcome, Reason);

const JOIN: Outcome = Outcome::Join;
const SPLIT: Outcome = Outcome::Split;

impl Rules {
    pub(crate) fn german() -> Self {
        Self {
            lower_starts: LowerStarts::Join,
            dashes: Dashes::Join,
            unmarked: Unmarked::Never,
            clauses: Clauses::Join,
            starters: WordSet::parse(concat!(
                include_str!("../data/de/starters.txt"),
                include_str!("../data/de/starters_added.txt"),
            )),
            titles: WordSet::parse(include_str!("../data/de/titles.txt")),
            unfinished: WordSet::parse(include_str!("../data/de/unfinished.txt")),
            enders: WordSet::parse(include_str!("../data/de/enders.txt")),
            announcers: WordSet::parse(include_str!("../data/de/announcers.txt")),
            addresses: WordSet::parse(include_str!("../data/de/addresses.txt")),
            interviews: WordSet::parse(include_str!("../data/de/interviews.txt")),
        }
    }

    pub(crate) fn english() -> Self {
        Self {
            lower_starts: LowerStarts::Split,
            dashes: Dashes::MayEnd,
            unmarked: Unmarked::MayEnd,
            clauses: Clauses::Join,
            starters: WordSet::parse(include_str!("../data/en/starters.txt")),
            titles: WordSet::parse(include_str!("../data/en/titles.txt")),
            unfinished: WordSet::parse(include_str!("../data/en/unfinished.txt")),
            enders: WordSet::parse(include_str!("../data/en/enders.txt")),
            announcers: WordSet::parse(include_str!("../data/en/announcers.txt")),
            addresses: WordSet::default(),
            interviews: WordSet::default(),
        }
    }

    /// Whether a sentence ends at `candidate`, which is not the end of a paragraph.
    pub(crate) fn decide(
        &self,
        view: View<'_>,
        candidate: &Candidate,
        sentence: Sentence,
    ) -> Verdict {
        if candidate.gap == Gap::Line && begins_item(view, candidate) {
            return (SPLIT, Reason::Line);
        }
        if candidate.start == Start::Other && candidate.opening == Opening::Nothing {
            return before_mark(view, candidate);
        }
        match candidate.ending {
            Ending::Mark(mark) => self.after_mark(mark, view, candidate, sentence),
            Ending::Abbreviation => self.after_abbreviation(view, candidate),
            Ending::Ordinal if sentence.is_list_number(view, candidate.last) => {
                (JOIN, Reason::ListNumber)
            }
            Ending::Ordinal => self.after_dot(view, candidate),
            Ending::Face => after_face(candidate),
            Ending::Dash => self.after_dash(view, candidate),
            Ending::Clause if clauses::is_complete(view, candidate, sentence, &self.announcers) => {
                (SPLIT, Reason::Clause)
            }
            Ending::Clause => (JOIN, Reason::Continuation),
            Ending::Introduction => (SPLIT, Reason::Interview),
            Ending::Signature => after_signature(candidate),
            Ending::Bare if candidate.gap == Gap::Space => (JOIN, Reason::Unmarked),
            Ending::Bare => (JOIN, Reason::Wrapped),
        }
    }

    fn after_mark(
        &self,
        mark: Mark,
        view: View<'_>,
        candidate: &Candidate,
        sentence: Sentence,
    ) -> Verdict {
        let lower = candidate.start == Start::Lower;
        let closed = candidate.closing != Closing::Nothing;
        let quotes = candidate.closing == Closing::Quote && candidate.opening == Opening::Quote;
        if candidate.gap == Gap::None {
            without_gap(view, candidate)
        } else if slogan::contains(view, candidate, sentence) {
            (JOIN, Reason::Slogan)
        } else if mark == Mark::Ellipsis && begins_quotation(view, candidate.last) {
            (JOIN, Reason::Omission)
        } else if lower && closed && candidate.opening == Opening::Nothing {
            (JOIN, Reason::Attribution)
        } else if quotes && sentence.introduces_quote {
            (JOIN, Reason::Dialogue)
        } else if candidate.opening == Opening::Dash && (lower || closed) {
            (JOIN, Reason::Continuation)
        } else if candidate.opening != Opening::Nothing && mark == Mark::FullStop {
            (SPLIT, Reason::Terminator)
        } else if lower && mark == Mark::Ellipsis {
            (JOIN, Reason::Pause)
        } else if lower {
            self.lower_start(view, candidate, sentence)
        } else {
            (SPLIT, Reason::Terminator)
        }
    }

    /// A closing mark before a word in lower case. Names such as `eBay` have a capital further
    /// on; and where this sentence began in lower case, so may the next.
    fn lower_start(&self, view: View<'_>, candidate: &Candidate, sentence: Sentence) -> Verdict {
        let brand = view.form(candidate.first).contains(char::is_uppercase);
        let habit = view.start(sentence.start) == Start::Lower;
        let split = brand || habit || self.lower_starts == LowerStarts::Split;
        (if split { SPLIT } else { JOIN }, Reason::LowerStart)
    }

    /// A dash that breaks a sentence off (`I know she's — See now`) or ends a dateline
    /// (`TEHRAN (AFP) - An international contest`).
    fn after_dash(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        let first = view.form(candidate.first);
        let capital = candidate.start == Start::Capital && candidate.gap == Gap::Space;
        let breaks_off = view.form(candidate.last) == "—"
            && self.starters.contains(first)
            && !first.starts_with('I');
        if capital && is_dateline(view, candidate.last) {
            (SPLIT, Reason::Dateline)
        } else if capital && breaks_off {
            (SPLIT, Reason::BrokenOff)
        } else {
            (JOIN, Reason::Continuation)
        }
    }

    fn after_abbreviation(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        let form = view.form(candidate.last);
        if self.titles.contains(form) {
            return (JOIN, Reason::Title);
        }
        if self.enders.contains(form) && candidate.start == Start::Capital {
            return (SPLIT, Reason::Ender);
        }
        self.after_dot(view, candidate)
    }

    fn after_dot(&self, view: View<'_>, candidate: &Candidate) -> Verdict {
        let starts = candidate.start == Start::Capital
            && candidate.gap != Gap::None
            && candidate.opening != Opening::Dash
            && !(candidate.opening == Opening::Quote && is_quoted_title(view, candidate.first))
            && self.starters.contains(view.form(candidate.first));
        if starts { (SPLIT, Reason::Starter) } else { (JOIN, Reason::Dot) }
    }
}

/// Whether the mark of a list item stands behind the candidate: `•`, or a hyphen and a blank.
fn begins_item(view: View<'_>, candidate: &Candidate) -> bool {
    let hyphen = candidate.opening == Opening::Dash
        && view.form(candidate.end) == "-"
        && view.gap(candidate.end) == Gap::Space;
    hyphen || candidate.opening == Opening::Bullet
}

/// A symbol, an address or a mark that opens nothing.
fn before_mark(view: View<'_>, candidate: &Candidate) -> Verdict {
    let mark = view.mark(candidate.first).is_some();
    if matches!(view.kind(candidate.first), TokenKind::Emoticon | TokenKind::Emoji) {
        return (JOIN, Reason::Face);
    }
    let terminated = matches!(candidate.ending, Ending::Mark(_));
    if mark || !terminated || candidate.gap == Gap::None {
        return (JOIN, Reason::Continuation);
    }
    (SPLIT, Reason::Terminator)
}

/// Tokens of the title of a work behind its first word, at most.
const TITLE: usize = 8;

/// Whether the quotation at `first` names a work and says no sentence: `u. a. »Die Zauberflöte«`.
fn is_quoted_title(view: View<'_>, first: usize) -> bool {
    let closes = |index| view.touches_previous(index) && candidate::closes(view, index);
    let is_end = |&index: &usize| match view.mark(index) {
        Some(Mark::Quote) => closes(index),
        mark => mark.is_some_and(Mark::terminates),
    };
    let end = (first + 1..view.len()).take(TITLE).find(is_end);
    let Some(closing) = end.filter(|&end| view.mark(end) == Some(Mark::Quote)) else {
        return false;
    };
    let attributed = closing + 2 < view.len()
        && view.form(closing + 1) == ","
        && view.start(closing + 2) == Start::Lower;
    !attributed
}

/// Whether the dash at `dash` stands behind an agency in brackets: `(CNN) --`.
fn is_dateline(view: View<'_>, dash: usize) -> bool {
    dash >= 3
        && view.form(dash - 1) == ")"
        && view.form(dash - 3) == "("
        && view.form(dash - 2).chars().all(char::is_uppercase)
}

/// `Ende.Der nächste`: the blank was forgotten.
fn without_gap(view: View<'_>, candidate: &Candidate) -> Verdict {
    let after_word = candidate.last > 0
        && view.kind(candidate.last - 1) == TokenKind::Word
        && view.touches_previous(candidate.last);
    let capital = candidate.start == Start::Capital && candidate.opening == Opening::Nothing;
    if capital
        && !ends_name(view, candidate.first)
        && (after_word || candidate.closing != Closing::Nothing)
    {
        return (SPLIT, Reason::Terminator);
    }
    (JOIN, Reason::Continuation)
}

/// Whether the word at `index`, which touches the mark before it, ends a name: `RadioGraz.AT`,
/// `„Graz!Aktuell“`.
fn ends_name(view: View<'_>, index: usize) -> bool {
    let form = view.form(index);
    let closed = index + 1 < view.len()
        && view.touches_previous(index + 1)
        && view.mark(index + 1) == Some(Mark::Quote);
    closed || form.chars().nth(1).is_some() && form.chars().all(char::is_uppercase)
}

/// Whether the ellipsis at `index` stands for what a quotation left out at its beginning: `„[…] Wir`.
fn begins_quotation(view: View<'_>, index: usize) -> bool {
    let bracketed = index > 0 && view.mark(index - 1) == Some(Mark::OpeningBracket);
    let first = index - usize::from(bracketed);
    first > 0
        && view.mark(first - 1) == Some(Mark::Quote)
        && view.touches_previous(first)
        && !view.touches_previous(first - 1)
}

fn after_signature(candidate: &Candidate) -> Verdict {
    let begins = matches!(candidate.start, Start::Capital | Start::Number);
    let split = begins && candidate.gap != Gap::None;
    (if split { SPLIT } else { JOIN }, Reason::Signature)
}

fn after_face(candidate: &Candidate) -> Verdict {
    let starts = candidate.start == Start::Capital && candidate.opening == Opening::Nothing;
    (if starts { SPLIT } else { JOIN }, Reason::Face)
}
