//! Why a sentence is in the summary, in words.

use maud::{Markup, html};
use satz_driver::summarizer::{Choice, Feature, Reason};

/// Reasons that a note beside the text has room for.
const IN_A_NOTE: usize = 5;

/// The strongest reasons, one a line, for the note that a sentence shows in the text.
pub(crate) fn note(number: usize, choice: Option<&Choice>) -> String {
    let mut lines = vec![format!("Sentence {number} of the summary")];
    let reasons = choice.iter().flat_map(|choice| &choice.reasons).take(IN_A_NOTE);
    lines.extend(reasons.map(|reason| format!("{} {}", signed(reason), words(reason.feature))));
    lines.join("\n")
}

/// All reasons, with what each adds to the score.
pub(crate) fn list(choice: &Choice) -> Markup {
    html! {
        details.why {
            summary { "Why? " span.score { "score " (format!("{:.2}", choice.score)) } }
            ul {
                @for reason in &choice.reasons {
                    li class=(if reason.contribution > 0.0 { "for" } else { "against" }) {
                        span.score { (signed(reason)) } " " (words(reason.feature))
                    }
                }
            }
        }
    }
}

fn signed(reason: &Reason) -> String {
    let sign = if reason.contribution < 0.0 { '−' } else { '+' };
    format!("{sign}{:.2}", reason.contribution.abs())
}

fn words(feature: Feature) -> &'static str {
    match feature {
        Feature::Lead => "first sentence of the text",
        Feature::Top => "one of the first three sentences",
        Feature::Early => "comes early",
        Feature::Late => "comes late",
        Feature::Paragraph => "opens a paragraph",
        Feature::Title => "repeats the title",
        Feature::Headings => "repeats a heading",
        Feature::Keywords => "has keywords of the text",
        Feature::Density => "most of its words are keywords",
        Feature::Centrality => "resembles the text as a whole",
        Feature::Echo => "repeats the first sentence",
        Feature::Names => "has names that the text keeps mentioning",
        Feature::Length => "length",
        Feature::Long => "is long",
        Feature::Short => "is short",
        Feature::Question => "is a question",
        Feature::Quotation => "has a quotation",
        Feature::FirstPerson => "speaks as “I” or “we”",
        Feature::Dated => "has a date or a day",
        Feature::Number => "has a number",
        Feature::Reports => "names its source",
        Feature::Connects => "is tied to the sentence before",
        Feature::Leans => "needs the sentence before",
        Feature::Query => "answers the query",
    }
}
