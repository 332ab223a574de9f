//! Offsets in code points, as Python and the W3C count, to and from bytes.

use satz_driver::{InputError, Span};

/// Where the code points of a text begin.
pub(crate) struct CodePoints {
    /// The byte of each code point, and the length of the text; ascending.
    starts: Vec<u32>,
}

impl CodePoints {
    /// Of a text that a document has, so that every offset fits.
    pub(crate) fn new(text: &str) -> Self {
        let starts = text.char_indices().map(|(start, _)| start).chain([text.len()]);
        Self { starts: starts.filter_map(|start| u32::try_from(start).ok()).collect() }
    }

    /// Start and end of `span` in code points.
    pub(crate) fn of(&self, span: Span) -> (usize, usize) {
        let of = |byte| self.starts.partition_point(|&start| start < byte);
        (of(span.start()), of(span.end()))
    }

    /// The bytes of the code points from `start` to `end`.
    pub(crate) fn span(&self, start: usize, end: usize) -> Result<Span, InputError> {
        let byte = |point: usize| {
            let outside = || InputError::new(format!("offset {point} is behind the text"));
            self.starts.get(point).copied().ok_or_else(outside)
        };
        Span::try_new(byte(start)?, byte(end)?).map_err(InputError::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        let points = CodePoints::new("aß€👩z");
        let cases = [((0, 0), (0, 0)), ((0, 1), (0, 1)), ((1, 3), (1, 6)), ((3, 5), (6, 11))];
        for ((start, end), (first, last)) in cases {
            let span = Span::new(first, last);
            assert_eq!(points.of(span), (start, end));
            assert_eq!(points.span(start, end).unwrap(), span);
        }
        assert!(points.span(0, 6).is_err());
        assert!(points.span(2, 1).is_err());
    }
}
