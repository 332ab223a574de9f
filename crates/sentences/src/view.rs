//! Tokens and the gaps between them.

use satz_core::{TokenKind, Tokens};

use crate::mark::Mark;

/// The white space between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// The tokens touch.
    None,
    /// Blanks.
    Space,
    /// One line break.
    Line,
    /// A blank line, or the end of the text.
    Paragraph,
}

/// What begins behind a possible boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// A word in lower case.
    Lower,
    /// A word with a capital.
    Capital,
    /// A number.
    Number,
    /// A mark, a symbol, an address.
    Other,
}

/// A text with its tokens, asked about by token index.
#[derive(Clone, Copy)]
pub(crate) struct View<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'t Tokens,
}

impl<'t> View<'t> {
    pub(crate) fn len(self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn form(self, index: usize) -> &'t str {
        self.tokens.text(self.text, index)
    }

    pub(crate) fn kind(self, index: usize) -> TokenKind {
        self.tokens.kinds()[index]
    }

    /// The gap behind the token at `index`.
    #[inline]
    pub(crate) fn gap(self, index: usize) -> Gap {
        let spans = self.tokens.spans();
        let Some(next) = spans.get(index + 1) else { return Gap::Paragraph };
        let (start, end) = (spans[index].range().end, next.range().start);
        match end - start {
            0 => Gap::None,
            1 if self.text.as_bytes()[start] == b' ' => Gap::Space,
            _ => wide_gap(&self.text[start..end]),
        }
    }

    /// Whether a line ends behind the token at `index`; at most tokens the answer costs little.
    #[inline]
    pub(crate) fn ends_line(self, index: usize) -> bool {
        let spans = self.tokens.spans();
        let (end, next) = (spans[index].end(), spans.get(index + 1).map(|next| next.start()));
        let blank = || self.text.as_bytes()[end as usize] == b' ';
        let plain = next.is_some_and(|start| start == end || start == end + 1 && blank());
        !plain && self.gap(index) >= Gap::Line
    }

    /// The mark at `index`, if a mark stands there.
    pub(crate) fn mark(self, index: usize) -> Option<Mark> {
        match self.kind(index) {
            TokenKind::Punctuation | TokenKind::Symbol => Some(Mark::of(self.form(index))),
            _ => None,
        }
    }

    /// What kind of thing begins at `index`.
    pub(crate) fn start(self, index: usize) -> Start {
        match self.kind(index) {
            TokenKind::Number | TokenKind::Ordinal => Start::Number,
            TokenKind::Word | TokenKind::Abbreviation => {
                let first = self.form(index).chars().find(|it| it.is_alphanumeric());
                match first {
                    Some(it) if it.is_lowercase() => Start::Lower,
                    Some(it) if it.is_numeric() => Start::Number,
                    Some(_) => Start::Capital,
                    None => Start::Other,
                }
            }
            _ => Start::Other,
        }
    }

    /// Whether the token at `index` touches the one before it.
    pub(crate) fn touches_previous(self, index: usize) -> bool {
        index > 0 && self.gap(index - 1) == Gap::None
    }
}

/// The gap that `text` is: white space, and characters without a glyph.
fn wide_gap(text: &str) -> Gap {
    let (mut breaks, mut after_return) = (0, false);
    for next in text.chars() {
        match next {
            '\u{2029}' => return Gap::Paragraph,
            '\n' if after_return => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' => breaks += 1,
            _ => {}
        }
        after_return = next == '\r';
    }
    match breaks {
        0 => Gap::Space,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_between_tokens() {
        let cases = [
            (" ", Gap::Space),
            ("\t\u{a0}", Gap::Space),
            ("\n", Gap::Line),
            ("\r\n", Gap::Line),
            ("\r", Gap::Line),
            (" \n \n", Gap::Paragraph),
            ("\r\n\r\n", Gap::Paragraph),
            ("\u{2028}", Gap::Line),
            ("\u{2029}", Gap::Paragraph),
        ];
        for (text, gap) in cases {
            assert_eq!(wide_gap(text), gap, "{text:?}");
        }
    }
}
