//! Where the languages and their treebanks differ.

use crate::lexicon::{Abbreviations, WordSet};

/// What becomes of the hyphens inside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hyphens {
    /// A compound is one token: `US-Präsident`. The way of EmpiriST and GermEval, and the default
    /// for German: names live inside compounds.
    Keep,
    /// Every hyphen at a letter is a token: `US` `-` `Präsident`. The way of UD German GSD.
    Split,
    /// Hyphens are tokens, but prefixes stay: `full` `-` `time`, `non-official`. The way of
    /// UD English EWT and GUM, and the default for English.
    SplitExceptPrefixes,
}

/// What becomes of `!!!`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RepeatedMarks {
    /// One token (UD English).
    Joined,
    /// One token a mark (UD German).
    Separate,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberStyle {
    /// `24.` is an ordinal, `250g` and `2012/13` are one token.
    German,
    /// `24.` ends a sentence, `5pm` and `3-5` are taken apart, `9/11` and `853-3242` are not.
    English,
}

/// The rules and lists of one language.
#[derive(Debug, Clone)]
pub(crate) struct Conventions {
    pub(crate) hyphens: Hyphens,
    pub(crate) repeated_marks: RepeatedMarks,
    pub(crate) numbers: NumberStyle,
    pub(crate) abbreviations: Abbreviations,
    /// Endings tied to a word by `:`, `*`, `/` or brackets.
    pub(crate) joined_suffixes: WordSet,
    pub(crate) hyphen_prefixes: WordSet,
    pub(crate) units: WordSet,
    /// Words that an apostrophe may begin.
    pub(crate) clitics: WordSet,
    /// Words before a number that make its dot an ordinal dot.
    pub(crate) ordinal_contexts: WordSet,
    /// Nouns that ordinals count.
    pub(crate) ordinal_nouns: WordSet,
    pub(crate) sentence_starters: WordSet,
    pub(crate) domains: WordSet,
    pub(crate) file_extensions: WordSet,
    pub(crate) emoticons: WordSet,
}

impl Conventions {
    pub(crate) fn german() -> Self {
        Self {
            hyphens: Hyphens::Keep,
            repeated_marks: RepeatedMarks::Separate,
            numbers: NumberStyle::German,
            abbreviations: Abbreviations::parse(include_str!("../data/de/abbreviations.txt")),
            joined_suffixes: WordSet::parse(include_str!("../data/de/joined_suffixes.txt")),
            hyphen_prefixes: WordSet::default(),
            units: WordSet::default(),
            clitics: WordSet::parse(include_str!("../data/de/clitics.txt")),
            ordinal_contexts: WordSet::parse(include_str!("../data/de/ordinal_contexts.txt")),
            ordinal_nouns: WordSet::parse(include_str!("../data/de/ordinal_nouns.txt")),
            sentence_starters: WordSet::parse(include_str!("../data/de/sentence_starters.txt")),
            ..Self::shared()
        }
    }

    pub(crate) fn english() -> Self {
        Self {
            abbreviations: Abbreviations::parse(include_str!("../data/en/abbreviations.txt")),
            hyphen_prefixes: WordSet::parse_cased(include_str!("../data/en/hyphen_prefixes.txt")),
            units: WordSet::parse(include_str!("../data/en/units.txt")),
            clitics: WordSet::parse(include_str!("../data/en/clitics.txt")),
            ..Self::shared()
        }
    }

    /// What both languages share; the rest is as in English, with empty lists.
    fn shared() -> Self {
        Self {
            hyphens: Hyphens::SplitExceptPrefixes,
            repeated_marks: RepeatedMarks::Joined,
            numbers: NumberStyle::English,
            abbreviations: Abbreviations::default(),
            joined_suffixes: WordSet::default(),
            hyphen_prefixes: WordSet::default(),
            units: WordSet::default(),
            clitics: WordSet::default(),
            ordinal_contexts: WordSet::default(),
            ordinal_nouns: WordSet::default(),
            sentence_starters: WordSet::default(),
            domains: WordSet::parse(include_str!("../data/shared/top_level_domains.txt")),
            file_extensions: WordSet::parse(include_str!("../data/shared/file_extensions.txt")),
            emoticons: WordSet::parse(include_str!("../data/shared/emoticons.txt")),
        }
    }
}
