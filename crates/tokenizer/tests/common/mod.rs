//! Shared by the tests: tokens as text.
#![allow(dead_code, reason = "not every test file needs every helper")]

use satz_core::{Stage, TokenKind, Tokens};
use satz_tokenizer::Tokenizer;

/// The tokens of `text`.
pub(crate) fn tokens(tokenizer: &Tokenizer, text: &str) -> Tokens {
    let mut tokens = Tokens::default();
    tokenizer.annotate(text, (), &mut tokens).expect("the text is short");
    tokens
}

/// The tokens of `text`, separated by blanks.
pub(crate) fn forms(tokenizer: &Tokenizer, text: &str) -> String {
    let tokens = tokens(tokenizer, text);
    let forms: Vec<_> = tokens.spans().iter().map(|span| &text[span.range()]).collect();
    forms.join(" ")
}

/// The kinds of the tokens of `text`.
pub(crate) fn kinds(tokenizer: &Tokenizer, text: &str) -> Vec<TokenKind> {
    tokens(tokenizer, text).kinds().to_vec()
}

/// Checks a table of name, text, and tokens separated by blanks; a non-breaking blank inside a
/// token is written as such.
pub(crate) fn check(tokenizer: &Tokenizer, cases: &[(&str, &str, &str)]) {
    for (name, text, expected) in cases {
        assert_eq!(forms(tokenizer, text), *expected, "{name}");
    }
}
