//! The language of a text by its frequent little words.

use std::collections::HashMap;

use crate::Language;

/// Words that are looked at, at most: a few lines of an article.
const WORDS: usize = 80;

/// This much more evidence for one language is enough to stop at, and this much to decide at the
/// end.
const CLEAR: i32 = 5;
const ENOUGH: i32 = 2;

/// Words that are frequent in one language and not in the other.
#[derive(Debug)]
pub(crate) struct FunctionWords {
    /// +1 for German, -1 for English.
    votes: HashMap<&'static str, i32>,
}

impl Default for FunctionWords {
    fn default() -> Self {
        let german = include_str!("../data/de/function_words.txt").lines().map(|word| (word, 1));
        let english = include_str!("../data/en/function_words.txt").lines().map(|word| (word, -1));
        Self { votes: german.chain(english).collect() }
    }
}

impl FunctionWords {
    /// The language that the first words speak for; `None` if they do not say.
    pub(crate) fn language(&self, text: &str) -> Option<Language> {
        let mut sum = 0;
        for word in text.split(|letter: char| !letter.is_alphabetic()).take(WORDS) {
            sum += self.votes.get(word).copied().unwrap_or_default();
            if sum.abs() >= CLEAR {
                break;
            }
        }
        match sum {
            ENOUGH.. => Some(Language::German),
            sum if sum <= -ENOUGH => Some(Language::English),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_speak_for_a_language_or_do_not_say() {
        let cases = [
            ("Er sagte, dass sie nicht kommt.", Some(Language::German)),
            ("He said that they would not come.", Some(Language::English)),
            ("Wien", None),
            ("The Wall Street Journal", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(FunctionWords::default().language(text), expected, "{text}");
        }
    }

    #[test]
    fn no_word_votes_twice() {
        let lines = |data: &str| data.lines().count();
        let german = lines(include_str!("../data/de/function_words.txt"));
        let english = lines(include_str!("../data/en/function_words.txt"));
        assert_eq!(FunctionWords::default().votes.len(), german + english);
    }
}
