//! Documents for tests, from text that has its sentences marked.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use satz_core::{Document, SentenceKind, Sentences, Span, TokenKind, Tokens};

/// A document with one sentence a line; a line that begins with `#` is a heading.
///
/// Words are parted at blanks, and from the punctuation around them.
pub(crate) fn document(lines: &str) -> Document {
    let (mut tokens, mut sentences) = (Tokens::default(), Sentences::default());
    let mut text = String::new();
    for line in lines.lines() {
        let heading = line.strip_prefix("# ");
        let kind = heading.map_or(SentenceKind::Sentence, |_| SentenceKind::Heading);
        let line = heading.unwrap_or(line);
        let before = tokens.len();
        push_tokens(&mut tokens, text.len(), line);
        if before < tokens.len() {
            sentences.push(u32::try_from(tokens.len()).unwrap(), kind);
        }
        text.push_str(line);
        text.push('\n');
    }
    let mut document = Document::new(text).unwrap();
    document.insert(tokens).unwrap();
    document.insert(sentences).unwrap();
    document
}

fn push_tokens(tokens: &mut Tokens, start: usize, line: &str) {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '@';
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let length = if word == 0 { first.len_utf8() } else { word };
        if !first.is_whitespace() {
            let at = start + line.len() - rest.len();
            let span = |end: usize| u32::try_from(end).unwrap();
            tokens.push(Span::new(span(at), span(at + length)), kind(&rest[..length]));
        }
        rest = &rest[length..];
    }
}

fn kind(form: &str) -> TokenKind {
    match form.chars().next() {
        Some('@') if form.len() > 1 => TokenKind::Mention,
        Some(c) if c.is_ascii_digit() => TokenKind::Number,
        Some(c) if c.is_alphanumeric() => TokenKind::Word,
        _ => TokenKind::Punctuation,
    }
}
