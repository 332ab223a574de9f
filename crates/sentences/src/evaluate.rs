//! How well tokens and sentences agree with a reader's.

use std::collections::BTreeSet;

use satz_core::{Counts, Span};

/// Tokens and sentences of one text.
#[derive(Debug, Clone, Copy)]
pub struct Segmentation<'a> {
    /// `None` if the gold standard has no tokens.
    pub tokens: Option<&'a [Span]>,
    /// From the first token of each sentence to its last.
    pub sentences: &'a [Span],
}

/// Agreement over a corpus, as the CoNLL 2018 shared task counts it (Zeman et al. 2018): a span is
/// right if both its edges are, white space aside.
///
/// # Example
/// ```
/// use satz_core::Span;
/// use satz_sentences::{Segmentation, SegmentationScore};
///
/// let text = "Es schneit. Ja.";
/// let gold = [Span::new(0, 11), Span::new(12, 15)];
/// let mut score = SegmentationScore::default();
/// score.add(
///     text,
///     Segmentation { tokens: None, sentences: &gold },
///     Segmentation { tokens: None, sentences: &[Span::new(0, 15)] },
/// );
/// assert_eq!(score.sentences.f1(), 0.0);
/// assert_eq!((score.boundaries.right, score.boundaries.gold), (0, 1));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SegmentationScore {
    /// Token spans.
    pub tokens: Counts,
    /// Sentence spans.
    pub sentences: Counts,
    /// Sentence ends within a paragraph: those that an empty line does not give away.
    pub boundaries: Counts,
}

impl SegmentationScore {
    /// Adds one text.
    ///
    /// # Panics
    /// If a span is not one of `text`.
    pub fn add(&mut self, text: &str, gold: Segmentation<'_>, predicted: Segmentation<'_>) {
        if let (Some(gold), Some(predicted)) = (gold.tokens, predicted.tokens) {
            add(&mut self.tokens, &trimmed(text, gold), &trimmed(text, predicted));
        }
        let (gold, predicted) = (trimmed(text, gold.sentences), trimmed(text, predicted.sentences));
        add(&mut self.sentences, &gold, &predicted);
        add(&mut self.boundaries, &inner_ends(text, &gold), &inner_ends(text, &predicted));
    }
}

fn add<T: Ord>(counts: &mut Counts, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) {
    counts.right += gold.intersection(predicted).count();
    counts.predicted += predicted.len();
    counts.gold += gold.len();
}

/// The spans without white space at their edges.
fn trimmed(text: &str, spans: &[Span]) -> BTreeSet<(usize, usize)> {
    let trim = |span: &Span| {
        let form = &text[span.range()];
        let start = span.range().start + form.len() - form.trim_start().len();
        (start, start + form.trim().len())
    };
    spans.iter().map(trim).collect()
}

/// The ends of sentences that neither an empty line nor the end of the text follows.
fn inner_ends(text: &str, sentences: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
    let is_inner = |&end: &usize| {
        let rest = &text[end..];
        let gap = &rest[..rest.len() - rest.trim_start().len()];
        !rest.trim_start().is_empty() && gap.matches('\n').count() < 2
    };
    sentences.iter().map(|&(_, end)| end).filter(is_inner).collect()
}
