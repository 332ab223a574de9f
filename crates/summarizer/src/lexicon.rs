//! The words of a language that play a part in a summary.

use std::collections::BTreeMap;

use bitflags::bitflags;
use foldhash::HashMap;

bitflags! {
    /// The roles of a word or a sign, by its form alone.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(crate) struct WordClass: u32 {
        /// Too frequent to say what a text is about.
        const STOP = 1;
        /// Stands for something named before: `er`, `dieser`.
        const PRONOUN = 1 << 1;
        /// A pronoun with one reading only, wherever it stands: `ihm`.
        const INNER_PRONOUN = 1 << 2;
        /// An article that is a pronoun where a verb follows: `das`.
        const ARTICLE = 1 << 3;
        /// Needs the sentence before where it opens one: `dabei`, `denn`.
        const ANAPHOR = 1 << 4;
        /// A verb that often follows a pronoun.
        const VERB = 1 << 5;
        /// Names the source of what is reported: `sagte`, `laut`.
        const REPORTING = 1 << 6;
        /// A verb in the subjunctive of reported speech: `sei`.
        const SUBJUNCTIVE = 1 << 7;
        /// Speaks to the reader: `ich`, `wir`.
        const FIRST_PERSON = 1 << 8;
        /// Dates an event: `Montag`, `März`.
        const DAY = 1 << 9;
        /// A news agency: `dpa`.
        const AGENCY = 1 << 10;
        /// First word of a caption, an advert or a pointer to another article.
        const FURNITURE = 1 << 11;
        /// No word but somebody's name on a network: `@graz`.
        const MENTION = 1 << 12;
        /// No word but an address or a topic.
        const LINK = 1 << 13;
        /// No word but a quotation mark.
        const QUOTE = 1 << 14;
        /// No word but a dash.
        const DASH = 1 << 15;
        /// Begins with a capital.
        const CAPITAL = 1 << 16;
        /// Has a hyphen, so that it is two words: `US-Präsident`.
        const COMPOUND = 1 << 17;
    }
}

/// Roles of words and endings of inflection, from `data/<language>/lexicon.toml` and
/// `stop_words.txt`.
#[derive(Debug)]
pub(crate) struct Lexicon {
    classes: HashMap<Box<str>, WordClass>,
    /// Longest first.
    endings: Vec<Box<str>>,
}

/// Letters that a word keeps when an ending is cut.
const STEM_LETTERS: usize = 4;

impl Lexicon {
    /// Reads the two files of a language.
    ///
    /// # Panics
    /// If `toml` has a list of a name that is no role: the files are part of this crate.
    pub(crate) fn parse(toml: &str, stop_words: &str) -> Self {
        let mut lists: BTreeMap<String, Vec<Box<str>>> =
            toml::from_str(toml).unwrap_or_else(|error| panic!("lexicon.toml: {error}"));
        let endings = lists.remove("endings").unwrap_or_default();
        let mut classes: HashMap<Box<str>, WordClass> = HashMap::default();
        for (role, words) in lists {
            let class = WordClass::from_name(&role.to_uppercase());
            let class = class.unwrap_or_else(|| panic!("lexicon.toml: `{role}` is no role"));
            for word in words {
                *classes.entry(word).or_default() |= class;
            }
        }
        for word in stop_words.lines() {
            *classes.entry(word.into()).or_default() |= WordClass::STOP;
        }
        Self { classes, endings }
    }

    /// The roles of a word in lower case.
    pub(crate) fn class(&self, word: &str) -> WordClass {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// `word` without its ending, so that `Präsident` and `Präsidenten` are one term.
    ///
    /// A light stemmer in the manner of J. Savoy, "Light Stemming Approaches for the French,
    /// Portuguese, German and Hungarian Languages" (SAC 2006): one ending and nothing else.
    pub(crate) fn stem<'w>(&self, word: &'w str) -> &'w str {
        let stems = self.endings.iter().filter_map(|ending| word.strip_suffix(&**ending));
        stems.into_iter().find(|stem| stem.chars().nth(STEM_LETTERS - 1).is_some()).unwrap_or(word)
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;

    use super::*;

    #[test]
    fn inflected_forms_share_a_stem() {
        let german = Language::german();
        let cases = [
            ("präsidenten", "präsident"),
            ("präsident", "präsident"),
            ("haushalts", "haushalt"),
            ("kindern", "kind"),
            ("rot", "rot"),
            ("ehe", "ehe"),
            ("öle", "öle"),
        ];
        for (word, stem) in cases {
            assert_eq!(german.lexicon.stem(word), stem, "{word}");
        }
    }

    #[test]
    fn a_word_may_have_several_roles() {
        let class = Language::german().lexicon.class("das");
        assert!(class.contains(WordClass::ARTICLE | WordClass::STOP), "{class:?}");
    }
}
