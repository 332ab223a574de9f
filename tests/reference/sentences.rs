//! A slow, obvious splitter for plain German text.
//!
//! It reads tokens as strings and asks one question after another at every gap, without candidates,
//! marks or look-ahead by index. It knows closing marks, quotes, brackets, abbreviations, ordinals
//! and blank lines, but no faces, lists, dashes, colons or wrapped lines.

use satz_driver::{Document, Span, TokenRef};

use crate::lists::{ENDERS, STARTERS, TITLES};

/// A token, and the white space behind it.
struct Piece {
    form: String,
    gap: String,
}

impl Piece {
    fn ends(&self) -> bool {
        matches!(self.form.as_str(), "." | "!" | "?") || self.is_pause()
    }

    fn is_pause(&self) -> bool {
        self.form != "." && self.form.chars().all(|it| matches!(it, '.' | '…'))
    }

    fn is_closing(&self) -> bool {
        matches!(self.form.as_str(), "“" | ")")
    }

    fn is_opening(&self) -> bool {
        matches!(self.form.as_str(), "„" | "(")
    }

    fn is_dotted(&self) -> bool {
        !self.is_mark() && self.form.ends_with('.')
    }

    fn is_lower(&self) -> bool {
        self.form.starts_with(char::is_lowercase)
    }

    fn is_word(&self) -> bool {
        self.form.starts_with(char::is_alphabetic) && !self.is_dotted()
    }

    fn is_mark(&self) -> bool {
        !self.form.starts_with(char::is_alphanumeric)
    }
}

fn pieces(document: &Document) -> Vec<Piece> {
    let tokens: Vec<_> = document.tokens().unwrap().map(TokenRef::span).collect();
    let text = document.text();
    let starts = tokens.iter().skip(1).map(|span| span.range().start).chain([text.len()]);
    let piece = |(span, next): (&Span, usize)| Piece {
        form: text[span.range()].to_owned(),
        gap: text[span.range().end..next].to_owned(),
    };
    tokens.iter().zip(starts).map(piece).collect()
}

/// The sentences of a document with tokens, separated by line breaks.
pub(crate) fn reference(document: &Document) -> String {
    let pieces = pieces(document);
    let (mut shown, mut sentence) = (String::new(), 0);
    for (at, Piece { form, gap }) in pieces.iter().enumerate() {
        shown.push_str(form);
        if at + 1 == pieces.len() {
            break;
        }
        let (earlier, rest) = pieces.split_at(sentence);
        let (before, behind) = rest.split_at(at + 1 - sentence);
        if is_border(earlier, before, behind) {
            shown.push('\n');
            sentence = at + 1;
        } else {
            shown.push_str(gap);
        }
    }
    shown
}

/// Whether a sentence ends between what is `before`, since `earlier` ones ended, and what is
/// `behind`.
fn is_border(earlier: &[Piece], before: &[Piece], behind: &[Piece]) -> bool {
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
        return is_glued && !is_in_slogan(before, behind) && after_mark(before, tail, word, opened);
    }
    if is_signature(earlier, before) {
        return !word.is_lower() && !last.gap.is_empty();
    }
    body.last().is_some_and(Piece::is_dotted) && after_dot(body, word, behind)
}

/// Whether what is `before` is a bracket of a few words, with a comma or a number, behind a blank:
/// `(Anna Huber, 3.5.2024)`
fn is_signature(earlier: &[Piece], before: &[Piece]) -> bool {
    let Some(close) = before.iter().position(|piece| piece.form == ")") else { return false };
    let (inner, rest) = (&before[..close], &before[close + 1..]);
    let separates =
        |piece: &Piece| piece.form == "," || piece.form.starts_with(|it: char| it.is_ascii_digit());
    let is_glued = before[close..].windows(2).all(|pair| pair[0].gap.is_empty());
    // What ends in the bracket has the bracket behind it for itself: `(Ja, nein.)`
    let glued = inner.iter().rev().take_while(|piece| piece.gap.is_empty());
    let end = glued.into_iter().find(|piece| !piece.is_closing());
    (4..=23).contains(&close)
        && inner[0].form == "("
        && inner[1..].iter().all(|piece| piece.form != "(")
        && inner.iter().any(separates)
        && is_glued
        && rest.iter().all(Piece::is_closing)
        && !end.is_some_and(|piece| piece.ends() || piece.is_dotted())
        && earlier.last().is_some_and(|piece| piece.gap.starts_with(' '))
}

/// Whether the quotation that is open consists of words with a mark behind each, and stands behind a
/// word: `unter dem Motto „Höher. Weiter.“`
fn is_in_slogan(before: &[Piece], behind: &[Piece]) -> bool {
    let is_quote = |piece: &&Piece| matches!(piece.form.as_str(), "„" | "“");
    let said = before.iter().rev().take(13).take_while(|piece| !is_quote(piece)).count();
    let rest = behind.iter().take(12).take_while(|piece| !is_quote(piece)).count();
    let [.., word, quote] = &before[..before.len() - said] else { return false };
    let quoted: Vec<_> = before[before.len() - said..].iter().chain(&behind[..rest]).collect();
    let are_words = quoted.iter().step_by(2).all(|piece| piece.is_word());
    let are_marks = quoted.iter().skip(1).step_by(2).all(|piece| piece.ends());
    let is_closed = behind[rest..].first().is_some_and(|piece| rest < 12 && piece.form == "“");
    are_words && are_marks && quote.form == "„" && is_closed && word.is_word() && word.gap == " "
}

/// Behind `tail`: a mark that ends sentences, with what closes behind it.
fn after_mark(before: &[Piece], tail: &[Piece], word: &Piece, opened: bool) -> bool {
    let last = tail.iter().rev().find(|piece| piece.ends());
    // What ends is the first mark, or the dot of the word before all of them: `(37.).`
    let dotted = before.iter().rev().nth(tail.len()).is_some_and(Piece::is_dotted);
    let behind_end = tail.iter().skip_while(|piece| !dotted && !piece.ends());
    let attributed = behind_end.into_iter().any(Piece::is_closing) && !opened;
    if !word.is_lower() || opened && last.is_some_and(|it| it.form == ".") {
        return true;
    }
    // Names as `eBay`; and where a sentence began in lower case, so may the next.
    let brand = word.form.contains(char::is_uppercase);
    let habit = before[0].is_lower();
    !attributed && !last.is_some_and(Piece::is_pause) && (brand || habit)
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
