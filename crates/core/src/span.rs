//! Byte ranges of a text.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A half-open range of **bytes** in a document's text, `start <= end`, eight bytes large.
///
/// A span says nothing about the text it belongs to: that both ends are char boundaries inside
/// the text is checked where a layer meets its document ([`Span::check`]).
///
/// # Example
/// ```
/// use satz_core::Span;
///
/// let text = "Zürich liegt am See";
/// let city = Span::new(0, 7);
/// assert_eq!(&text[city.range()], "Zürich");
/// assert_eq!(city.len(), 7); // bytes, not letters
/// assert_eq!(format!("{city:?}"), "0..7");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// Never greater than `end`: [`Span::try_new`] is the only way in.
    start: u32,
    end: u32,
}

/// Two numbers that are not a span of the text at hand.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SpanError {
    /// The start lies behind the end.
    #[error("span {start}..{end} starts behind its end")]
    Reversed {
        /// First byte.
        start: u32,
        /// Byte after the last.
        end: u32,
    },
    /// The span reaches past the text.
    #[error("span {span:?} reaches past the text, which has {len} bytes")]
    OutOfText {
        /// The span in question.
        span: Span,
        /// Length of the text in bytes.
        len: usize,
    },
    /// An end of the span lies inside an encoded character.
    #[error("span {span:?} cuts a character in two")]
    InsideChar {
        /// The span in question.
        span: Span,
    },
}

impl Span {
    /// The span from byte `start` up to, not including, byte `end`.
    ///
    /// # Panics
    /// If `start > end`, as slicing with such a range does. Numbers from outside go through
    /// [`Span::try_new`].
    pub fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "span {start}..{end} starts behind its end");
        Self { start, end }
    }

    /// The span from byte `start` up to, not including, byte `end`.
    ///
    /// # Errors
    /// [`SpanError::Reversed`] if `start > end`.
    pub fn try_new(start: u32, end: u32) -> Result<Self, SpanError> {
        if start > end { Err(SpanError::Reversed { start, end }) } else { Ok(Self { start, end }) }
    }

    /// First byte.
    pub fn start(self) -> u32 {
        self.start
    }

    /// Byte after the last.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range, ready to slice a `str`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies within this span; a span contains itself.
    ///
    /// ```
    /// # use satz_core::Span;
    /// assert!(Span::new(2, 5).contains(Span::new(2, 5)));
    /// assert!(Span::new(2, 5).contains(Span::new(5, 5)));
    /// assert!(!Span::new(2, 5).contains(Span::new(4, 6)));
    /// ```
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    ///
    /// ```
    /// # use satz_core::Span;
    /// assert!(Span::new(2, 5).overlaps(Span::new(4, 6)));
    /// assert!(!Span::new(2, 5).overlaps(Span::new(5, 6))); // they only touch
    /// ```
    pub fn overlaps(self, other: Span) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// Whether the span lies in `text` and cuts no character.
    ///
    /// # Errors
    /// [`SpanError::OutOfText`] or [`SpanError::InsideChar`].
    pub fn check(self, text: &str) -> Result<(), SpanError> {
        let Range { start, end } = self.range();
        if end > text.len() {
            return Err(SpanError::OutOfText { span: self, len: text.len() });
        }
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return Err(SpanError::InsideChar { span: self });
        }
        Ok(())
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl TryFrom<(u32, u32)> for Span {
    type Error = SpanError;

    fn try_from((start, end): (u32, u32)) -> Result<Self, SpanError> {
        Self::try_new(start, end)
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stays_eight_bytes() {
        assert_eq!(size_of::<Span>(), 8);
    }

    #[test]
    fn rejects_what_is_not_in_the_text() {
        let text = "aä";
        let cases = [
            ("whole text", Span::new(0, 3), Ok(())),
            ("empty at the end", Span::new(3, 3), Ok(())),
            (
                "past the end",
                Span::new(0, 4),
                Err(SpanError::OutOfText { span: Span::new(0, 4), len: 3 }),
            ),
            (
                "inside a letter",
                Span::new(0, 2),
                Err(SpanError::InsideChar { span: Span::new(0, 2) }),
            ),
        ];
        for (name, span, expected) in cases {
            assert_eq!(span.check(text), expected, "{name}");
        }
    }

    #[test]
    fn reversed_spans_do_not_come_in_by_json() {
        let error = serde_json::from_str::<Span>("[5,2]").unwrap_err();
        assert!(error.to_string().contains("starts behind its end"), "{error}");
    }

    proptest! {
        #[test]
        fn agrees_with_ranges(a in 0u32..50, b in 0u32..50, c in 0u32..50, d in 0u32..50) {
            let (x, y) = (Span::new(a.min(b), a.max(b)), Span::new(c.min(d), c.max(d)));
            let shared = x.range().filter(|byte| y.range().contains(byte)).count();
            prop_assert_eq!(x.overlaps(y), shared > 0);
            let inside = y.range().all(|byte| x.range().contains(&byte));
            prop_assert!(!x.contains(y) || inside);
            prop_assert_eq!(x.contains(y), x.start() <= y.start() && y.end() <= x.end());
        }
    }
}
