//! Twice the text takes twice the time, whatever the text.

use std::time::{Duration, Instant};

use satz_core::{Layer, Stage, Tokens};
use satz_tokenizer::Tokenizer;

/// Where doubling begins and ends, in bytes.
const SHORTEST: usize = 10_000;
const LONGEST: usize = if cfg!(debug_assertions) { 160_000 } else { 10_240_000 };

/// Runs shorter than this are noise.
const MEASURABLE: Duration = Duration::from_millis(2);

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
        // Another process may have come between, so a bad ratio is measured again.
        let ratio = (0..5).map(|_| ratio(pattern, length, tokenizer)).find(|&it| it < 2.5);
        assert!(ratio.is_some(), "{name}: twice {length} bytes take over 2.5 times as long");
        length *= 2;
    }
}

/// How much longer twice the length takes.
fn ratio(pattern: &str, length: usize, tokenizer: &Tokenizer) -> f64 {
    let (once, twice) = (time(pattern, length, tokenizer), time(pattern, length * 2, tokenizer));
    if once < MEASURABLE { 0.0 } else { twice.as_secs_f64() / once.as_secs_f64() }
}

/// The shortest time of some runs, which says most on a busy machine.
fn time(pattern: &str, length: usize, tokenizer: &Tokenizer) -> Duration {
    let text = pattern.repeat(length / pattern.len());
    let mut tokens = Tokens::default();
    let mut run = || {
        tokens.clear();
        let start = Instant::now();
        tokenizer.annotate(&text, (), &mut tokens).expect("the text is short");
        start.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}
