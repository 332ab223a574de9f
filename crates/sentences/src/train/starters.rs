//! Learns from raw text which words begin sentences.

use std::collections::HashMap;

use satz_core::{TokenKind, Tokens};

use crate::mark::Mark;
use crate::view::{Start, View};

/// Counts how often a capitalised word begins a sentence, and how often it stands inside one.
///
/// No annotation is needed: what follows a full stop behind a longer word in lower case begins a
/// sentence for certain, and what follows a word in lower case or a comma does not. The idea is
/// Punkt's (Kiss and Strunk 2006, Computational Linguistics 32:4); instead of their collocation
/// test it keeps the log-odds, so that a rule or a model may weigh them.
///
/// # Example
/// ```no_run
/// use satz_core::Tokens;
/// use satz_sentences::train::StarterCounts;
///
/// # let (text, tokens) = ("", Tokens::default());
/// let mut counts = StarterCounts::default();
/// counts.add(text, &tokens);
/// print!("{}", counts.lexicon(60, 2.8));
/// ```
#[derive(Debug, Clone, Default)]
pub struct StarterCounts {
    words: HashMap<String, Counts>,
    total: Counts,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    starts: u32,
    inside: u32,
}

/// Where a word stands in its sentence.
#[derive(Debug, Clone, Copy)]
enum Place {
    Start,
    Inside,
}

/// A full stop behind a word of at least so many bytes in lower case ends a sentence for certain.
const SAFE_WORD: usize = 4;

impl StarterCounts {
    /// Counts the words of one text.
    ///
    /// # Panics
    /// If `tokens` are not the tokens of `text`.
    pub fn add(&mut self, text: &str, tokens: &Tokens) {
        let view = View { text, tokens };
        for index in 2..view.len() {
            if view.kind(index) == TokenKind::Word && view.start(index) == Start::Capital {
                self.count(view, index);
            }
        }
    }

    fn count(&mut self, view: View<'_>, index: usize) {
        let before = index - 1;
        let starts = view.mark(before).is_some_and(Mark::terminates)
            && view.start(before - 1) == Start::Lower
            && view.form(before - 1).len() >= SAFE_WORD;
        let inside = view.start(before) == Start::Lower || view.form(before) == ",";
        let place = if starts { Place::Start } else { Place::Inside };
        if starts || inside {
            let counts = self.words.entry(view.form(index).to_owned()).or_default();
            counts.add(place);
            self.total.add(place);
        }
    }

    /// The words seen at least `count` times whose log-odds of beginning a sentence, against those
    /// of all words, are at least `odds`: a word a line, below a comment that says so.
    pub fn lexicon(&self, count: u32, odds: f64) -> String {
        let chosen = self.words.iter().filter(|(_, counts)| {
            counts.starts + counts.inside >= count && counts.odds(self.total) >= odds
        });
        let mut lines: Vec<_> = chosen.map(|(word, _)| format!("{word}\n")).collect();
        lines.sort();
        let header = format!(
            "# Words that begin sentences far more often than they stand capitalised inside them: \
             log-odds of at least {odds},\n# seen at least {count} times. Written by `satz train \
             starters`, see MODEL_CARD.md.\n"
        );
        std::iter::once(header).chain(lines).collect()
    }
}

impl Counts {
    fn add(&mut self, place: Place) {
        match place {
            Place::Start => self.starts += 1,
            Place::Inside => self.inside += 1,
        }
    }

    /// The log-odds of beginning a sentence, against those of all words.
    fn odds(self, total: Self) -> f64 {
        let ratio =
            |starts: u32, inside: u32| (f64::from(starts) + 0.5) / (f64::from(inside) + 0.5);
        (ratio(self.starts, self.inside) / ratio(total.starts, total.inside)).ln()
    }
}
