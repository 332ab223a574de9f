//! The layer `sentences`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Document, InvalidLayer, Layer, Span, Tokens};

/// Whether a stretch of tokens is a sentence of the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SentenceKind {
    /// Running text.
    Sentence,
    /// A headline or sub-head: it stands alone and does not end in a full stop.
    Heading,
}

impl SentenceKind {
    /// Its name in the wire format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Heading => "heading",
        }
    }
}

/// The sentences of a text, as a partition of its tokens: gaps and overlaps cannot be expressed.
///
/// # Example
/// ```
/// use satz_core::{SentenceKind, Sentences};
///
/// let mut sentences = Sentences::default();
/// sentences.push(3, SentenceKind::Heading);
/// sentences.push(9, SentenceKind::Sentence);
/// assert_eq!(sentences.token_range(0), 0..3);
/// assert_eq!(sentences.token_range(1), 3..9);
/// assert_eq!(sentences.containing(3), Some(1));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Columns")]
pub struct Sentences {
    /// Index of the token after each sentence, strictly ascending; the last is the token count.
    ends: Vec<u32>,
    /// As long as `ends`.
    kinds: Vec<SentenceKind>,
}

#[derive(Deserialize)]
struct Columns {
    ends: Vec<u32>,
    kinds: Vec<SentenceKind>,
}

impl TryFrom<Columns> for Sentences {
    type Error = InvalidLayer;

    fn try_from(Columns { ends, kinds }: Columns) -> Result<Self, InvalidLayer> {
        let invalid = |reason: String| Err(InvalidLayer::new(Self::NAME, reason));
        if ends.len() != kinds.len() {
            return invalid(format!("{} ends but {} kinds", ends.len(), kinds.len()));
        }
        if ends.first() == Some(&0) || ends.windows(2).any(|pair| pair[1] <= pair[0]) {
            return invalid("a sentence has no token".to_owned());
        }
        Ok(Self { ends, kinds })
    }
}

impl Sentences {
    /// Appends a sentence that reaches up to, not including, the token at `end`.
    ///
    /// # Panics
    /// If the sentence has no token.
    pub fn push(&mut self, end: u32, kind: SentenceKind) {
        let start = self.ends.last().copied().unwrap_or(0);
        assert!(start < end, "the sentence from token {start} to token {end} has no token");
        self.ends.push(end);
        self.kinds.push(kind);
    }

    /// Number of sentences, headings among them.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Index of the token after each sentence.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// The kind of each sentence.
    pub fn kinds(&self) -> &[SentenceKind] {
        &self.kinds
    }

    /// Indices of the tokens of the sentence at `index`; never empty.
    ///
    /// # Panics
    /// If there is no such sentence.
    pub fn token_range(&self, index: usize) -> Range<usize> {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        start as usize..self.ends[index] as usize
    }

    /// The token ranges of all sentences, in order.
    pub fn token_ranges(&self) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        (0..self.len()).map(|index| self.token_range(index))
    }

    /// Bytes from the first token of a sentence to its last.
    ///
    /// # Panics
    /// If there is no such sentence, or `tokens` are not the tokens of this layer.
    pub fn span(&self, index: usize, tokens: &Tokens) -> Span {
        let range = self.token_range(index);
        let spans = &tokens.spans()[range];
        Span::new(spans[0].start(), spans[spans.len() - 1].end())
    }

    /// Index of the sentence that the token at `token` belongs to.
    pub fn containing(&self, token: usize) -> Option<usize> {
        let index = self.ends.partition_point(|&end| end as usize <= token);
        (index < self.len()).then_some(index)
    }
}

impl Layer for Sentences {
    const NAME: &'static str = "sentences";

    fn clear(&mut self) {
        self.ends.clear();
        self.kinds.clear();
    }

    fn validate(&self, document: &Document) -> Result<(), InvalidLayer> {
        let invalid = |reason: String| InvalidLayer::new(Self::NAME, reason);
        let tokens = document.layer::<Tokens>().map_err(|error| invalid(error.to_string()))?;
        let end = self.ends.last().map_or(0, |&end| end as usize);
        if end != tokens.len() {
            return Err(invalid(format!("they cover {end} of {} tokens", tokens.len())));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TokenKind;

    #[test]
    fn columns_from_outside_are_checked() {
        let cases = [
            (r#"{"ends":[2],"kinds":[]}"#, "1 ends but 0 kinds"),
            (r#"{"ends":[0],"kinds":["heading"]}"#, "a sentence has no token"),
            (r#"{"ends":[2,2],"kinds":["sentence","sentence"]}"#, "a sentence has no token"),
        ];
        for (json, expected) in cases {
            let error = serde_json::from_str::<Sentences>(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{json}: {error}");
        }
    }

    #[test]
    fn a_partition_covers_every_token() {
        let mut document = Document::new("So so").unwrap();
        let mut sentences = Sentences::default();
        sentences.push(1, SentenceKind::Sentence);
        assert!(document.insert(sentences.clone()).is_err(), "there are no tokens yet");
        let mut tokens = Tokens::default();
        tokens.push(Span::new(0, 2), TokenKind::Word);
        tokens.push(Span::new(3, 5), TokenKind::Word);
        document.insert(tokens).unwrap();
        let error = document.insert(sentences).unwrap_err();
        assert!(error.to_string().contains("they cover 1 of 2 tokens"), "{error}");
    }

    #[test]
    fn names_are_those_of_the_wire_format() {
        for kind in [SentenceKind::Sentence, SentenceKind::Heading] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
