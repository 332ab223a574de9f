//! Training the weights of the features.

use satz_core::{Document, MissingLayer, Reads, Stage};

use crate::article::Article;
use crate::feature::{Feature, Features, Values};
use crate::language::Language;
use crate::logistic;
use crate::profile::Profile;
use crate::summarizer::Summarizer;
use crate::terms::Term;

/// Articles with reference summaries, to train weights by.
///
/// A word of the article is an example, and whether a reference has it is the outcome: a hundred
/// thousand small questions are a better guide than a few hundred whole summaries.
///
/// # Example
/// ```
/// use satz_summarizer::Trainer;
///
/// let trainer = Trainer::german();
/// // trainer.add(&document, &["Was die Redaktion über den Artikel schrieb."])?; and so on
/// assert!(trainer.is_empty());
/// ```
#[derive(Debug)]
pub struct Trainer {
    language: Language,
    article: Article,
    /// Of each article, the features of each term of its prose, and whether a reference has it.
    articles: Vec<Vec<(Values, bool)>>,
}

impl Trainer {
    /// For German texts.
    pub fn german() -> Self {
        Self::new(Language::german())
    }

    /// For English texts.
    pub fn english() -> Self {
        Self::new(Language::english())
    }

    fn new(language: Language) -> Self {
        Self { language, article: Article::default(), articles: Vec::new() }
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Adds an article with its tokens and sentences, best also with its entities and its title.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layers `tokens` and `sentences`.
    pub fn add(&mut self, document: &Document, references: &[&str]) -> Result<(), MissingLayer> {
        let Self { language, article, articles } = self;
        let layers = <Summarizer as Stage>::Reads::borrow(document)?;
        article.read(document.text(), layers, language);
        let used: Vec<_> =
            references.iter().flat_map(|reference| article.terms_of(reference, language)).collect();
        let features = Features::new(article);
        let label = |term: &Term| (features.of(*term), used.contains(term));
        articles.push(article.vocabulary().iter().map(label).collect());
        Ok(())
    }

    /// Takes `feature` away from all articles added so far: training gives it no weight.
    pub fn without(mut self, feature: Feature) -> Self {
        for (values, _) in self.articles.iter_mut().flatten() {
            let places = values.iter_mut().zip(Feature::ALL);
            for (value, _) in places.filter(|&(_, other)| other == feature) {
                *value = 0.0;
            }
        }
        self
    }

    /// `profile` with the weights of words that the articles teach.
    pub fn train(&self, profile: &Profile) -> Profile {
        self.train_on(profile, |_| true)
    }

    /// `profile` with the weights of words that some of the articles teach: those whose number,
    /// from 0 in the order in which they were added, is `chosen`.
    pub fn train_on(&self, profile: &Profile, chosen: impl Fn(usize) -> bool) -> Profile {
        let articles = self.articles.iter().enumerate().filter(|&(number, _)| chosen(number));
        let words: Vec<_> = articles.flat_map(|(_, words)| words.iter().copied()).collect();
        profile.with_weights(&logistic::fit(&words))
    }
}
