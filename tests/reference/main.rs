//! Slow, obvious stages, and the real ones against them: on random German, and on news of the
//! fixtures with words taken out, put in and changed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod lists;
mod news;
mod sentences;
mod tokens;

use std::sync::LazyLock;

use proptest::prelude::*;
use satz_driver::{Document, SentenceRef, SentenceSplitter, TokenRef, Tokenizer};

static STAGES: LazyLock<(Tokenizer, SentenceSplitter)> =
    LazyLock::new(|| (Tokenizer::german(), SentenceSplitter::german()));

fn segmented(text: &str) -> Document {
    let (tokenizer, splitter) = &*STAGES;
    let mut document = Document::new(text).unwrap();
    document.apply(tokenizer).unwrap();
    document.apply(splitter).unwrap();
    document
}

/// The tokens of `text`, separated by blanks.
fn with_blanks(text: &str) -> String {
    let document = segmented(text);
    let forms: Vec<_> = document.tokens().unwrap().map(TokenRef::text).collect();
    forms.join(" ")
}

/// The sentences of `text`, separated by line breaks, which they have none of.
fn with_lines(text: &str) -> String {
    let document = segmented(text);
    let sentences: Vec<_> = document.sentences().unwrap().map(SentenceRef::text).collect();
    sentences.join("\n")
}

#[test]
fn the_references_read_german() {
    let text = "Am 24. Mai traf Dr. Huber den US-Präsidenten. Er sagte „Nein!“ und ging. (Es \
                regnete.) Sie blieb bei Tante usw. Danach";
    let tokens = "Am 24. Mai traf Dr. Huber den US-Präsidenten . Er sagte „ Nein ! “ und ging . ( \
                  Es regnete . ) Sie blieb bei Tante usw. Danach";
    let sentences = "Am 24. Mai traf Dr. Huber den US-Präsidenten.\nEr sagte „Nein!“ und ging.\n(Es \
                     regnete.)\nSie blieb bei Tante usw.\nDanach";
    assert_eq!(tokens::reference(text), tokens);
    assert_eq!(sentences::reference(&segmented(text)), sentences);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn tokens_of_random_german_are_those_of_the_reference(text in news::random(news::GAPS)) {
        prop_assert_eq!(with_blanks(&text), tokens::reference(&text), "{:?}", text);
    }

    #[test]
    fn tokens_of_mutated_news_are_those_of_the_reference(text in news::mutated(news::GAPS)) {
        prop_assert_eq!(with_blanks(&text), tokens::reference(&text), "{:?}", text);
    }

    #[test]
    fn sentences_of_random_german_are_those_of_the_reference(text in news::random(news::NO_LINES)) {
        prop_assert_eq!(with_lines(&text), sentences::reference(&segmented(&text)), "{:?}", text);
    }

    #[test]
    fn sentences_of_mutated_news_are_those_of_the_reference(text in news::mutated(news::NO_LINES)) {
        prop_assert_eq!(with_lines(&text), sentences::reference(&segmented(&text)), "{:?}", text);
    }
}
