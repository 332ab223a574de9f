//! Precision, recall and F1 of recognized entities.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use satz_core::{Counts, Form};

use crate::germeval;

/// The comparison of predicted tags with gold tags, sentence by sentence.
///
/// An entity is right if its first and last token and its label, form included, are right: the
/// measure of CoNLL-2003 and of GermEval 2014's outer layer. The `MISC` of the one and the `OTH` of
/// the other are the same label, and are counted as `OTH`.
///
/// # Example
/// ```
/// use satz_entities::Evaluation;
///
/// let mut evaluation = Evaluation::default();
/// evaluation.add(&["B-PER", "I-PER", "O", "B-LOC"], &["B-PER", "I-PER", "O", "B-ORG"]);
/// assert_eq!(evaluation.total().f1(), 50.0);
/// assert_eq!(evaluation.confusions().next(), Some((Some("LOC"), Some("ORG"), 1)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evaluation {
    labels: BTreeMap<String, Counts>,
    confusions: BTreeMap<(Option<String>, Option<String>), usize>,
}

impl Evaluation {
    /// Compares the tags of one sentence.
    pub fn add<G: AsRef<str>, P: AsRef<str>>(&mut self, gold: &[G], predicted: &[P]) {
        let (gold, predicted) = (entities(gold), entities(predicted));
        for (span, label) in &gold {
            let counts = self.counts_of(label);
            counts.gold += 1;
            counts.right += usize::from(predicted.get(span) == Some(label));
        }
        for label in predicted.values() {
            self.counts_of(label).predicted += 1;
        }
        let spans: BTreeSet<_> = gold.keys().chain(predicted.keys()).collect();
        for (gold, predicted) in spans.into_iter().map(|span| (gold.get(span), predicted.get(span)))
        {
            if gold != predicted {
                let owned = |label: Option<&&str>| label.map(|label| (*label).to_owned());
                *self.confusions.entry((owned(gold), owned(predicted))).or_default() += 1;
            }
        }
    }

    fn counts_of(&mut self, label: &str) -> &mut Counts {
        if !self.labels.contains_key(label) {
            self.labels.insert(label.to_owned(), Counts::default());
        }
        self.labels.get_mut(label).expect("it was inserted above")
    }

    /// The counts of each label as the data write it (`LOC`, `LOCderiv`), sorted by name.
    pub fn labels(&self) -> impl Iterator<Item = (&str, Counts)> {
        self.labels.iter().map(|(label, counts)| (label.as_str(), *counts))
    }

    /// The counts of all labels together.
    pub fn total(&self) -> Counts {
        self.labels.values().copied().sum()
    }

    /// The counts of whole names: without GermEval's derived words and parts of compounds.
    pub fn names(&self) -> Counts {
        let is_name = |label: &str| germeval::parse(label).1 == Form::Name;
        self.labels().filter(|(label, _)| is_name(label)).map(|(_, counts)| counts).sum()
    }

    /// Gold label, predicted label and how often they met at the same tokens while different;
    /// `None` where one side has no entity there. Most frequent first.
    pub fn confusions(&self) -> impl Iterator<Item = (Option<&str>, Option<&str>, usize)> {
        let mut sorted: Vec<_> = self.confusions.iter().collect();
        sorted.sort_by_key(|(labels, count)| (std::cmp::Reverse(**count), *labels));
        sorted
            .into_iter()
            .map(|((gold, predicted), count)| (gold.as_deref(), predicted.as_deref(), *count))
    }
}

/// The token ranges of a sentence's entities with their labels.
fn entities<T: AsRef<str>>(tags: &[T]) -> BTreeMap<(usize, usize), &str> {
    let entity =
        |(range, label): (Range<usize>, _)| ((range.start, range.end), germeval::spelled(label));
    spans(tags).map(entity).collect()
}

/// The entities that a sequence of IOB2 tags spells: token ranges and labels.
///
/// An inner tag that continues nothing begins an entity.
pub fn spans<T: AsRef<str>>(tags: &[T]) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let begins = |tag: &T| tag.as_ref() != "O";
        start += tags[start..].iter().position(begins)?;
        let label = tags[start].as_ref().get(2..).unwrap_or_default();
        let continues = |tag: &T| tag.as_ref().strip_prefix("I-") == Some(label);
        let length = 1 + tags[start + 1..].iter().take_while(|tag| continues(tag)).count();
        let range = start..start + length;
        start = range.end;
        Some((range, label))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_tag_sequences() {
        let cases = [
            (vec!["O", "B-PER", "I-PER", "O"], vec![(1..3, "PER")]),
            (vec!["B-PER", "B-PER"], vec![(0..1, "PER"), (1..2, "PER")]),
            (vec!["B-PER", "I-LOC"], vec![(0..1, "PER"), (1..2, "LOC")]),
            (vec!["I-PER", "I-PER"], vec![(0..2, "PER")]),
            (vec!["O"], vec![]),
            (vec![], vec![]),
        ];
        for (tags, expected) in cases {
            assert_eq!(spans(&tags).collect::<Vec<_>>(), expected, "{tags:?}");
        }
    }

    #[test]
    fn counts_by_label_and_of_names() {
        let mut evaluation = Evaluation::default();
        evaluation.add(&["B-LOC", "O", "B-LOCderiv"], &["B-LOC", "B-PER", "O"]);
        let counts: Vec<_> = evaluation.labels().collect();
        assert_eq!(counts[0], ("LOC", Counts { right: 1, predicted: 1, gold: 1 }));
        assert_eq!(counts[1], ("LOCderiv", Counts { right: 0, predicted: 0, gold: 1 }));
        assert_eq!(evaluation.names(), Counts { right: 1, predicted: 2, gold: 1 });
        assert_eq!(evaluation.total(), Counts { right: 1, predicted: 2, gold: 2 });
    }

    #[test]
    fn miscellaneous_names_have_one_label() {
        let mut evaluation = Evaluation::default();
        evaluation.add(&["B-MISC", "B-OTH"], &["B-OTH", "B-MISC"]);
        let counts = Counts { right: 2, predicted: 2, gold: 2 };
        assert_eq!(evaluation.labels().collect::<Vec<_>>(), [("OTH", counts)]);
    }

    #[test]
    fn nothing_is_no_division_by_zero() {
        assert!(Evaluation::default().total().f1().abs() < f64::EPSILON);
    }
}
