//! What a good summary is like.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::feature::{FEATURES, Feature, Values};
use crate::passage::{Passage, Traits};

/// What a good summary is like, for texts of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Words of a summary by an editor; one that is longer has to say more.
    pub reference: f32,
    /// What a word adds that the summary has already, as a share of what it added before: a long
    /// reference has it more than once.
    pub repeat: f32,
    /// What two neighbouring words that an editor would use are worth, in words.
    pub pairs: f32,
    /// Price of a question, in words.
    pub question: f32,
    /// Price of a sentence after the third of the text.
    pub late: f32,
    /// Weights of the features of words: log odds that an editor uses the word.
    pub words: BTreeMap<Feature, f32>,
}

impl Profile {
    /// The weights of words in the order of [`Feature::ALL`].
    pub(crate) fn weights(&self) -> Values {
        let mut row = [0.0; FEATURES];
        for (slot, feature) in row.iter_mut().zip(Feature::ALL) {
            *slot = self.words.get(&feature).copied().unwrap_or_default();
        }
        row
    }

    /// This profile with other weights of words.
    pub(crate) fn with_weights(&self, weights: &Values) -> Self {
        let words = Feature::ALL.into_iter().zip(weights.iter().copied());
        Self { words: words.collect(), ..self.clone() }
    }

    /// What a reader would rather not have, in words.
    pub(crate) fn price(&self, passage: &Passage) -> f32 {
        if passage.has(Traits::QUESTION) { self.question } else { 0.0 }
    }
}

/// A profile for each kind of text, as in `data/<language>/profiles.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profiles {
    /// For news.
    pub news: Profile,
    /// For articles that explain at length, as those of an encyclopedia.
    pub long: Profile,
}

/// First lines of a file.
const HEADER: &str = "\
# What a good summary is like, by the kind of text: German news and encyclopedia articles.
# The weights of words are written by `satz train summaries`; the numbers above them are set by cross-validation.

";

/// Words of the longest text that is taken for news.
const LONG: usize = 2000;
/// Words of the longest text that is taken for news though hardly anybody speaks in it.
const LONG_WITHOUT_VOICES: usize = 700;
/// Sentences of a news article, at most, among which is one in which somebody speaks.
const SENTENCES_TO_A_VOICE: u32 = 20;

impl Profiles {
    /// Those that a German [`Summarizer`](crate::Summarizer) has.
    pub fn german() -> Self {
        Self::built_in(include_str!("../data/de/profiles.toml"))
    }

    /// Those that an English [`Summarizer`](crate::Summarizer) has.
    pub fn english() -> Self {
        Self::built_in(include_str!("../data/en/profiles.toml"))
    }

    fn built_in(toml: &str) -> Self {
        Self::parse(toml).expect("the profiles of this crate are valid")
    }

    /// Reads profiles from TOML.
    ///
    /// # Errors
    /// [`toml::de::Error`] for what is no TOML, an unknown feature or a missing profile.
    pub fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(toml)
    }

    /// The profiles as TOML, which [`Profiles::parse`] reads.
    ///
    /// # Errors
    /// [`toml::ser::Error`] for a number that TOML does not have.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        Ok(format!("{HEADER}{}", toml::to_string(self)?))
    }

    /// The profile for an article, by its length and by how much of it is what people say.
    ///
    /// By cross-validation: news as long as a short entry of an encyclopedia has reported speech
    /// and the first person in every fifth sentence, the entry in one of sixty.
    pub(crate) fn of(&self, article: &Article) -> &Profile {
        let is_spoken = article.voices() * SENTENCES_TO_A_VOICE >= article.prose();
        let longest = if is_spoken { LONG } else { LONG_WITHOUT_VOICES };
        if article.length() <= longest { &self.news } else { &self.long }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_are_as_the_training_writes_them() {
        let [german, english] =
            [include_str!("../data/de/profiles.toml"), include_str!("../data/en/profiles.toml")];
        assert_eq!(Profiles::german().to_toml().as_deref(), Ok(german));
        assert_eq!(german, english, "English has no articles of its own to learn from");
        for Profile { words, .. } in [Profiles::german().news, Profiles::german().long] {
            assert_eq!(words.len(), FEATURES, "every feature has a weight");
        }
    }
}
