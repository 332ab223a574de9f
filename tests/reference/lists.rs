//! The word lists of the stages, read anew.

use std::sync::LazyLock;

macro_rules! list {
    ($name:ident, $($path:literal),+) => {
        /// The words of the list.
        pub(crate) static $name: LazyLock<Vec<&'static str>> =
            LazyLock::new(|| [$(include_str!(concat!("../../crates/", $path))),+].into_iter().flat_map(words).collect());
    };
}

list!(ORDINAL_CONTEXTS, "tokenizer/data/de/ordinal_contexts.txt");
list!(ORDINAL_NOUNS, "tokenizer/data/de/ordinal_nouns.txt");
list!(TOKEN_STARTERS, "tokenizer/data/de/sentence_starters.txt");
list!(STARTERS, "sentences/data/de/starters.txt", "sentences/data/de/starters_added.txt");
list!(TITLES, "sentences/data/de/titles.txt");
list!(ENDERS, "sentences/data/de/enders.txt");

/// The abbreviations of a condition: `number`, `name` or none; an earlier line wins.
pub(crate) fn abbreviation(word: &str) -> Option<&'static str> {
    static LINES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
        let list = include_str!("../../crates/tokenizer/data/de/abbreviations.txt");
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let split = |line: &'static str| line.split_once(": ").unwrap_or(("", line));
        lines.map(split).map(|(when, words)| (when, words.split(' ').collect())).collect()
    });
    LINES.iter().find(|(_, words)| words.contains(&word)).map(|&(when, _)| when)
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}
