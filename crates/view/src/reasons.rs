//! Why a sentence is in the summary: how its words differ from those of the whole text.

use maud::{Markup, html};
use satz_driver::summarizer::{Choice, Feature, Reason};

/// Reasons that a note beside the text has room for.
const IN_A_NOTE: usize = 5;
/// What adds less is shown as nothing, and says nothing.
const SMALLEST: f32 = 0.005;

/// The strongest reasons, one a line, for the note that a sentence shows in the text.
pub(crate) fn note(number: usize, choice: Option<&Choice>) -> String {
    let mut lines = vec![format!("Sentence {number} of the summary")];
    let reasons = choice.into_iter().flat_map(notable).take(IN_A_NOTE);
    lines.extend(reasons.map(|reason| format!("{} {}", signed(reason), words(reason.feature))));
    lines.join("\n")
}

/// All reasons, with what each adds to the score.
pub(crate) fn list(choice: &Choice) -> Markup {
    html! {
        details.why {
            summary { "Why? " span.score { "Score " (format!("{:.2}", choice.score)) } }
            p { "Its words, compared with those of the whole text:" }
            ul {
                @for reason in notable(choice) {
                    li class=(if reason.contribution > 0.0 { "for" } else { "against" }) {
                        span.score { (signed(reason)) } " " (words(reason.feature))
                    }
                }
            }
        }
    }
}

fn notable(choice: &Choice) -> impl Iterator<Item = &Reason> {
    choice.reasons.iter().filter(|reason| reason.contribution.abs() >= SMALLEST)
}

fn signed(reason: &Reason) -> String {
    let sign = if reason.contribution < 0.0 { '−' } else { '+' };
    format!("{sign}{:.2}", reason.contribution.abs())
}

/// The name of a property as words.
fn words(feature: Feature) -> String {
    feature.to_string().replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_reasons_are_told_with_their_signs() {
        let reason = |contribution| Reason { feature: Feature::Title, value: 1.0, contribution };
        let choice =
            Choice { sentence: 0, score: 0.5, reasons: [0.25, -0.125, 0.001].map(reason).to_vec() };
        let expected = "Sentence 2 of the summary\n+0.25 title\n−0.12 title";
        assert_eq!(note(2, Some(&choice)), expected);
        assert_eq!(note(1, None), "Sentence 1 of the summary");
    }
}
