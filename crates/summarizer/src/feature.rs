//! What makes a word likely to stand in a summary, as numbers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::article::Article;
use crate::lexicon::WordClass;
use crate::vocabulary::Term;

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
const LETTERS: usize = 20;

impl Feature {
    /// All features.
    pub const ALL: [Self; 22] = [
        Self::Word,
        Self::Repeated,
        Self::Frequency,
        Self::FirstSentence,
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

/// The features of a term of the prose of `article`.
#[expect(clippy::cast_precision_loss, reason = "counts of words and sentences")]
pub(crate) fn values(article: &Article, term: Term) -> Values {
    let (usage, facts) = (article.usage(term), article.facts(term));
    let (first, sentences) = (usage.first, article.prose() as f32);
    let holds = |holds: bool| f32::from(u8::from(holds));
    let (frequency, rarity) = ((usage.count.max(1) as f32).ln(), facts.weight / 10.0);
    let function = holds(facts.class.contains(WordClass::STOP));
    let capital = holds(usage.capitalized);
    Feature::ALL.map(|feature| match feature {
        Feature::Word => 1.0,
        Feature::Repeated => holds(usage.count > 1),
        Feature::Frequency => frequency,
        Feature::FirstSentence => holds(first == 0),
        Feature::SecondSentence => holds(first == 1),
        Feature::ThirdSentence => holds(first == 2),
        Feature::EarlySentence => holds((3..6).contains(&first)),
        Feature::MiddleSentence => holds((6..11).contains(&first)),
        Feature::SecondHalf => holds(usage.last as f32 >= sentences / 2.0),
        Feature::Title => holds(article.in_title(term)),
        Feature::Heading => holds(article.in_headings(term)),
        Feature::Name => holds(article.in_names(term)),
        Feature::Rarity => rarity,
        Feature::Keyword => rarity * frequency,
        Feature::Function => function,
        Feature::FunctionRarity => function * rarity,
        Feature::Capital => capital,
        Feature::CapitalRarity => capital * rarity,
        Feature::Pronoun => holds(facts.class.contains(WordClass::PRONOUN)),
        Feature::Subjunctive => holds(facts.class.contains(WordClass::SUBJUNCTIVE)),
        Feature::Letters => facts.length.min(LETTERS) as f32 / 10.0,
        Feature::TextLength => sentences.max(1.0).ln() / 3.0,
    })
}

/// Sum of values times weights.
pub(crate) fn dot(values: &Values, weights: &Values) -> f32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}
