//! A slow, obvious tokenizer for plain German text, and the real one against it.
//!
//! It reads characters, not bytes, asks `char` for classes, not tables, and looks everything up
//! in short lists. It knows words, compounds, numbers, ordinals, abbreviations and marks, but no
//! addresses, faces or pictographs.

mod common;

use proptest::prelude::*;
use satz_tokenizer::Tokenizer;

const ABBREVIATIONS: [&str; 6] = ["Dr", "bzw", "usw", "vgl", "Mio", "Prof"];
const ORDINAL_CONTEXTS: [&str; 6] = ["am", "dem", "vom", "der", "Am", "Der"];
const STARTERS: [&str; 4] = ["Der", "Es", "Am", "Danach"];

/// The tokens of `text`, separated by blanks.
fn reference(text: &str) -> String {
    let mut tokens: Vec<String> = Vec::new();
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < characters.len() {
        let first = characters[at];
        let end = if first.is_whitespace() {
            at += 1;
            continue;
        } else if first.is_alphabetic() {
            word(&characters, at)
        } else if first.is_numeric() {
            number(&characters, at, tokens.last(), at == 0 || gap(&characters, at).contains('\n'))
        } else if matches!(first, '.' | '…') {
            run(&characters, at, |it| matches!(it, '.' | '…'))
        } else if matches!(first, '–' | '-') {
            run(&characters, at, |it| it == first)
        } else {
            at + 1
        };
        tokens.push(characters[at..end].iter().collect());
        at = end;
    }
    tokens.join(" ")
}

fn run(characters: &[char], at: usize, belongs: impl Fn(char) -> bool) -> usize {
    at + characters[at..].iter().take_while(|&&it| belongs(it)).count()
}

fn letters(characters: &[char], at: usize) -> usize {
    run(characters, at, char::is_alphanumeric)
}

fn char_at(characters: &[char], at: usize) -> char {
    characters.get(at).copied().unwrap_or(' ')
}

/// The white space before `at`.
fn gap(characters: &[char], at: usize) -> String {
    characters[..at].iter().rev().take_while(|it| it.is_whitespace()).collect()
}

/// The end of the word at `at`, with what hyphens connect to it, and its dot.
fn word(characters: &[char], at: usize) -> usize {
    let mut end = letters(characters, at);
    while char_at(characters, end) == '-' {
        let next = char_at(characters, end + 1);
        if next.is_alphanumeric() {
            end = letters(characters, end + 1);
        } else {
            let cut_off = next.is_whitespace() || matches!(next, ',' | ')');
            return end + usize::from(cut_off && char_at(characters, end - 1) != '-');
        }
    }
    let form: String = characters[at..end].iter().collect();
    let dots = run(characters, end, |it| it == '.') - end;
    let keeps = ABBREVIATIONS.contains(&form.as_str());
    let short = form.len() <= 8 && matches!(char_at(characters, end + 1), ',' | ':' | ';');
    let one = dots == 1 && (keeps || short);
    end + usize::from(one || keeps && matches!(dots, 2 | 4))
}

/// The end of the number at `at`, with its dot if it is an ordinal.
fn number(characters: &[char], at: usize, before: Option<&String>, begins_line: bool) -> usize {
    let end = run(characters, at, char::is_numeric);
    if char_at(characters, end) != '.' || end - at > 3 {
        return end;
    }
    let next = run(characters, end + 1, char::is_whitespace);
    let blank_line = characters[end + 1..next].iter().filter(|&&it| it == '\n').count() > 1;
    let word: String =
        characters[next.min(characters.len())..letters(characters, next)].iter().collect();
    // What stands on the same line.
    let before = before.filter(|_| gap(characters, at).chars().all(|it| it == ' '));
    let context = begins_line
        || before.is_some_and(|it| {
            let dotted = it.ends_with('.') && (it == "." || it.starts_with(char::is_numeric));
            dotted || ORDINAL_CONTEXTS.contains(&it.as_str())
        });
    let noun = before
        .is_some_and(|it| it.starts_with(char::is_uppercase) && !STARTERS.contains(&it.as_str()));
    let month = word.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
        && char_at(characters, letters(characters, next)) == '.'
        && letters(characters, next) - at <= 7;
    let ordinal = match char_at(characters, end + 1) {
        ',' => true,
        ')' => char_at(characters, at.wrapping_sub(1)) == '(',
        '.' | ':' | ';' | '!' | '?' | '"' => false,
        _ if blank_line || word.is_empty() => context,
        _ if word.starts_with(char::is_numeric) => context || month,
        _ if word.starts_with(char::is_lowercase) => true,
        _ => context || !noun && !STARTERS.contains(&word.as_str()),
    };
    end + usize::from(ordinal)
}

/// Plain text: words, numbers and marks with at most one blank between them.
fn plain() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(&ABBREVIATIONS[..]).prop_map(str::to_owned),
        prop::sample::select(&ORDINAL_CONTEXTS[..]).prop_map(str::to_owned),
        prop::sample::select(&STARTERS[..]).prop_map(str::to_owned),
        "[a-zäöüß]{12,14}",
        "[A-ZÄÖÜ][a-zäöüß]{11,13}",
        "[A-ZÄÖÜ][a-zäöüß]{11,13}-[A-ZÄÖÜ][a-zäöüß]{11,13}",
        "[A-ZÄÖÜ][a-zäöüß]{11,13}-",
        "[0-9]{1,5}",
    ];
    let mark = prop_oneof![
        Just(""),
        Just("."),
        Just(","),
        Just("..."),
        Just("…"),
        Just("!"),
        Just("?"),
        Just("!!"),
        Just("“"),
        Just("\""),
        Just(")"),
        Just(";"),
        Just(".“"),
        Just(".,"),
        Just(". –"),
    ];
    let blank = prop_oneof![4 => Just(" "), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just("  ")];
    let opening = prop_oneof![6 => Just(""), 1 => Just("„"), 1 => Just("("), 1 => Just("\"")];
    let piece = (opening, word, mark, blank);
    prop::collection::vec(piece, 0..20).prop_map(|pieces| {
        pieces
            .iter()
            .flat_map(|(open, word, mark, blank)| [open, word.as_str(), mark, blank])
            .collect()
    })
}

#[test]
fn the_reference_reads_german() {
    let text = "Am 24. Mai traf Dr. Huber den US-Präsidenten. Ein- und Ausgang … bzw. nicht!";
    let expected = "Am 24. Mai traf Dr. Huber den US-Präsidenten . Ein- und Ausgang … bzw. nicht !";
    assert_eq!(reference(text), expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5000))]

    #[test]
    fn the_tokenizer_agrees_with_the_reference(text in plain()) {
        prop_assert_eq!(common::forms(&Tokenizer::german(), &text), reference(&text), "{:?}", text);
    }
}
