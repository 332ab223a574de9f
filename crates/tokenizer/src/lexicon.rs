//! Word lists, read once when a tokenizer is built.

use std::collections::HashMap;
use std::collections::HashSet;

use foldhash::fast::RandomState;

/// A set of words.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordSet(HashSet<Box<str>, RandomState>);

impl WordSet {
    /// Reads words separated by white space; `#` begins a comment line.
    pub(crate) fn parse(list: &str) -> Self {
        Self(content(list).flat_map(str::split_whitespace).map(Box::from).collect())
    }

    /// Reads words, each also with a capital.
    pub(crate) fn parse_cased(list: &str) -> Self {
        let words = content(list).flat_map(str::split_whitespace);
        Self(words.flat_map(|word| [word.into(), capitalised(word).into()]).collect())
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// When an abbreviation keeps its dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeepsDot {
    /// Wherever it stands: `bzw.`
    Always,
    /// Before a number: `Art. 5`, but `diese Art.`
    BeforeNumber,
    /// Before a capitalised word: `Hr. Huber`.
    BeforeName,
    /// Before a number or a capitalised word: `Fr. 9 Uhr`, `Fr. Huber`.
    BeforeNumberOrName,
}

/// Abbreviations, without their last dot.
#[derive(Debug, Clone, Default)]
pub(crate) struct Abbreviations(HashMap<Box<str>, KeepsDot, RandomState>);

impl Abbreviations {
    /// Reads a list; a line may open with `number:`, `name:` or `number or name:`.
    pub(crate) fn parse(list: &str) -> Self {
        let mut abbreviations = Self::default();
        for line in content(list) {
            let (when, words) = match line.split_once(": ") {
                Some(("number", words)) => (KeepsDot::BeforeNumber, words),
                Some(("name", words)) => (KeepsDot::BeforeName, words),
                Some(("number or name", words)) => (KeepsDot::BeforeNumberOrName, words),
                _ => (KeepsDot::Always, line),
            };
            for word in words.split_whitespace() {
                abbreviations.insert(word, when);
            }
        }
        abbreviations
    }

    /// Adds `word`; what came first stays.
    pub(crate) fn insert(&mut self, word: &str, when: KeepsDot) {
        self.0.entry(word.into()).or_insert(when);
    }

    pub(crate) fn find(&self, word: &str) -> Option<KeepsDot> {
        self.0.get(word).copied()
    }
}

/// The lines of a list that are not comments.
fn content(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_comments_and_conditions() {
        let list = Abbreviations::parse(
            "# titles\nDr bzw\n\nnumber: Art S\nname: Hr\nnumber or name: Fr\n",
        );
        let cases = [
            ("Dr", Some(KeepsDot::Always)),
            ("bzw", Some(KeepsDot::Always)),
            ("Art", Some(KeepsDot::BeforeNumber)),
            ("Hr", Some(KeepsDot::BeforeName)),
            ("Fr", Some(KeepsDot::BeforeNumberOrName)),
            ("titles", None),
            ("art", None),
        ];
        for (word, expected) in cases {
            assert_eq!(list.find(word), expected, "{word}");
        }
    }
}
