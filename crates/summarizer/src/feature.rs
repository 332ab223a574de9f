//! What speaks for or against a sentence, as numbers.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::keywords::Keywords;
use crate::passage::{Passage, Traits};

/// One property of a sentence that the score weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// It is the first sentence of the text.
    Lead,
    /// It is one of the first three sentences.
    Top,
    /// How early it comes: 1 for the first sentence, 1/2 for the second, 1/3 for the third.
    Early,
    /// Its place in the text, from 0 to 1.
    Late,
    /// It opens a paragraph.
    Paragraph,
    /// Share of the title that it repeats, by weight of the words.
    Title,
    /// Share of the sub-heads that it repeats.
    Headings,
    /// Share of the keywords of the text that it has, by weight.
    Keywords,
    /// Share of keywords among its own words, by weight.
    Density,
    /// Cosine of its words and those of the whole text.
    Centrality,
    /// Share of its words that the first sentence has.
    Echo,
    /// Share of the names of the text that it mentions, by mentions.
    Names,
    /// Tens of words.
    Length,
    /// Tens of words beyond 24.
    Long,
    /// Tens of words short of 14.
    Short,
    /// It is a question.
    Question,
    /// It has a quotation.
    Quotation,
    /// It speaks as "I" or "we".
    FirstPerson,
    /// It has a date or a day of the week.
    Dated,
    /// It has a number.
    Number,
    /// It names who said something.
    Reports,
    /// It is tied to the sentence before by a word like "zudem".
    Connects,
    /// Its pronoun or its subjunctive needs the sentence before.
    Leans,
    /// Share of the query that it has.
    Query,
}

/// Number of features.
pub(crate) const FEATURES: usize = Feature::ALL.len();

/// Words of a sentence that begins to be long.
const LONG: usize = 24;
/// Words of a sentence that is no longer short.
const SHORT: usize = 14;

impl Feature {
    /// All features, in the order of [`Values`].
    pub const ALL: [Self; 24] = [
        Self::Lead,
        Self::Top,
        Self::Early,
        Self::Late,
        Self::Paragraph,
        Self::Title,
        Self::Headings,
        Self::Keywords,
        Self::Density,
        Self::Centrality,
        Self::Echo,
        Self::Names,
        Self::Length,
        Self::Long,
        Self::Short,
        Self::Question,
        Self::Quotation,
        Self::FirstPerson,
        Self::Dated,
        Self::Number,
        Self::Reports,
        Self::Connects,
        Self::Leans,
        Self::Query,
    ];
}

/// The value of each feature, in the order of [`Feature::ALL`], most between 0 and 1.
pub(crate) type Values = [f32; FEATURES];

/// Computes the features of all passages of prose, one after another; the others get zeros.
pub(crate) fn compute(article: &Article, keywords: &mut Keywords, rows: &mut Vec<Values>) {
    keywords.choose(article);
    rows.clear();
    let prose = article.passages().iter().filter(|passage| passage.is_prose()).count();
    let lead = article.passages().iter().find(|passage| passage.is_prose());
    keywords.follow(lead.map_or(&[], |lead| article.terms(lead)));
    let mut rank = 0;
    for passage in article.passages() {
        if !passage.is_prose() {
            rows.push(Values::default());
            continue;
        }
        rows.push(values(article, keywords, passage, Place { rank, of: prose }));
        rank += 1;
    }
}

/// Position among the sentences of prose.
#[derive(Clone, Copy)]
struct Place {
    rank: usize,
    of: usize,
}

#[expect(clippy::cast_precision_loss, reason = "positions and lengths, not exact quantities")]
fn values(article: &Article, keywords: &Keywords, passage: &Passage, place: Place) -> Values {
    let holds = |holds: bool| f32::from(u8::from(holds));
    let has = |traits| holds(passage.has(traits));
    let (rank, words) = (place.rank as f32, passage.words);
    let shares = keywords.shares(article, passage);
    let tens = |words: usize| words as f32 / 10.0;
    Feature::ALL.map(|feature| match feature {
        Feature::Lead => holds(place.rank == 0),
        Feature::Top => holds(place.rank < 3),
        Feature::Early => 1.0 / (1.0 + rank),
        Feature::Late => rank / place.of as f32,
        Feature::Paragraph => has(Traits::PARAGRAPH),
        Feature::Title => shares.title,
        Feature::Headings => shares.headings,
        Feature::Keywords => shares.keywords,
        Feature::Density => shares.density,
        Feature::Centrality => shares.centrality,
        Feature::Echo => {
            if place.rank == 0 {
                0.0
            } else {
                shares.echo
            }
        }
        Feature::Names => shares.names,
        Feature::Length => tens(words),
        Feature::Long => tens(words.saturating_sub(LONG)),
        Feature::Short => tens(SHORT.saturating_sub(words)),
        Feature::Question => has(Traits::QUESTION),
        Feature::Quotation => has(Traits::QUOTES),
        Feature::FirstPerson => has(Traits::FIRST_PERSON),
        Feature::Dated => has(Traits::DATED),
        Feature::Number => has(Traits::NUMBER),
        Feature::Reports => has(Traits::REPORTS),
        Feature::Connects => has(Traits::CONNECTS),
        Feature::Leans => has(Traits::LEANS),
        Feature::Query => shares.query,
    })
}
