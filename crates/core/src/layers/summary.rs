//! The layer `summary`.

use serde::{Deserialize, Serialize};

use crate::{Document, InvalidLayer, Layer, Sentences};

/// The sentences that stand for the whole text, in text order.
///
/// # Example
/// ```
/// use satz_core::Summary;
///
/// let mut summary = Summary::default();
/// summary.push(0, 0.9);
/// summary.push(3, 0.4);
/// assert_eq!(summary.sentences(), [0, 3]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Columns")]
pub struct Summary {
    /// Indices of sentences, strictly ascending.
    sentences: Vec<u32>,
    /// As long as `sentences`.
    scores: Vec<f32>,
}

#[derive(Deserialize)]
struct Columns {
    sentences: Vec<u32>,
    scores: Vec<f32>,
}

impl TryFrom<Columns> for Summary {
    type Error = InvalidLayer;

    fn try_from(Columns { sentences, scores }: Columns) -> Result<Self, InvalidLayer> {
        let invalid = |reason: String| Err(InvalidLayer::new(Self::NAME, reason));
        if sentences.len() != scores.len() {
            return invalid(format!("{} sentences, {} scores", sentences.len(), scores.len()));
        }
        if sentences.windows(2).any(|pair| pair[1] <= pair[0]) {
            return invalid("its sentences are not in text order".to_owned());
        }
        Ok(Self { sentences, scores })
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
}

impl Layer for Summary {
    const NAME: &'static str = "summary";

    fn clear(&mut self) {
        self.sentences.clear();
        self.scores.clear();
    }

    fn validate(&self, document: &Document) -> Result<(), InvalidLayer> {
        let invalid = |reason: String| InvalidLayer::new(Self::NAME, reason);
        let sentences =
            document.layer::<Sentences>().map_err(|error| invalid(error.to_string()))?;
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
        ];
        for (json, expected) in cases {
            let error = serde_json::from_str::<Summary>(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{json}: {error}");
        }
    }
}
