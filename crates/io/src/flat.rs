//! Text that must stay on its line and in its column.

/// `text` on one line and in one column: white space that would end either is a blank, and other
/// control characters are U+FFFD; what would be blank is U+FFFD as a whole.
pub(crate) fn flat(text: &str) -> String {
    let flat: String = text.chars().map(on_line).collect();
    if flat.trim().is_empty() { char::REPLACEMENT_CHARACTER.into() } else { flat }
}

fn on_line(letter: char) -> char {
    match letter {
        '\u{2028}' | '\u{2029}' => ' ',
        control if control.is_control() && control.is_whitespace() => ' ',
        control if control.is_control() => char::REPLACEMENT_CHARACTER,
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_line_or_a_column() {
        let cases = [
            ("Grüß Gott", "Grüß Gott"),
            ("a\tb\nc\rd", "a b c d"),
            ("a\u{b}b\u{c}c\u{85}d\u{2028}e\u{2029}f", "a b c d e f"),
            ("a\0b\u{1b}c\u{1c}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("\n\u{a0}", "\u{fffd}"),
            ("", "\u{fffd}"),
        ];
        for (text, expected) in cases {
            assert_eq!(flat(text), expected, "{text:?}");
        }
    }
}
