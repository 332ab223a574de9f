//! Shared by the tests: a small tokenizer, and sentences as text.
#![allow(dead_code, reason = "not every test file needs every helper")]

use satz_core::{SentenceKind, Sentences, Span, Stage, TokenKind, Tokens};
use satz_sentences::SentenceSplitter;

/// A text and its tokens.
///
/// The tokens are runs of letters and digits, and single marks; `_.` ties a dot to the word before
/// it, and is written `.` in the text: `Dr_. Huber`.
pub(crate) fn text_and_tokens(marked: &str) -> (String, Tokens) {
    let (mut text, mut tokens) = (String::new(), Tokens::default());
    let mut rest = marked;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|it: char| !is_word(it)).unwrap_or(rest.len());
        let dot = word > 0 && rest[word..].starts_with("_.");
        let dots = if first == '.' { rest.len() - rest.trim_start_matches('.').len() } else { 0 };
        let length = word.max(dots).max(if word == 0 { first.len_utf8() } else { 0 });
        let start = position(&text);
        text.push_str(&rest[..length]);
        if dot {
            text.push('.');
        }
        if !first.is_whitespace() {
            tokens.push(Span::new(start, position(&text)), kind(&text[start as usize..]));
        }
        rest = &rest[length + if dot { 2 } else { 0 }..];
    }
    (text, tokens)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '-'
}

fn position(text: &str) -> u32 {
    u32::try_from(text.len()).expect("the text is short")
}

fn kind(form: &str) -> TokenKind {
    let number = form.starts_with(|it: char| it.is_ascii_digit());
    let roman = form.len() > 2 && form.trim_end_matches('.').chars().all(|it| "IVX".contains(it));
    let word = form.starts_with(char::is_alphanumeric);
    match (word, form.ends_with('.')) {
        (true, true) if number || roman => TokenKind::Ordinal,
        (true, true) => TokenKind::Abbreviation,
        (true, false) if number => TokenKind::Number,
        (true, false) => TokenKind::Word,
        (false, _) if form == "😀" => TokenKind::Emoji,
        (false, _) => TokenKind::Punctuation,
    }
}

/// The sentences of a text.
pub(crate) fn split(splitter: &SentenceSplitter, text: &str, tokens: &Tokens) -> Sentences {
    let mut sentences = Sentences::default();
    splitter.annotate(text, tokens, &mut sentences).expect("the text is short");
    sentences
}

/// The text with a `|` where each sentence but the last ends.
pub(crate) fn with_borders(splitter: &SentenceSplitter, marked: &str) -> String {
    let (text, tokens) = text_and_tokens(marked);
    let (mut shown, mut from) = (String::new(), 0);
    for &end in split(splitter, &text, &tokens).ends() {
        let to = tokens.spans()[end as usize - 1].range().end;
        shown.push_str(&text[from..to]);
        shown.push_str(if to < text.trim_end().len() { "|" } else { "" });
        from = to;
    }
    shown + &text[from..]
}

/// Checks a table of names and texts, in which a `|` marks the end of each sentence but the last.
pub(crate) fn check(splitter: &SentenceSplitter, cases: &[(&str, &str)]) {
    for (name, marked) in cases {
        let found = with_borders(splitter, &marked.replace('|', ""));
        assert_eq!(found, marked.replace("_.", "."), "{name}");
    }
}

/// The kinds of the sentences of a text, a letter each: `H` heading, `S` sentence.
pub(crate) fn kinds(splitter: &SentenceSplitter, marked: &str) -> String {
    let (text, tokens) = text_and_tokens(marked);
    let letter = |kind: &SentenceKind| match kind {
        SentenceKind::Heading => 'H',
        SentenceKind::Sentence => 'S',
    };
    split(splitter, &text, &tokens).kinds().iter().map(letter).collect()
}
