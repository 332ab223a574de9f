//! Tokens that no sentence ends with, most of a text: they are passed over at a glance.

use satz_core::{Span, TokenKind};

use crate::rules::Unmarked;
use crate::view::View;

/// How many tokens from `index` on are plain: no candidate is behind them, and no rule asks for
/// them. The last token of the text never is.
pub(crate) fn leading(view: View<'_>, index: usize, unmarked: Unmarked) -> usize {
    let bytes = view.text.as_bytes();
    let (spans, kinds) = (&view.tokens.spans()[index..], &view.tokens.kinds()[index..]);
    let next = spans.iter().zip(kinds).skip(1);
    let mut pairs = spans.iter().zip(kinds).zip(next);
    let end = pairs.position(|((span, kind), (next, next_kind))| {
        !(is_plain(*kind, bytes, *span)
            && is_blank(bytes, *span, *next)
            && (unmarked == Unmarked::Never || is_lower(*next_kind, bytes, *next)))
    });
    end.unwrap_or(spans.len() - 1)
}

/// Whether no sentence ends with such a token, unless its line ends.
#[inline]
fn is_plain(kind: TokenKind, bytes: &[u8], span: Span) -> bool {
    use TokenKind::{Abbreviation, Emoji, Emoticon, Ordinal, Punctuation};
    match kind {
        Abbreviation | Ordinal | Emoticon | Emoji => false,
        Punctuation => {
            matches!(bytes[span.range().start], b',' | b'(' | b'"' | b'\'' | b'/')
        }
        _ => true,
    }
}

/// Whether at most a blank stands between two tokens.
#[inline]
fn is_blank(bytes: &[u8], one: Span, two: Span) -> bool {
    let (end, start) = (one.range().end, two.range().start);
    start == end || start == end + 1 && bytes[end] == b' '
}

/// Whether a token is a word in lower case, of ASCII letters at least at its beginning.
fn is_lower(kind: TokenKind, bytes: &[u8], span: Span) -> bool {
    kind == TokenKind::Word && bytes[span.range().start].is_ascii_lowercase()
}
