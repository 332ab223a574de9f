//! Colons and semicolons between clauses, for those who take such clauses for sentences.

use serde::Deserialize;

use crate::candidate::{Candidate, Opening};
use crate::mark::Mark;
use crate::rules::Sentence;
use crate::view::{Gap, Start, View};
use crate::words::WordSet;

/// What colons and semicolons between clauses do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clauses {
    /// The sentence goes on. The way of news segmented for translation (WMT).
    #[default]
    Join,
    /// It ends where the clause can stand alone: `Er war zufrieden: „Wir haben gewonnen.“`, but not
    /// `Er sagte: „Wir haben gewonnen.“` The way of German Wikinews with quotations (Petersen-Frey
    /// and Biemann 2024).
    Split,
}

/// A clause has at least so many words.
const SHORTEST: usize = 4;
/// Before a quotation a shorter one only names who speaks: `Minister Huber am Montag:`.
const SHORTEST_BEFORE_QUOTE: usize = 6;
/// A quotation of at most so many tokens that the full stop stands behind is no sentence.
const PHRASE: usize = 16;
/// An announcing word stands among so many tokens before the mark.
const ANNOUNCEMENT: usize = 8;
/// More words are not counted, so that a long sentence full of colons takes linear time.
const REACH: usize = 20;
/// What has a comma, `und` or a full stop among so many tokens is a list, or a name.
const LIST: usize = 4;

/// Whether the clause before the colon or semicolon of `candidate` can stand alone.
pub(crate) fn is_complete(
    view: View<'_>,
    candidate: &Candidate,
    sentence: Sentence,
    announcers: &WordSet,
) -> bool {
    let Candidate { last, first, gap, opening, start, .. } = *candidate;
    let words = (sentence.start..last).rev().take(REACH).filter(|&it| view.kind(it).is_wordlike());
    let length = words.count();
    let from = last.saturating_sub(ANNOUNCEMENT).max(sentence.start);
    let is_announced = || (from..last).any(|index| announcers.contains(view.form(index)));
    let capital = start == Start::Capital;
    match (view.mark(last), opening) {
        _ if gap != Gap::Space => false,
        (Some(Mark::Semicolon), _) => length >= SHORTEST && !sentence.has_colon,
        (_, Opening::Quote) => {
            capital && length >= SHORTEST_BEFORE_QUOTE && !is_phrase(view, first) && !is_announced()
        }
        (_, Opening::Nothing) => {
            capital && length >= SHORTEST && !is_list(view, first) && !is_announced()
        }
        _ => false,
    }
}

/// Whether the quotation at `first` ends before the full stop: `„Die Zauberflöte“.`
fn is_phrase(view: View<'_>, first: usize) -> bool {
    let mut closing = (first + 1..view.len().saturating_sub(1)).take(PHRASE);
    let closing = closing.find(|&index| view.mark(index) == Some(Mark::Quote));
    closing.is_some_and(|index| view.form(index + 1) == ".")
}

/// Whether the words from `first` on are items rather than a clause: `Brot, Butter und Milch.`
fn is_list(view: View<'_>, first: usize) -> bool {
    let next = first + 1..(first + LIST).min(view.len());
    next.into_iter().any(|index| matches!(view.form(index), "," | "." | "und" | "and"))
}
