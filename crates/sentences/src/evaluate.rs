//! How well tokens and sentences agree with a reader's.

use std::collections::BTreeSet;

use satz_core::Span;

/// Spans that are right, spans that were predicted, spans in the gold standard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SpanCounts {
    /// Predicted and in the gold standard, both edges the same.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the gold standard.
    pub gold: usize,
}

impl SpanCounts {
    /// Share of what was predicted that is right, from 0 to 1.
    pub fn precision(&self) -> f64 {
        share(self.right, self.predicted)
    }

    /// Share of the gold standard that was found, from 0 to 1.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall, from 0 to 1.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.predicted + self.gold)
    }

    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        self.right += gold.intersection(predicted).count();
        self.predicted += predicted.len();
        self.gold += gold.len();
    }
}

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2^52 spans")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

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
    pub tokens: SpanCounts,
    /// Sentence spans.
    pub sentences: SpanCounts,
    /// Sentence ends within a paragraph: those that an empty line does not give away.
    pub boundaries: SpanCounts,
}

impl SegmentationScore {
    /// Adds one text.
    ///
    /// # Panics
    /// If a span is not one of `text`.
    pub fn add(&mut self, text: &str, gold: Segmentation<'_>, predicted: Segmentation<'_>) {
        if let (Some(gold), Some(predicted)) = (gold.tokens, predicted.tokens) {
            self.tokens.add(&trimmed(text, gold), &trimmed(text, predicted));
        }
        let (gold, predicted) = (trimmed(text, gold.sentences), trimmed(text, predicted.sentences));
        self.sentences.add(&gold, &predicted);
        self.boundaries.add(&inner_ends(text, &gold), &inner_ends(text, &predicted));
    }
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
