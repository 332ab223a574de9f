//! Twice the text takes twice the time, whatever the text. Run it with `--release` for texts of
//! up to 10 MB.

#[path = "../../tokenizer/tests/common/clock.rs"]
mod clock;
mod common;

use common::text_and_tokens;
use satz_core::{Layer, Sentences, Stage, Tokens};
use satz_sentences::SentenceSplitter;

/// Where doubling begins and ends, in bytes.
const SHORTEST: usize = 10_000;
const LONGEST: usize = if cfg!(debug_assertions) { 40_000 } else { 10_240_000 };

#[test]
fn hostile_text_takes_linear_time() {
    let patterns = [
        ("one endless token", "a"),
        ("one endless sentence", "a "),
        ("capitals", "Ab "),
        ("dots", ". "),
        ("an endless run of marks", "!"),
        ("quotes", "\""),
        ("unbalanced quotes", "„A. "),
        ("closing quotes", "a.“"),
        ("brackets", "(("),
        ("closing brackets", "))"),
        ("references", "[1]"),
        ("dashes", "- "),
        ("abbreviations", "a_. "),
        ("ordinals", "1_. "),
        ("lines", "a\n"),
        ("blank lines", "a\n\n"),
        ("lines without end", "ab ab\nAb "),
        ("headings", "Ab\n\n"),
        ("emoji", "😀 "),
    ];
    for splitter in [SentenceSplitter::german(), SentenceSplitter::english()] {
        for (name, pattern) in patterns {
            check(name, pattern, &splitter);
        }
    }
}

fn check(name: &str, pattern: &str, splitter: &SentenceSplitter) {
    let mut length = SHORTEST;
    while length < LONGEST {
        let input = |length| text_and_tokens(&pattern.repeat(length / pattern.len()));
        let (once, twice) = (input(length), input(length * 2));
        let mut sentences = (Sentences::default(), Sentences::default());
        let mut ratio = || {
            clock::ratio(
                || split(splitter, &once, &mut sentences.0),
                || split(splitter, &twice, &mut sentences.1),
            )
        };
        let linear = (0..3).any(|_| ratio() < 2.5);
        assert!(linear, "{name}: twice {length} bytes take over 2.5 times as long");
        length *= 2;
    }
}

fn split(splitter: &SentenceSplitter, input: &(String, Tokens), sentences: &mut Sentences) {
    sentences.clear();
    splitter.annotate(&input.0, &input.1, sentences).expect("the text is short");
}
