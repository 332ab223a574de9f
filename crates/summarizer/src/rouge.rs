//! ROUGE: how much of a reference summary another summary has.

use std::fmt;
use std::hash::Hash;

use foldhash::HashMap;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// F1 of ROUGE-1, ROUGE-2 and ROUGE-L, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RougeScores {
    /// Words in common.
    pub one: f64,
    /// Pairs of neighbouring words in common.
    pub two: f64,
    /// Longest common subsequence of words.
    pub longest: f64,
}

impl RougeScores {
    /// Mean of ROUGE-1 and ROUGE-2, the figure that summaries are trained for.
    pub fn mean(self) -> f64 {
        f64::midpoint(self.one, self.two)
    }
}

/// A way to compare summaries by their words.
///
/// C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004), over lower-cased
/// Unicode words. The usual implementation takes ASCII letters only and cuts German words at
/// their umlauts.
///
/// # Example
/// ```
/// use satz_summarizer::Rouge;
///
/// let scores = Rouge::default().score("Der Rat tagt.", "Der Rat tagte.");
/// assert!((scores.one - 2.0 / 3.0).abs() < 1e-9);
/// assert!((scores.two - 1.0 / 2.0).abs() < 1e-9);
///
/// let scores = Rouge::german_stems().score("Der Rat tagt.", "Der Rat tagte.");
/// assert!((scores.one - 1.0).abs() < 1e-9);
/// ```
#[derive(Default)]
pub struct Rouge {
    stemmer: Option<Stemmer>,
}

impl fmt::Debug for Rouge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rouge").field("stems", &self.stemmer.is_some()).finish()
    }
}

impl Rouge {
    /// Compares the stems of words, by the Snowball stemmer for German.
    pub fn german_stems() -> Self {
        Self { stemmer: Some(Stemmer::create(Algorithm::German)) }
    }

    /// Compares the stems of words, by the Snowball stemmer for English.
    pub fn english_stems() -> Self {
        Self { stemmer: Some(Stemmer::create(Algorithm::English)) }
    }

    /// The words of a text as they are compared.
    pub fn words(&self, text: &str) -> Vec<String> {
        let lower = text.nfc().collect::<String>().to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric() && c != '_');
        let words = words.filter(|word| !word.is_empty());
        match &self.stemmer {
            Some(stemmer) => words.map(|word| stemmer.stem(word).into_owned()).collect(),
            None => words.map(str::to_owned).collect(),
        }
    }

    /// Compares a summary with a reference.
    pub fn score(&self, summary: &str, reference: &str) -> RougeScores {
        let (summary, reference) = (self.words(summary), self.words(reference));
        RougeScores { longest: longest(&summary, &reference), ..overlap(&summary, &reference) }
    }
}

/// ROUGE-1 and ROUGE-2 of words or of anything that stands for words.
pub(crate) fn overlap<W: Hash + Eq>(summary: &[W], reference: &[W]) -> RougeScores {
    let pairs = |words: &[W]| words.len().saturating_sub(1);
    RougeScores {
        one: f1(common(summary.iter(), reference.iter()), summary.len(), reference.len()),
        two: f1(common(summary.windows(2), reference.windows(2)), pairs(summary), pairs(reference)),
        longest: 0.0,
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of words")]
fn f1(common: usize, summary: usize, reference: usize) -> f64 {
    if common == 0 { 0.0 } else { 2.0 * common as f64 / (summary + reference) as f64 }
}

/// Size of the intersection, each item as often as both have it.
fn common<I: Hash + Eq>(
    summary: impl Iterator<Item = I>,
    reference: impl Iterator<Item = I>,
) -> usize {
    let mut open: HashMap<I, usize> = HashMap::default();
    reference.for_each(|item| *open.entry(item).or_default() += 1);
    let found = summary.filter(|item| match open.get_mut(item) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    found.count()
}

/// ROUGE-L: F1 of the longest common subsequence.
fn longest<W: Eq>(summary: &[W], reference: &[W]) -> f64 {
    let mut lengths = vec![0; reference.len() + 1];
    for word in summary {
        let mut diagonal = 0;
        for (index, other) in reference.iter().enumerate() {
            let above = lengths[index + 1];
            let here = if word == other { diagonal + 1 } else { above.max(lengths[index]) };
            lengths[index + 1] = here;
            diagonal = above;
        }
    }
    f1(lengths[reference.len()], summary.len(), reference.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_unicode_words_in_lower_case() {
        let cases = [
            ("Ölpreis: 3,5 Prozent!", vec!["ölpreis", "3", "5", "prozent"]),
            ("O\u{308}l", vec!["öl"]),
            ("snake_case", vec!["snake_case"]),
            ("– … –", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(Rouge::default().words(text), expected, "{text}");
        }
    }

    #[test]
    fn scores_by_hand() {
        let cases = [
            ("the same", "a b c", "a b c", [1.0, 1.0, 1.0]),
            ("nothing in common", "a b", "c d", [0.0, 0.0, 0.0]),
            ("other order", "b a", "a b", [1.0, 0.0, 0.5]),
            ("a word counts once for once", "a a a", "a b", [0.4, 0.0, 0.4]),
            ("a gap", "a x b", "a b", [0.8, 0.0, 0.8]),
            ("empty summary", "", "a", [0.0, 0.0, 0.0]),
            ("empty reference", "a", "", [0.0, 0.0, 0.0]),
        ];
        for (name, summary, reference, expected) in cases {
            let RougeScores { one, two, longest } = Rouge::default().score(summary, reference);
            let scores = [one, two, longest];
            let near = scores.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-9);
            assert!(near, "{name}: {scores:?}");
        }
    }
}
