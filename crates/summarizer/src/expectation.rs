//! How much of an editor's summary a sentence is expected to have.

use crate::article::Article;
use crate::by_term::ByTerm;
use crate::feature::{Features, dot};
use crate::furniture::Fitness;
use crate::passage::Passage;
use crate::profile::Profile;
use crate::terms::Places;

/// What a word of the query is worth, in words that an editor would use.
const QUERY: f32 = 4.0;
/// Sentences at the head of a text, where the price of late ones does not apply.
const TOP: usize = 3;

/// Expected words and pairs of words, for one text.
#[derive(Debug, Default)]
pub(crate) struct Expectation {
    /// Probability that an editor uses the term.
    words: ByTerm<f32>,
    /// What the neighbouring words of each passage are worth, less its price.
    extras: Vec<f32>,
    /// What each passage is worth on its own.
    worths: Vec<f32>,
}

impl Expectation {
    /// Looks at all words and passages of `article`.
    pub(crate) fn compute(&mut self, article: &Article, profile: &Profile) {
        self.words.reset(article.size());
        let (features, weights) = (Features::new(article), profile.weights());
        for &term in article.vocabulary() {
            let odds = dot(&features.of(term), &weights);
            let query =
                if article.known(term).places.contains(Places::QUERY) { QUERY } else { 0.0 };
            self.words.set(term, sigmoid(odds) + query);
        }
        self.extras.clear();
        self.worths.clear();
        let mut rank = 0;
        for passage in article.passages() {
            let late = if rank < TOP { 0.0 } else { profile.late };
            let pairs = profile.pairs * self.pairs(article, passage);
            let extra = pairs - profile.price(passage) - late;
            let terms = article.terms(passage).iter();
            let words: f32 = terms.map(|&term| self.words.at(term)).sum();
            self.extras.push(extra);
            self.worths.push(words + extra);
            rank += usize::from(passage.fitness == Fitness::Prose);
        }
    }

    /// Probability that an editor uses the term, by term.
    pub(crate) fn words(&self) -> &ByTerm<f32> {
        &self.words
    }

    /// What the neighbouring words of each passage are worth, less its price.
    pub(crate) fn extras(&self) -> &[f32] {
        &self.extras
    }

    /// What each passage is worth on its own, less its price.
    pub(crate) fn worths(&self) -> &[f32] {
        &self.worths
    }

    /// The expected F1 of each passage on its own.
    #[expect(clippy::cast_precision_loss, reason = "a count of words")]
    pub(crate) fn scores(&self, article: &Article, profile: &Profile) -> impl Iterator<Item = f32> {
        let worths = self.worths.iter().zip(article.passages());
        worths.map(|(worth, passage)| {
            2.0 * worth / (article.words(passage).len() as f32 + profile.reference)
        })
    }

    fn pairs(&self, article: &Article, passage: &Passage) -> f32 {
        let pairs = article.words(passage).windows(2);
        pairs.map(|pair| self.words.at(pair[0]) * self.words.at(pair[1])).sum()
    }
}

fn sigmoid(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}
