//! Twice the text takes twice the time, whatever the text. Run it with `--release` for texts of
//! up to 10 MB.

#[path = "common/clock.rs"]
mod clock;

use satz_core::{Layer, Stage, Tokens};
use satz_tokenizer::Tokenizer;

/// Where doubling begins and ends, in bytes.
const SHORTEST: usize = 10_000;
const LONGEST: usize = if cfg!(debug_assertions) { 40_000 } else { 10_240_000 };

#[test]
fn hostile_text_takes_linear_time() {
    let patterns = [
        ("letters", "a"),
        ("capitals", "A"),
        ("umlauts", "ü"),
        ("digits", "1"),
        ("dots", "."),
        ("quotes", "\""),
        ("opening quotes", "„"),
        ("single quotes", "'"),
        ("apostrophes", "a'"),
        ("hyphens", "-"),
        ("compounds", "a-"),
        ("letters and dots", "a."),
        ("letters, dots, blanks", "a. "),
        ("words and dots", "ab."),
        ("numbers and dots", "1. "),
        ("numbers in groups", "1."),
        ("abbreviations", "bzw."),
        ("brackets", "(("),
        ("slashes", "a/"),
        ("colons", "a:"),
        ("underscores", "a_"),
        ("at signs", "a@"),
        ("dots and at signs", "a.@"),
        ("schemes", "a://"),
        ("addresses", "www."),
        ("plus signs", "a+"),
        ("number signs", "#"),
        ("faces", ":-"),
        ("marks", "a\u{308}"),
        ("orphan marks", " \u{308}"),
        ("joiners", "👩\u{200d}"),
        ("flags", "🇦"),
        ("blanks", " "),
        ("lines", "\n"),
        ("a dot and many blanks", "."),
    ];
    for (name, pattern) in patterns {
        for tokenizer in [Tokenizer::german(), Tokenizer::english()] {
            check(name, pattern, &tokenizer);
        }
    }
}

fn check(name: &str, pattern: &str, tokenizer: &Tokenizer) {
    let mut length = SHORTEST;
    while length < LONGEST {
        let text = |length| pattern.repeat(length / pattern.len());
        let (once, twice) = (text(length), text(length * 2));
        let mut tokens = (Tokens::default(), Tokens::default());
        let mut ratio = || {
            clock::ratio(
                || tokenize(tokenizer, &once, &mut tokens.0),
                || tokenize(tokenizer, &twice, &mut tokens.1),
            )
        };
        let linear = (0..3).any(|_| ratio() < 2.5);
        assert!(linear, "{name}: twice {length} bytes take over 2.5 times as long");
        length *= 2;
    }
}

fn tokenize(tokenizer: &Tokenizer, text: &str, tokens: &mut Tokens) {
    tokens.clear();
    tokenizer.annotate(text, (), tokens).expect("the text is short");
}
