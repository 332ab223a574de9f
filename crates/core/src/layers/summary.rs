//! The layer `summary`.

use serde::{Deserialize, Serialize};

use crate::{Document, InvalidLayer, Layer, Sentences, Span};

/// The sentences that stand for the whole text, in text order.
///
/// # Example
/// ```
/// use satz_core::{Span, Summary};
///
/// let mut summary = Summary::default();
/// summary.push(0, 0.9);
/// summary.omit(Span::new(0, 8)); // "Wien – "
/// summary.push(3, 0.4);
/// assert_eq!(summary.sentences(), [0, 3]);
/// assert_eq!(summary.omitted(), [Span::new(0, 8)]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Columns")]
pub struct Summary {
    /// Indices of sentences, strictly ascending.
    sentences: Vec<u32>,
    /// As long as `sentences`.
    scores: Vec<f32>,
    /// Sorted, disjoint, none empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    omitted: Vec<Span>,
}

#[derive(Deserialize)]
struct Columns {
    sentences: Vec<u32>,
    scores: Vec<f32>,
    #[serde(default)]
    omitted: Vec<Span>,
}

impl TryFrom<Columns> for Summary {
    type Error = InvalidLayer;

    fn try_from(columns: Columns) -> Result<Self, InvalidLayer> {
        let Columns { sentences, scores, omitted } = columns;
        let invalid = |reason: String| Err(InvalidLayer::new(Self::NAME, reason));
        if sentences.len() != scores.len() {
            return invalid(format!("{} sentences, {} scores", sentences.len(), scores.len()));
        }
        if sentences.windows(2).any(|pair| pair[1] <= pair[0]) {
            return invalid("its sentences are not in text order".to_owned());
        }
        let starts = omitted.iter().skip(1).map(|span| span.start());
        let is_sorted = omitted.iter().zip(starts).all(|(span, next)| span.end() <= next);
        if !is_sorted || omitted.iter().any(|span| span.is_empty()) {
            return invalid("what it omits is empty or not in text order".to_owned());
        }
        Ok(Self { sentences, scores, omitted })
    }
}

impl Summary {
    /// Appends the sentence at index `sentence`.
    ///
    /// # Panics
    /// If it does not come after the last one in the text.
    pub fn push(&mut self, sentence: u32, score: f32) {
        let last = self.sentences.last();
        assert!(last.is_none_or(|&last| last < sentence), "sentence {sentence} is out of order");
        self.sentences.push(sentence);
        self.scores.push(score);
    }

    /// Leaves a part of the chosen sentences out in print: a dateline, a credit.
    ///
    /// # Panics
    /// If `span` is empty or begins before the last one ends.
    pub fn omit(&mut self, span: Span) {
        assert!(!span.is_empty(), "what is omitted at {span:?} is empty");
        let end = self.omitted.last().map_or(0, |last| last.end());
        assert!(end <= span.start(), "what is omitted at {span:?} begins before byte {end}");
        self.omitted.push(span);
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether nothing was chosen, as for a text without sentences.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// Indices of the chosen sentences, ascending.
    pub fn sentences(&self) -> &[u32] {
        &self.sentences
    }

    /// How strongly each sentence was wanted; comparable within one document.
    pub fn scores(&self) -> &[f32] {
        &self.scores
    }

    /// Bytes of the chosen sentences that print leaves out, in text order.
    pub fn omitted(&self) -> &[Span] {
        &self.omitted
    }

    /// The parts of a sentence that print shows, in order.
    ///
    /// ```
    /// # use satz_core::{Span, Summary};
    /// let text = "Wien (dpa) – Es schneit.";
    /// let mut summary = Summary::default();
    /// summary.push(0, 1.0);
    /// summary.omit(Span::new(0, 15));
    /// let parts: Vec<_> = summary.printed(Span::new(0, 26)).collect();
    /// assert_eq!(parts, [Span::new(15, 26)]);
    /// # assert_eq!(&text[parts[0].range()], "Es schneit.");
    /// ```
    pub fn printed(&self, sentence: Span) -> impl Iterator<Item = Span> + '_ {
        let inside = self.omitted.iter().filter(move |span| sentence.contains(**span));
        let starts = std::iter::once(sentence.start()).chain(inside.clone().map(|span| span.end()));
        let ends = inside.map(|span| span.start()).chain(std::iter::once(sentence.end()));
        let parts = starts.zip(ends).map(|(start, end)| Span::new(start, end));
        parts.filter(|part| !part.is_empty())
    }
}

impl Layer for Summary {
    const NAME: &'static str = "summary";

    fn clear(&mut self) {
        self.sentences.clear();
        self.scores.clear();
        self.omitted.clear();
    }

    fn validate(&self, document: &Document) -> Result<(), InvalidLayer> {
        let invalid = |reason: String| InvalidLayer::new(Self::NAME, reason);
        let sentences =
            document.layer::<Sentences>().map_err(|error| invalid(error.to_string()))?;
        let outcome = self.omitted.iter().try_for_each(|span| span.check(document.text()));
        outcome.map_err(|error| invalid(error.to_string()))?;
        match self.sentences.last() {
            Some(&last) if last as usize >= sentences.len() => {
                Err(invalid(format!("sentence {last} of {} is chosen", sentences.len())))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_from_outside_are_checked() {
        let cases = [
            (r#"{"sentences":[1],"scores":[]}"#, "1 sentences, 0 scores"),
            (r#"{"sentences":[3,1],"scores":[1.0,1.0]}"#, "not in text order"),
            (r#"{"sentences":[1],"scores":[1.0],"omitted":[[3,3]]}"#, "omits is empty"),
            (r#"{"sentences":[1],"scores":[1.0],"omitted":[[0,4],[3,5]]}"#, "omits is empty"),
        ];
        for (json, expected) in cases {
            let error = serde_json::from_str::<Summary>(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{json}: {error}");
        }
    }

    #[test]
    fn what_is_omitted_is_on_the_wire_only_if_there_is_something() {
        let mut summary = Summary::default();
        summary.push(2, 0.5);
        assert_eq!(serde_json::to_string(&summary).unwrap(), r#"{"sentences":[2],"scores":[0.5]}"#);
        summary.omit(Span::new(0, 8));
        let json = serde_json::to_string(&summary).unwrap();
        assert_eq!(json, r#"{"sentences":[2],"scores":[0.5],"omitted":[[0,8]]}"#);
        assert_eq!(serde_json::from_str::<Summary>(&json).unwrap(), summary);
    }
}
