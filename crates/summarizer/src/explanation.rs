//! Why each sentence of a summary is there.

use crate::article::Article;
use crate::feature::{FEATURES, Feature, Features, Values};
use crate::profile::Profile;
use crate::summarizer::Scratch;
use crate::terms::Term;

/// The sentences of a summary with their reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// In text order.
    pub choices: Vec<Choice>,
}

/// One sentence of a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Index among the sentences of the text.
    pub sentence: usize,
    /// How much like an editor's summary it is expected to be on its own (ROUGE F1, 0 to 1).
    pub score: f32,
    /// What sets its words apart from those of the whole text, the strongest first.
    pub reasons: Vec<Reason>,
}

/// What one feature does to the words of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// The property of words.
    pub feature: Feature,
    /// Its mean over the words of the sentence.
    pub value: f32,
    /// What it adds to the log odds of a word, compared with the mean word of the text.
    pub contribution: f32,
}

impl Explanation {
    pub(crate) fn new(scratch: &Scratch, profile: &Profile) -> Self {
        let article = &scratch.article;
        let all = mean(article, article.vocabulary());
        let choices = scratch.selection.indices().map(|sentence| {
            let own = mean(article, article.words(&article.passages()[sentence]));
            let score = scratch.scores[sentence];
            Choice { sentence, score, reasons: reasons(&own, &all, &profile.weights()) }
        });
        Self { choices: choices.collect() }
    }
}

/// Mean features of some words of the prose.
#[expect(clippy::cast_precision_loss, reason = "a count of words")]
fn mean(article: &Article, terms: &[Term]) -> Values {
    let (features, mut sum) = (Features::new(article), [0.0; FEATURES]);
    for &term in terms {
        let values = features.of(term);
        sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
    }
    sum.map(|value| value / terms.len().max(1) as f32)
}

fn reasons(own: &Values, all: &Values, weights: &Values) -> Vec<Reason> {
    let mut reasons: Vec<_> = (0..FEATURES)
        .map(|index| Reason {
            feature: Feature::ALL[index],
            value: own[index],
            contribution: weights[index] * (own[index] - all[index]),
        })
        .filter(|reason| reason.contribution != 0.0)
        .collect();
    reasons.sort_by(|one, other| other.contribution.abs().total_cmp(&one.contribution.abs()));
    reasons
}
