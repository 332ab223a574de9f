//! The words that a text is about, and how much of them a sentence has.

use crate::article::Article;
use crate::by_term::ByTerm;
use crate::passage::Passage;
use crate::vocabulary::Term;

/// Number of keywords of a text.
const KEYWORDS: usize = 12;

/// Weights of the words of one text.
#[derive(Debug, Default)]
pub(crate) struct Keywords {
    /// Frequency times weight in the language (tf-idf), for the best [`KEYWORDS`] terms.
    weights: ByTerm<f32>,
    /// Terms of the first sentence.
    lead: ByTerm<bool>,
    candidates: Vec<(f32, u32, Term)>,
    keywords_total: f32,
    title_total: f32,
    headings_total: f32,
    query_total: f32,
    names_total: f32,
    /// Length of the tf-idf vector of the text.
    norm: f32,
}

/// Parts of the text's weight that a sentence has, each from 0 to 1.
#[derive(Debug, Default)]
pub(crate) struct Shares {
    pub(crate) title: f32,
    pub(crate) headings: f32,
    pub(crate) keywords: f32,
    pub(crate) density: f32,
    pub(crate) centrality: f32,
    pub(crate) echo: f32,
    pub(crate) names: f32,
    pub(crate) query: f32,
}

/// `part / whole`, and 0 of nothing.
fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

impl Keywords {
    /// Chooses the keywords of `article` and sums up the weights.
    #[expect(clippy::cast_precision_loss, reason = "a count of sentences")]
    pub(crate) fn choose(&mut self, article: &Article) {
        self.weights.clear();
        self.candidates.clear();
        let frequency = article.frequency();
        // Of two keywords with one weight, the one that the text has first; the number of a term
        // depends on the texts before.
        let ranked = frequency.terms().iter().zip(0..).map(|(&term, order)| {
            let weight = frequency.at(term) as f32 * article.weight(term);
            (weight, order, term)
        });
        self.candidates.extend(ranked);
        let squares = self.candidates.iter().map(|(weight, ..)| weight * weight);
        self.norm = squares.sum::<f32>().sqrt();
        let best_first = |one: &(f32, u32, Term), other: &(f32, u32, Term)| {
            other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
        };
        if self.candidates.len() > KEYWORDS {
            self.candidates.select_nth_unstable_by(KEYWORDS, best_first);
            self.candidates.truncate(KEYWORDS);
        }
        self.candidates.sort_unstable_by(best_first);
        for &(weight, _, term) in &self.candidates {
            self.weights.set(term, weight);
        }
        let total = |terms: &[Term]| terms.iter().map(|&term| article.weight(term)).sum();
        self.keywords_total = self.candidates.iter().map(|(weight, ..)| weight).sum();
        self.title_total = total(article.title().terms());
        self.headings_total = total(article.headings().terms());
        self.query_total = total(article.query().terms());
        let mentions = article.mentions();
        let counts = mentions.terms().iter().map(|&term| mentions.at(term));
        self.names_total = counts.map(|count| count as f32).sum();
    }

    /// Remembers the terms of the first sentence.
    pub(crate) fn follow(&mut self, lead: &[Term]) {
        self.lead.clear();
        lead.iter().for_each(|&term| self.lead.set(term, true));
    }

    /// What a passage has of the text's weight.
    #[expect(clippy::cast_precision_loss, reason = "a count of sentences")]
    pub(crate) fn shares(&self, article: &Article, passage: &Passage) -> Shares {
        let (mut sums, mut own, mut own_squares, mut keyed) = (Shares::default(), 0.0, 0.0, 0.0);
        for &term in article.terms(passage) {
            let weight = article.weight(term);
            let in_text = article.frequency().at(term) as f32 * weight;
            own += weight;
            own_squares += weight * weight;
            sums.centrality += weight * in_text;
            let keyword = self.weights.at(term);
            sums.keywords += keyword;
            keyed += if keyword > 0.0 { weight } else { 0.0 };
            sums.title += if article.title().at(term) { weight } else { 0.0 };
            sums.headings += if article.headings().at(term) { weight } else { 0.0 };
            sums.query += if article.query().at(term) { weight } else { 0.0 };
            sums.echo += if self.lead.at(term) { weight } else { 0.0 };
        }
        Shares {
            title: share(sums.title, self.title_total),
            headings: share(sums.headings, self.headings_total),
            keywords: share(sums.keywords, self.keywords_total),
            density: share(keyed, own),
            centrality: share(sums.centrality, own_squares.sqrt() * self.norm),
            echo: share(sums.echo, own),
            query: share(sums.query, self.query_total),
            names: share(self.names(article, passage), self.names_total),
        }
    }

    /// Mentions in the whole text of the names that the passage has, each name once.
    #[expect(clippy::cast_precision_loss, reason = "a count of mentions")]
    fn names(&self, article: &Article, passage: &Passage) -> f32 {
        let names = article.names(passage);
        let first = names.iter().enumerate().filter(|&(at, term)| !names[..at].contains(term));
        first.map(|(_, &term)| article.mentions().at(term) as f32).sum()
    }
}
