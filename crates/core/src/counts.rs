//! How well two sets of spans agree.

/// Spans that are right, spans that were predicted, spans in the gold standard.
///
/// # Example
/// ```
/// let counts = satz_core::Counts { right: 3, predicted: 4, gold: 6 };
/// assert_eq!(counts.precision(), 75.0);
/// assert_eq!(counts.recall(), 50.0);
/// assert_eq!(counts.f1(), 60.0);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predicted and in the gold standard.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the gold standard.
    pub gold: usize,
}

impl Counts {
    /// Share of what was predicted that is right, in percent.
    pub fn precision(self) -> f64 {
        percent(self.right, self.predicted)
    }

    /// Share of the gold standard that was found, in percent.
    pub fn recall(self) -> f64 {
        percent(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        percent(2 * self.right, self.predicted + self.gold)
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, next| Self {
            right: sum.right + next.right,
            predicted: sum.predicted + next.predicted,
            gold: sum.gold + next.gold,
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2^53 spans")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
