//! The words that names are compared by.

use std::ops::Range;

/// Endings that a word of a German name can have more than its entry.
const ENDINGS: [&str; 7] = ["s", "es", "n", "en", "r", "m", "er"];

/// The least that is left of a word without its ending, in bytes.
const STEM: usize = 3;

/// Byte ranges of the words of a text: runs of letters and digits, and any other character that is
/// not a space, alone. So a name matches however a tokenizer cut it.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut position = 0;
    std::iter::from_fn(move || {
        let rest = &text[position..];
        let start = position + rest.find(|c: char| !c.is_whitespace())?;
        let word = &text[start..];
        let first = word.chars().next()?;
        let length = if first.is_alphanumeric() {
            word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())
        } else {
            first.len_utf8()
        };
        position = start + length;
        Some(start..position)
    })
}

/// What a word may be without an ending.
pub(super) fn uninflected(word: &str) -> impl Iterator<Item = &str> {
    ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() >= STEM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names() {
        let cases = [
            ("Deutsche Bank", vec!["Deutsche", "Bank"]),
            (" C&A\u{a0}", vec!["C", "&", "A"]),
            ("St. Pölten", vec!["St", ".", "Pölten"]),
            ("", vec![]),
        ];
        for (name, expected) in cases {
            assert_eq!(words(name).map(|word| &name[word]).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn endings_come_off_long_words_only() {
        assert!(uninflected("Deutschen").any(|stem| stem == "Deutsche"));
        assert!(uninflected("Bundesamtes").any(|stem| stem == "Bundesamt"));
        assert_eq!(uninflected("Uns").count(), 0);
    }
}
