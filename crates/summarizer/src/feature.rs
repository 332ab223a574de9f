//! What makes a word likely to stand in a summary, as numbers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::article::Article;
use crate::lexicon::WordClass;
use crate::terms::{Known, Places, Term};

/// One property of a word of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// Every word has it.
    Word,
    /// The text has it twice or more.
    Repeated,
    /// Logarithm of the number of its occurrences.
    Frequency,
    /// The first sentence has it.
    FirstSentence,
    /// The first sentence has it, and the text has it again; the two do not quite add up.
    Subject,
    /// It comes first in the second sentence.
    SecondSentence,
    /// It comes first in the third sentence.
    ThirdSentence,
    /// It comes first in one of the sentences from the fourth to the sixth.
    EarlySentence,
    /// It comes first in one of the sentences from the seventh to the eleventh.
    MiddleSentence,
    /// The second half of the text has it too.
    SecondHalf,
    /// The title has it.
    Title,
    /// A sub-head has it.
    Heading,
    /// A name has it.
    Name,
    /// How rare it is in the language, from 0 to 1 or so.
    Rarity,
    /// Rarity by frequency: it is a keyword (tf-idf).
    Keyword,
    /// It is too common to say what a text is about.
    Function,
    /// Rarity of such a word.
    FunctionRarity,
    /// It has a capital inside a sentence.
    Capital,
    /// Rarity of such a word.
    CapitalRarity,
    /// It is a pronoun.
    Pronoun,
    /// It belongs to the subjunctive of reported speech.
    Subjunctive,
    /// Tens of letters.
    Letters,
    /// Logarithm of the number of sentences in the text.
    TextLength,
}

/// Number of features.
pub(crate) const FEATURES: usize = Feature::ALL.len();

/// A value or a weight for each feature, in the order of [`Feature::ALL`].
pub(crate) type Values = [f32; FEATURES];

/// Letters that count, so that a monster of a word is no more than a long one.
const LETTERS: u32 = 20;

impl Feature {
    /// All features.
    pub const ALL: [Self; 23] = [
        Self::Word,
        Self::Repeated,
        Self::Frequency,
        Self::FirstSentence,
        Self::Subject,
        Self::SecondSentence,
        Self::ThirdSentence,
        Self::EarlySentence,
        Self::MiddleSentence,
        Self::SecondHalf,
        Self::Title,
        Self::Heading,
        Self::Name,
        Self::Rarity,
        Self::Keyword,
        Self::Function,
        Self::FunctionRarity,
        Self::Capital,
        Self::CapitalRarity,
        Self::Pronoun,
        Self::Subjunctive,
        Self::Letters,
        Self::TextLength,
    ];
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// A name that is no feature's.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no feature `{name}`")]
pub struct UnknownFeature {
    name: String,
}

impl FromStr for Feature {
    type Err = UnknownFeature;

    fn from_str(name: &str) -> Result<Self, UnknownFeature> {
        let found = Self::ALL.into_iter().find(|feature| feature.to_string() == name);
        found.ok_or_else(|| UnknownFeature { name: name.to_owned() })
    }
}

/// What the features of all words of a text share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Features<'a> {
    article: &'a Article,
    /// Number of sentences of prose.
    sentences: f32,
    /// Value of [`Feature::TextLength`].
    length: f32,
}

impl<'a> Features<'a> {
    #[expect(clippy::cast_precision_loss, reason = "a count of sentences")]
    pub(crate) fn new(article: &'a Article) -> Self {
        let sentences = article.prose() as f32;
        Self { article, sentences, length: sentences.max(1.0).ln() / 3.0 }
    }

    /// The features of a term of the prose.
    #[expect(clippy::cast_precision_loss, reason = "counts of words and sentences")]
    pub(crate) fn of(&self, term: Term) -> Values {
        let Known { usage, facts, places, .. } = *self.article.known(term);
        let holds = |holds: bool| f32::from(u8::from(holds));
        let is = |class| holds(facts.class.contains(class));
        let stands = |place| holds(places.contains(place));
        let rarity = facts.weight / 10.0;
        let frequency = if usage.count > 1 { (usage.count as f32).ln() } else { 0.0 };
        let (function, capital) = (is(WordClass::STOP), holds(usage.capitalized));
        let mut values = [0.0; FEATURES];
        let mut set = |feature: Feature, value: f32| values[feature as usize] = value;
        set(Feature::Word, 1.0);
        set(Feature::Repeated, holds(usage.count > 1));
        set(Feature::Frequency, frequency);
        set(Feature::FirstSentence, holds(usage.first == 0));
        set(Feature::Subject, holds(usage.first == 0 && usage.count > 1));
        set(Feature::SecondSentence, holds(usage.first == 1));
        set(Feature::ThirdSentence, holds(usage.first == 2));
        set(Feature::EarlySentence, holds((3..6).contains(&usage.first)));
        set(Feature::MiddleSentence, holds((6..11).contains(&usage.first)));
        set(Feature::SecondHalf, holds(usage.last as f32 >= self.sentences / 2.0));
        set(Feature::Title, stands(Places::TITLE));
        set(Feature::Heading, stands(Places::HEADINGS));
        set(Feature::Name, stands(Places::NAMES));
        set(Feature::Rarity, rarity);
        set(Feature::Keyword, rarity * frequency);
        set(Feature::Function, function);
        set(Feature::FunctionRarity, function * rarity);
        set(Feature::Capital, capital);
        set(Feature::CapitalRarity, capital * rarity);
        set(Feature::Pronoun, is(WordClass::PRONOUN));
        set(Feature::Subjunctive, is(WordClass::SUBJUNCTIVE));
        set(Feature::Letters, facts.length.min(LETTERS) as f32 / 10.0);
        set(Feature::TextLength, self.length);
        values
    }
}

/// Sum of values times weights.
pub(crate) fn dot(values: &Values, weights: &Values) -> f32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}
