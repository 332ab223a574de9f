//! White space in the last column of CoNLL-U: the keys `SpacesBefore`, `SpacesAfter` and
//! `SpacesInToken` of `UDPipe` (Straka and Straková 2017), which UD's own tools take over.

use std::fmt::Write as _;

/// What has a letter of its own behind the backslash.
const ESCAPES: [(char, char); 6] =
    [(' ', 's'), ('\t', 't'), ('\n', 'n'), ('\r', 'r'), ('|', 'p'), ('\\', '\\')];

/// Digits of an escape by number.
const DIGITS: usize = 4;

/// `text` as the value of a key: other white space and control characters are `\u` and four hex
/// digits, as in C, for which `UDPipe` has no letters.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match ESCAPES.iter().find(|(plain, _)| *plain == letter) {
            Some((_, code)) => escaped.extend(['\\', *code]),
            None if letter.is_control() || letter.is_whitespace() => {
                // Writing to a string does not fail.
                let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
            }
            None => escaped.push(letter),
        }
    }
    escaped
}

/// The text of a value; what is no escape stands for itself.
pub(super) fn unescape(value: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(value.len()), value);
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let (letter, length) = unescape_first(escape).unwrap_or(('\\', 0));
        text.push(letter);
        rest = &escape[length..];
    }
    text + rest
}

/// What the code at the start of `escape` stands for, and its bytes.
fn unescape_first(escape: &str) -> Option<(char, usize)> {
    let code = escape.chars().next()?;
    if let Some((plain, code)) = ESCAPES.iter().find(|(_, known)| *known == code) {
        return Some((*plain, code.len_utf8()));
    }
    let digits = escape.strip_prefix('u')?.get(..DIGITS)?;
    let digits = Some(digits).filter(|digits| !digits.starts_with('+'))?;
    let letter = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
    Some((letter, 1 + DIGITS))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_are_those_of_udpipe() {
        let cases = [
            ("", ""),
            (" \t\n\r", r"\s\t\n\r"),
            (r"a|b\c", r"a\pb\\c"),
            ("\u{a0}\0\u{2028}", r"\u00a0\u0000\u2028"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_escape_stands_for_itself() {
        for value in [r"\q", r"a\", r"\u12", r"\ud800", r"\u+123", r"\uä000"] {
            assert_eq!(unescape(value), value);
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "(\\PC|[ \t\n\r|\\\\u\u{85}\u{a0}\0]){0,20}") {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(|letter: char| letter.is_whitespace() || letter == '|'));
            prop_assert_eq!(unescape(&escaped), text);
        }
    }
}
