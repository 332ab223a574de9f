//! A slow, obvious splitter for plain German text, and the real one against it.
//!
//! It reads tokens as strings and asks one question after another at every gap, without candidates,
//! marks or look-ahead by index. It knows closing marks, quotes, brackets, abbreviations, ordinals
//! and blank lines, but no faces, lists, dashes or wrapped lines.

mod common;

use common::{text_and_tokens, with_borders};
use proptest::prelude::*;
use satz_sentences::SentenceSplitter;

const TITLES: [&str; 2] = ["Dr.", "Prof."];
const ENDERS: [&str; 2] = ["usw.", "etc."];
const STARTERS: [&str; 4] = ["Der", "Es", "Danach", "Sie"];

/// A token, and the white space behind it.
struct Piece {
    form: String,
    gap: String,
}

impl Piece {
    fn ends(&self) -> bool {
        matches!(self.form.as_str(), "." | "!" | "?" | "…")
    }

    fn is_closing(&self) -> bool {
        matches!(self.form.as_str(), "“" | ")")
    }

    fn is_opening(&self) -> bool {
        matches!(self.form.as_str(), "„" | "(")
    }

    fn is_dotted(&self) -> bool {
        self.form.len() > 1 && self.form.ends_with('.')
    }

    fn is_lower(&self) -> bool {
        self.form.starts_with(char::is_lowercase)
    }

    fn is_mark(&self) -> bool {
        !self.form.starts_with(char::is_alphanumeric)
    }
}

fn pieces(marked: &str) -> Vec<Piece> {
    let (text, tokens) = text_and_tokens(marked);
    let starts = tokens.spans().iter().skip(1).map(|span| span.range().start);
    let spans = tokens.spans().iter().zip(starts.chain([text.len()]));
    let piece = |(span, next): (&satz_core::Span, usize)| Piece {
        form: text[span.range()].to_owned(),
        gap: text[span.range().end..next].to_owned(),
    };
    spans.map(piece).collect()
}

/// The text with a `|` where each sentence but the last ends.
fn reference(marked: &str) -> String {
    let pieces = pieces(marked);
    let (mut shown, mut sentence) = (String::new(), 0);
    for at in 0..pieces.len() {
        shown.push_str(&pieces[at].form);
        if at + 1 < pieces.len() && is_border(&pieces[sentence..=at], &pieces[at + 1..]) {
            shown.push('|');
            sentence = at + 1;
        }
        shown.push_str(&pieces[at].gap);
    }
    shown
}

/// Whether a sentence ends between what is `before` and what is `behind`.
fn is_border(before: &[Piece], behind: &[Piece]) -> bool {
    let [.., last] = before else { return false };
    if last.gap.contains("\n\n") {
        return true;
    }
    // Marks that touch what ends belong to it: the border is behind the last of them.
    let is_closer = |piece: &Piece| piece.ends() || piece.is_closing();
    if last.gap.is_empty() && is_closer(&behind[0]) {
        return false;
    }
    let closers = before.iter().rev().take_while(|piece| is_closer(piece)).count();
    let (body, tail) = before.split_at(before.len() - closers);
    let touching = |pair: &[Piece]| pair[0].gap.is_empty();
    let is_glued =
        body.last().is_none_or(|word| word.gap.is_empty()) && tail.windows(2).all(touching);
    let Some(word) = behind.iter().find(|piece| !piece.is_opening()) else { return false };
    let opened = behind[0].is_opening();
    if word.is_mark() {
        return false;
    }
    if tail.iter().any(Piece::ends) {
        return is_glued && after_mark(before, tail, word, opened);
    }
    body.last().is_some_and(Piece::is_dotted) && after_dot(body, word, behind)
}

/// Behind `tail`: a mark that ends sentences, with what closes behind it.
fn after_mark(before: &[Piece], tail: &[Piece], word: &Piece, opened: bool) -> bool {
    let full_stop = tail.iter().rev().find(|piece| piece.ends()).is_some_and(|it| it.form == ".");
    let attributed = tail.iter().any(Piece::is_closing) && !opened;
    // A sentence in lower case may be followed by another one.
    let habit = before[0].is_lower();
    !word.is_lower() || !attributed && (habit || opened && full_stop)
}

/// Behind `body`, which ends in an abbreviation or an ordinal.
fn after_dot(body: &[Piece], word: &Piece, behind: &[Piece]) -> bool {
    let [start @ .., dotted] = body else { return false };
    let is_number = dotted.form.starts_with(|first: char| first.is_ascii_digit());
    let is_item = is_number && start.len() < 2 && start.iter().all(Piece::is_mark);
    let is_ender = ENDERS.contains(&&*dotted.form) && word.form.starts_with(char::is_uppercase);
    let is_start = is_ender || STARTERS.contains(&&*word.form) && !is_title(behind);
    is_start && !is_item && !TITLES.contains(&&*dotted.form)
}

/// Whether a few words in quotes follow, without an end and without anybody who says them.
fn is_title(behind: &[Piece]) -> bool {
    if behind[0].form != "„" {
        return false;
    }
    // The quote, its first word, and eight tokens more.
    let opened = behind.iter().take_while(|piece| piece.is_opening()).count();
    let inner = behind.iter().skip(opened + 1).take(8);
    let end = inner.enumerate().find(|(_, piece)| piece.ends() || piece.form == "“");
    let Some((at, closing)) = end else { return false };
    let attributed = match &behind[opened + at + 2..] {
        [comma, word, ..] => comma.form == "," && word.is_lower(),
        _ => false,
    };
    closing.form == "“" && !attributed
}

/// Words and marks as a newspaper has them, with what ties a dot to its word.
fn plain() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zäöüß]{5,9}",
        4 => "[A-ZÄÖÜ][a-zäöüß]{4,8}x",
        2 => prop::sample::select(&STARTERS[..]).prop_map(str::to_owned),
        1 => Just("Dr_.".to_owned()),
        1 => Just("usw_.".to_owned()),
        1 => "[1-9]{1,2}_[.]",
        1 => "[1-9]{3,4}",
    ];
    let mark = prop_oneof![
        6 => Just(""),
        3 => Just("."),
        1 => Just("!"),
        1 => Just("?"),
        1 => Just(","),
        1 => Just(".“"),
        1 => Just("“"),
        1 => Just(")"),
        1 => Just("!“"),
        1 => Just(".)"),
    ];
    let opening = prop_oneof![8 => Just(""), 1 => Just("„"), 1 => Just("(")];
    let blank = prop_oneof![9 => Just(" "), 1 => Just("\n\n")];
    prop::collection::vec((opening, word, mark, blank), 1..25).prop_map(|pieces| {
        pieces
            .iter()
            .flat_map(|(open, word, mark, blank)| [open, word.as_str(), mark, blank])
            .collect()
    })
}

#[test]
fn the_reference_reads_german() {
    let marked = "Am 24_. Mai kam Dr_. Huber.| Er sagte „Nein!“ und ging.| (Es regnete.)| \
                  Sie blieb usw_.| Danach";
    assert_eq!(reference(&marked.replace('|', "")), marked.replace("_.", "."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn the_splitter_agrees_with_the_reference(marked in plain()) {
        let german = SentenceSplitter::german();
        let (real, slow) = (with_borders(&german, &marked), reference(&marked));
        prop_assert_eq!(real.trim_end(), slow.trim_end(), "{:?}", marked);
    }
}
