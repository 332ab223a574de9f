//! What holds for every text.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use std::sync::LazyLock;

use common::document;
use proptest::prelude::*;
use satz_core::{Document, SentenceKind, Sentences, Summary};
use satz_summarizer::{Algorithm, Budget, Summarizer};

static GERMAN: LazyLock<Summarizer> = LazyLock::new(Summarizer::german);

fn summary(document: &mut Document, summarizer: &Summarizer) -> Summary {
    document.apply(summarizer).unwrap();
    document.layer::<Summary>().unwrap().clone()
}

/// Lines of words that play a part, of other words and of signs.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Er",
        "Dabei",
        "sei",
        "sagte",
        "Wien",
        "Mur",
        "die",
        "Das",
        "–",
        "(",
        ")",
        "APA",
        "\"",
        "„",
        "“",
        ".",
        "?",
        ":",
        "Foto",
        "@graz",
        "2026",
        "US-Präsident",
        "überflutet",
        "Regen",
        "ich",
    ]);
    let words = prop::collection::vec(
        prop_oneof![9 => word.prop_map(str::to_owned), 1 => "\\PC{1,6}"],
        1..14,
    );
    let line = (prop::bool::weighted(0.2), words).prop_map(|(is_heading, words)| {
        let mark = if is_heading { "# " } else { "" };
        format!("{mark}{}", words.join(" "))
    });
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

fn budget() -> impl Strategy<Value = Budget> {
    prop_oneof![
        (0_usize..9).prop_map(Budget::Sentences),
        (0_usize..99).prop_map(Budget::Words),
        (0_usize..999).prop_map(Budget::Characters),
        any::<f32>().prop_map(Budget::Share),
    ]
}

proptest! {
    #[test]
    fn a_summary_is_never_empty_and_in_order(
        text in text(),
        budget in budget(),
        algorithm in prop::sample::select(&Algorithm::ALL[..]),
    ) {
        let mut document = document(&text);
        let summarizer = GERMAN.clone().with_budget(budget).with_algorithm(algorithm);
        let summary = summary(&mut document, &summarizer);
        let sentences = document.layer::<Sentences>().unwrap();
        prop_assert_eq!(summary.is_empty(), sentences.is_empty());
        prop_assert!(summary.scores().iter().all(|score| score.is_finite()));
        let is_heading =
            |index: &&u32| sentences.kinds()[**index as usize] == SentenceKind::Heading;
        if sentences.kinds().contains(&SentenceKind::Sentence) {
            prop_assert_eq!(summary.sentences().iter().filter(is_heading).count(), 0);
        }
        if let Budget::Sentences(most) = budget {
            prop_assert!(summary.len() <= most.max(1));
        }
        prop_assert_eq!(summarizer.explain(&document).unwrap().choices.len(), summary.len());
    }

    #[test]
    fn the_texts_before_make_no_difference(one in text(), other in text()) {
        let summarizer = GERMAN.clone();
        let fresh = summary(&mut document(&one), &GERMAN.clone());
        summary(&mut document(&other), &summarizer);
        prop_assert_eq!(summary(&mut document(&one), &summarizer), fresh);
    }
}
