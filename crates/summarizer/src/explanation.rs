//! Why each sentence of a summary is there.

use crate::feature::Feature;
use crate::profile::Profile;
use crate::summarizer::Scratch;

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
    /// Sum of the contributions of its reasons.
    pub score: f32,
    /// What speaks for it and against it, the strongest first.
    pub reasons: Vec<Reason>,
}

/// What one feature does to a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// The property of the sentence.
    pub feature: Feature,
    /// How much of it the sentence has, for most between 0 and 1.
    pub value: f32,
    /// Value times weight.
    pub contribution: f32,
}

impl Explanation {
    pub(crate) fn new(scratch: &Scratch, profile: &Profile) -> Self {
        let choices = scratch.selection.indices().map(|sentence| Choice {
            sentence,
            score: scratch.scores[sentence],
            reasons: reasons(scratch, sentence, profile),
        });
        Self { choices: choices.collect() }
    }
}

fn reasons(scratch: &Scratch, sentence: usize, profile: &Profile) -> Vec<Reason> {
    let weights = profile.row().into_iter().zip(scratch.rows[sentence]);
    let all = Feature::ALL.into_iter().zip(weights).map(|(feature, (weight, value))| Reason {
        feature,
        value,
        contribution: weight * value,
    });
    let mut reasons: Vec<_> = all.filter(|reason| reason.contribution != 0.0).collect();
    reasons.sort_by(|one, other| other.contribution.abs().total_cmp(&one.contribution.abs()));
    reasons
}
