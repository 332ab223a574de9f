//! Measuring summaries against references and against the lead.

use satz_core::{Document, MissingLayer, Sentences, Summary, Tokens};

use crate::bootstrap::Interval;
use crate::rouge::{Rouge, RougeScores};

/// Scores of summaries, gathered document by document.
///
/// # Example
/// ```
/// use satz_summarizer::{Evaluation, Rouge};
///
/// let mut evaluation = Evaluation::new(Rouge::default(), 3);
/// // evaluation.add(&document, &["Was die Redaktion über den Artikel schrieb."])?; and so on
/// assert_eq!(evaluation.documents(), 0);
/// ```
#[derive(Debug)]
pub struct Evaluation {
    rouge: Rouge,
    sentences: usize,
    /// Of the summary and of the lead, by document.
    scores: Vec<(RougeScores, RougeScores)>,
}

/// Means over documents, in points from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Means {
    /// ROUGE-1 F1.
    pub one: Interval,
    /// ROUGE-2 F1.
    pub two: Interval,
    /// ROUGE-L F1.
    pub longest: Interval,
}

impl Evaluation {
    /// Nothing measured yet; the lead to compare with has so many sentences.
    pub fn new(rouge: Rouge, sentences: usize) -> Self {
        Self { rouge, sentences, scores: Vec::new() }
    }

    /// Compares the summary of a document with the reference that fits best, and so the first
    /// sentences of any kind, headings among them.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layers `tokens`, `sentences` and `summary`.
    pub fn add(&mut self, document: &Document, references: &[&str]) -> Result<(), MissingLayer> {
        let sentences = document.layer::<Sentences>()?.len();
        let summary = document.layer::<Summary>()?.sentences().iter();
        let summary = text(document, summary.map(|&index| index as usize))?;
        let lead = text(document, 0..self.sentences.min(sentences))?;
        self.scores.push((self.best(&summary, references), self.best(&lead, references)));
        Ok(())
    }

    /// Number of documents.
    pub fn documents(&self) -> usize {
        self.scores.len()
    }

    /// Scores of the summaries.
    pub fn summaries(&self) -> Means {
        self.means(|(summary, _)| *summary)
    }

    /// Scores of the first sentences.
    pub fn leads(&self) -> Means {
        self.means(|(_, lead)| *lead)
    }

    /// What the mean of ROUGE-1 and ROUGE-2 gains over the lead, in points.
    pub fn gain(&self) -> Interval {
        let gains = self
            .scores
            .iter()
            .map(|(summary, lead)| 50.0 * (summary.one + summary.two - lead.one - lead.two));
        Interval::bootstrap(&gains.collect::<Vec<_>>())
    }

    fn means(&self, side: fn(&(RougeScores, RougeScores)) -> RougeScores) -> Means {
        let points = |of: fn(RougeScores) -> f64| {
            let points: Vec<_> = self.scores.iter().map(|pair| 100.0 * of(side(pair))).collect();
            Interval::bootstrap(&points)
        };
        Means {
            one: points(|scores| scores.one),
            two: points(|scores| scores.two),
            longest: points(|scores| scores.longest),
        }
    }

    /// Scores against the reference with the best mean of ROUGE-1 and ROUGE-2, the first of equals.
    fn best(&self, summary: &str, references: &[&str]) -> RougeScores {
        let scores = references.iter().map(|reference| self.rouge.score(summary, reference));
        scores
            .reduce(|best, other| if best.mean() < other.mean() { other } else { best })
            .unwrap_or_default()
    }
}

/// Some sentences of a document, with blanks between them.
fn text(document: &Document, indices: impl Iterator<Item = usize>) -> Result<String, MissingLayer> {
    let (tokens, sentences) = (document.layer::<Tokens>()?, document.layer::<Sentences>()?);
    let spans = indices.map(|index| sentences.span(index, tokens).range());
    Ok(spans.map(|range| &document.text()[range]).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use satz_core::{SentenceKind, Span, TokenKind};

    use super::*;

    /// `sentences` words that are sentences, the last of them the summary.
    fn document(text: &str) -> Document {
        let mut document = Document::new(text).unwrap();
        let (mut tokens, mut sentences) = (Tokens::default(), Sentences::default());
        let mut start = 0;
        for (end, word) in (1..).zip(text.split(' ')) {
            let length = u32::try_from(word.len()).unwrap();
            tokens.push(Span::new(start, start + length), TokenKind::Word);
            sentences.push(end, SentenceKind::Sentence);
            start += length + 1;
        }
        let mut summary = Summary::default();
        summary.push(u32::try_from(sentences.len() - 1).unwrap(), 1.0);
        document.insert(tokens).unwrap();
        document.insert(sentences).unwrap();
        document.insert(summary).unwrap();
        document
    }

    #[test]
    fn the_gain_is_the_difference_to_the_lead_in_points() {
        let mut evaluation = Evaluation::new(Rouge::default(), 1);
        evaluation.add(&document("Regen Schnee"), &["Hagel", "Schnee"]).unwrap();
        assert!((evaluation.summaries().one.mean - 100.0).abs() < 1e-9);
        assert!(evaluation.leads().one.mean.abs() < 1e-9);
        assert!((evaluation.gain().mean - 50.0).abs() < 1e-9, "there are no pairs of words");
    }

    #[test]
    fn a_document_without_a_summary_is_an_error() {
        let mut evaluation = Evaluation::new(Rouge::default(), 1);
        assert!(evaluation.add(&Document::new("Regen").unwrap(), &["Regen"]).is_err());
    }
}
