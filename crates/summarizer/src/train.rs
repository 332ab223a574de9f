//! Training the weights of the features.

use satz_core::{Document, MissingLayer};

use crate::budget::Budget;
use crate::example::Example;
use crate::feature::Values;
use crate::language::Language;
use crate::logistic;
use crate::profile::Profile;

/// Articles with reference summaries, to train weights by and to measure them.
///
/// A word of the article is an example, and whether a reference has it is the outcome: a hundred
/// thousand small questions are a better guide than a few hundred whole summaries.
///
/// # Example
/// ```
/// use satz_summarizer::{Budget, Trainer};
///
/// let trainer = Trainer::german(Budget::Sentences(3));
/// // trainer.add(&document, &["Was die Redaktion über den Artikel schrieb."])?; and so on
/// assert!(trainer.lead_scores().is_empty());
/// ```
#[derive(Debug)]
pub struct Trainer {
    language: Language,
    budget: Budget,
    examples: Vec<Example>,
}

impl Trainer {
    /// For summaries of German texts within `budget`.
    pub fn german(budget: Budget) -> Self {
        Self { language: Language::german(), budget, examples: Vec::new() }
    }

    /// For summaries of English texts within `budget`.
    pub fn english(budget: Budget) -> Self {
        Self { language: Language::english(), budget, examples: Vec::new() }
    }

    /// The same articles for summaries within another budget.
    pub fn within(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }

    /// Adds an article with its tokens and sentences, best also with its entities and its title.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layers `tokens` and `sentences`.
    pub fn add(&mut self, document: &Document, references: &[&str]) -> Result<(), MissingLayer> {
        self.examples.push(Example::new(document, references, &self.language)?);
        Ok(())
    }

    /// `profile` with the weights of words that the articles teach.
    pub fn train(&self, profile: &Profile) -> Profile {
        fit(self.examples.iter(), profile)
    }

    /// Scores of the summaries by `profile`, one for each article: the mean of ROUGE-1 and
    /// ROUGE-2, from 0 to 1.
    pub fn scores(&self, profile: &Profile) -> Vec<f64> {
        self.examples.iter().map(|example| example.score(profile, self.budget)).collect()
    }

    /// Scores of the first sentences, headings among them, one for each article.
    pub fn lead_scores(&self) -> Vec<f64> {
        self.examples.iter().map(|example| example.lead(self.budget)).collect()
    }

    /// Scores of each article by weights that were trained without it, in `folds` parts.
    pub fn cross_validate(&self, profile: &Profile, folds: usize) -> Vec<f64> {
        let mut scores = vec![0.0; self.examples.len()];
        for fold in 0..folds {
            let in_fold = |index: &usize| index % folds == fold;
            let others = (0..scores.len()).filter(|index| !in_fold(index));
            let profile = fit(others.map(|index| &self.examples[index]), profile);
            for index in (0..scores.len()).filter(in_fold) {
                scores[index] = self.examples[index].score(&profile, self.budget);
            }
        }
        scores
    }
}

fn fit<'e>(examples: impl Iterator<Item = &'e Example>, profile: &Profile) -> Profile {
    let words: Vec<(Values, bool)> =
        examples.flat_map(|example| example.words().iter().copied()).collect();
    profile.with_weights(&logistic::fit(&words))
}
