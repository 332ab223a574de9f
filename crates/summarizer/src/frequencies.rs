//! Counting how common terms are, to make the table of a language.

use std::cmp::Reverse;
use std::fmt::Write as _;

use foldhash::HashMap;

use crate::background::STEP;
use crate::language::Language;

/// Words of a passage: about the length of a short article.
const PASSAGE: usize = 200;

/// Document frequencies over a corpus, cut into passages of 200 words.
///
/// # Example
/// ```
/// use satz_summarizer::Frequencies;
///
/// let mut frequencies = Frequencies::german();
/// frequencies.read("Der Rat tagt, der Rat schweigt.");
/// assert_eq!(frequencies.table(2), "0 der rat\n");
/// ```
#[derive(Debug)]
pub struct Frequencies {
    language: Language,
    terms: HashMap<Box<str>, Count>,
    passages: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// Passages with the term.
    passages: u32,
    /// Number of the last of them, from 1.
    last: u32,
}

impl Frequencies {
    /// For a German corpus.
    pub fn german() -> Self {
        Self::new(Language::german())
    }

    /// For an English corpus.
    pub fn english() -> Self {
        Self::new(Language::english())
    }

    fn new(language: Language) -> Self {
        Self { language, terms: HashMap::default(), passages: 0 }
    }

    /// Counts the terms of a text.
    pub fn read(&mut self, text: &str) {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| is_term(word)).collect();
        for passage in words.chunks(PASSAGE) {
            self.passages += 1;
            for word in passage {
                self.count(&word.to_lowercase());
            }
        }
    }

    fn count(&mut self, word: &str) {
        let stem = self.language.lexicon.stem(word);
        if !self.terms.contains_key(stem) {
            self.terms.insert(stem.into(), Count::default());
        }
        let Some(count) = self.terms.get_mut(stem) else { return };
        if count.last != self.passages {
            *count = Count { passages: count.passages + 1, last: self.passages };
        }
    }

    /// The table of the `size` most frequent terms, as `data/<language>/background.txt` has it.
    pub fn table(&self, size: usize) -> String {
        let mut terms: Vec<_> = self.terms.iter().collect();
        terms.sort_unstable_by_key(|&(term, count)| (Reverse(count.passages), term));
        terms.truncate(size);
        let mut table = String::new();
        for group in terms.chunk_by(|one, other| self.level(*one.1) == self.level(*other.1)) {
            let mut words: Vec<_> = group.iter().map(|(term, _)| &***term).collect();
            words.sort_unstable();
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{} {}", self.level(*group[0].1), words.join(" "));
        }
        table
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a logarithm of a count is small, and not negative below the total"
    )]
    fn level(&self, count: Count) -> u8 {
        ((self.passages as f32 / count.passages as f32).ln() / STEP).round() as u8
    }
}

/// Numbers and single letters are none.
fn is_term(word: &str) -> bool {
    word.len() > 1 && !word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::background::Background;

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let mut frequencies = Frequencies::german();
        for text in ["Haus und Hof", "Haus und Garten", "Haus", "Haus im Wald"] {
            frequencies.read(text);
        }
        let background = Background::parse(&frequencies.table(2));
        assert!(background.weight("haus") < 0.1);
        assert!((background.weight("und") - 0.75).abs() < 0.1);
        assert!(background.weight("zebra") > background.weight("und"));
    }
}
