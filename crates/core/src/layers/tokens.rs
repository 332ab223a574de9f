//! The layer `tokens`.

use serde::{Deserialize, Serialize};

use crate::{Document, InvalidLayer, Layer, Span};

/// What a token is, as far as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, also with digits, hyphens and apostrophes in them: `Haus`, `US-Präsident`, `geht's`.
    Word,
    /// A word that keeps its dot: `bzw.`, `Dr.`, `z.`.
    Abbreviation,
    /// A cardinal in digits, with its separators: `1.234,56`, `20.45`, `3:2`, `½`.
    Number,
    /// A number that keeps its dot: `24.`, `II.`.
    Ordinal,
    /// Marks that structure a sentence: `,`, `„`, `...`, `?!`.
    Punctuation,
    /// Every other sign: `§`, `€`, `+`, `°`.
    Symbol,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A file name: `bericht.pdf`.
    File,
    /// `@name`.
    Mention,
    /// `#topic`.
    Hashtag,
    /// A face in punctuation: `:-)`.
    Emoticon,
    /// A pictograph, with its modifiers and joiners.
    Emoji,
}

impl TokenKind {
    /// Its name in the wire format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Abbreviation => "abbreviation",
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Url => "url",
            Self::Email => "email",
            Self::File => "file",
            Self::Mention => "mention",
            Self::Hashtag => "hashtag",
            Self::Emoticon => "emoticon",
            Self::Emoji => "emoji",
        }
    }

    /// Whether such a token is pronounced as a word or a number.
    pub fn is_wordlike(self) -> bool {
        matches!(self, Self::Word | Self::Abbreviation | Self::Number | Self::Ordinal)
    }
}

/// The tokens of a text: a column of spans and a column of kinds, no strings.
///
/// Spans are sorted, disjoint and not empty; the text between two of them is a gap. Tokens and
/// gaps together are the text, byte for byte.
///
/// # Example
/// ```
/// use satz_core::{Span, TokenKind, Tokens};
///
/// let text = "Am 24. Mai";
/// let mut tokens = Tokens::default();
/// tokens.push(Span::new(0, 2), TokenKind::Word);
/// tokens.push(Span::new(3, 6), TokenKind::Ordinal);
/// tokens.push(Span::new(7, 10), TokenKind::Word);
/// assert_eq!(tokens.text(text, 1), "24.");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Columns")]
pub struct Tokens {
    /// Sorted, disjoint, none empty.
    spans: Vec<Span>,
    /// As long as `spans`.
    kinds: Vec<TokenKind>,
}

#[derive(Deserialize)]
struct Columns {
    spans: Vec<Span>,
    kinds: Vec<TokenKind>,
}

impl TryFrom<Columns> for Tokens {
    type Error = InvalidLayer;

    fn try_from(Columns { spans, kinds }: Columns) -> Result<Self, InvalidLayer> {
        let invalid = |reason: String| Err(InvalidLayer::new(Self::NAME, reason));
        if spans.len() != kinds.len() {
            return invalid(format!("{} spans but {} kinds", spans.len(), kinds.len()));
        }
        if let Some(span) = spans.iter().find(|span| span.is_empty()) {
            return invalid(format!("token {span:?} is empty"));
        }
        let mut pairs = spans.iter().zip(spans.iter().skip(1));
        if let Some((last, next)) = pairs.find(|(last, next)| next.start() < last.end()) {
            return invalid(format!("token {next:?} begins before {last:?} ends"));
        }
        Ok(Self { spans, kinds })
    }
}

impl Tokens {
    /// Appends a token.
    ///
    /// # Panics
    /// If `span` is empty or begins before the last token ends.
    #[inline]
    pub fn push(&mut self, span: Span, kind: TokenKind) {
        assert!(!span.is_empty(), "token {span:?} is empty");
        let end = self.spans.last().map_or(0, |last| last.end());
        assert!(end <= span.start(), "token {span:?} begins before byte {end}");
        self.spans.push(span);
        self.kinds.push(kind);
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Makes room for `additional` more tokens.
    pub fn reserve(&mut self, additional: usize) {
        self.spans.reserve(additional);
        self.kinds.reserve(additional);
    }

    /// The bytes of each token.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The kind of each token.
    pub fn kinds(&self) -> &[TokenKind] {
        &self.kinds
    }

    /// The form of the token at `index`, as it stands in `text`.
    ///
    /// # Panics
    /// If there is no such token, or `text` is not the text of this layer.
    pub fn text<'t>(&self, text: &'t str, index: usize) -> &'t str {
        &text[self.spans[index].range()]
    }

    /// Indices of the tokens that share at least one byte with `span`.
    ///
    /// ```
    /// # use satz_core::{Span, TokenKind, Tokens};
    /// let mut tokens = Tokens::default();
    /// tokens.push(Span::new(0, 2), TokenKind::Word);
    /// tokens.push(Span::new(3, 6), TokenKind::Word);
    /// assert_eq!(tokens.overlapping(Span::new(2, 4)), 1..2);
    /// assert!(tokens.overlapping(Span::new(2, 3)).is_empty());
    /// ```
    pub fn overlapping(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.spans.partition_point(|token| token.end() <= span.start());
        let count = self.spans[first..].partition_point(|token| token.start() < span.end());
        first..first + count
    }
}

impl Layer for Tokens {
    const NAME: &'static str = "tokens";

    fn clear(&mut self) {
        self.spans.clear();
        self.kinds.clear();
    }

    fn validate(&self, document: &Document) -> Result<(), InvalidLayer> {
        let outcome = self.spans.iter().try_for_each(|span| span.check(document.text()));
        outcome.map_err(|error| InvalidLayer::new(Self::NAME, error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_from_outside_are_checked() {
        let cases = [
            (r#"{"spans":[[0,1]],"kinds":[]}"#, "1 spans but 0 kinds"),
            (r#"{"spans":[[1,1]],"kinds":["word"]}"#, "token 1..1 is empty"),
            (r#"{"spans":[[2,4],[3,5]],"kinds":["word","word"]}"#, "3..5 begins before 2..4 ends"),
            (r#"{"spans":[[4,2]],"kinds":["word"]}"#, "starts behind its end"),
            (r#"{"spans":[[0,1]],"kinds":["noun"]}"#, "unknown variant `noun`"),
        ];
        for (json, expected) in cases {
            let error = serde_json::from_str::<Tokens>(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{json}: {error}");
        }
    }

    #[test]
    #[should_panic(expected = "begins before byte 3")]
    fn overlapping_tokens_are_refused() {
        let mut tokens = Tokens::default();
        tokens.push(Span::new(0, 3), TokenKind::Word);
        tokens.push(Span::new(2, 4), TokenKind::Word);
    }

    #[test]
    fn names_are_those_of_the_wire_format() {
        for kind in [
            TokenKind::Word,
            TokenKind::Abbreviation,
            TokenKind::Number,
            TokenKind::Ordinal,
            TokenKind::Punctuation,
            TokenKind::Symbol,
            TokenKind::Url,
            TokenKind::Email,
            TokenKind::File,
            TokenKind::Mention,
            TokenKind::Hashtag,
            TokenKind::Emoticon,
            TokenKind::Emoji,
        ] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
