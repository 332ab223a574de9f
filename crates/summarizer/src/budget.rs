//! How long a summary may be.

use crate::passage::Passage;

/// Length of a summary at most; a summary has one sentence at least, whatever its length.
///
/// # Example
/// ```
/// use satz_summarizer::{Budget, Summarizer};
///
/// let teaser = Summarizer::german().with_budget(Budget::Characters(280));
/// let abridged = Summarizer::german().with_budget(Budget::Share(0.1));
/// # let _ = (teaser, abridged);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Budget {
    /// So many sentences.
    Sentences(usize),
    /// So many words; numbers count, punctuation does not.
    Words(usize),
    /// So many characters (code points), with a blank between two sentences.
    Characters(usize),
    /// This share of the words of the text, from 0 to 1; headings do not count as text.
    Share(f32),
}

/// Sentences of a short summary, at most.
const SHORT: usize = 6;

/// A budget for one text: what a passage costs, and how much there is to spend.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    cost: fn(&Passage) -> usize,
    pub(crate) total: usize,
}

impl Budget {
    /// What this budget is for a text with the passages that may be chosen.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a word count; out of range saturates"
    )]
    pub(crate) fn limit<'p>(self, passages: impl Iterator<Item = &'p Passage>) -> Limit {
        let words = |passage: &Passage| passage.length;
        match self {
            Self::Sentences(total) => Limit { cost: |_| 1, total },
            Self::Words(total) => Limit { cost: words, total },
            Self::Characters(characters) => Limit {
                cost: |passage| passage.characters + 1,
                total: characters.saturating_add(1),
            },
            Self::Share(share) => {
                let all: usize = passages.map(words).sum();
                Limit { cost: words, total: (all as f32 * share).round() as usize }
            }
        }
    }
}

impl Limit {
    pub(crate) fn cost(&self, passage: &Passage) -> usize {
        (self.cost)(passage)
    }

    /// Whether it has room for all of them.
    pub(crate) fn holds<'p>(&self, mut passages: impl Iterator<Item = &'p Passage>) -> bool {
        let spend = |rest: usize, passage| rest.checked_sub(self.cost(passage));
        passages.try_fold(self.total, spend).is_some()
    }

    /// Whether it has room for a few sentences of average length, and no more.
    pub(crate) fn is_short<'p>(&self, passages: impl Iterator<Item = &'p Passage>) -> bool {
        let (count, cost) =
            passages.fold((0, 0), |(count, cost), passage| (count + 1, cost + self.cost(passage)));
        self.total.saturating_mul(count) <= cost.saturating_mul(SHORT)
    }
}
