//! An article with its reference summaries, made ready to be summarized again and again.

use foldhash::HashMap;
use satz_core::{Document, MissingLayer, Reads, Sentences, Stage, Tokens};

use crate::article::Article;
use crate::budget::Budget;
use crate::by_term::ByTerm;
use crate::editor::{self, Task};
use crate::exchange::Exchange;
use crate::expectation::Expectation;
use crate::feature::{self, Values};
use crate::language::Language;
use crate::profile::Profile;
use crate::rouge::{self, Rouge};
use crate::selection::Selection;
use crate::summarizer::{Summarizer, candidates};

/// What training needs of an article.
#[derive(Debug)]
pub(crate) struct Example {
    article: Article,
    /// The features of each term of the prose, and whether a reference has it.
    words: Vec<(Values, bool)>,
    /// The words of each sentence as ROUGE counts them, numbered.
    sentences: Vec<Vec<u32>>,
    references: Vec<Vec<u32>>,
}

impl Example {
    pub(crate) fn new(
        document: &Document,
        references: &[&str],
        language: &Language,
    ) -> Result<Self, MissingLayer> {
        let mut article = Article::default();
        let layers = <Summarizer as Stage>::Reads::borrow(document)?;
        article.read(document.text(), layers, language);
        let mut used = ByTerm::default();
        for reference in references {
            article.for_each_word(reference, language, |term| used.set(term, true));
        }
        let label = |&term| (feature::values(&article, term), used.at(term));
        let words = article.vocabulary().iter().map(label).collect();

        let (tokens, sentences) = (document.layer::<Tokens>()?, document.layer::<Sentences>()?);
        let spans = (0..sentences.len()).map(|index| sentences.span(index, tokens));
        let texts = spans.map(|span| &document.text()[span.range()]);
        let mut numbers = Numbers::default();
        let sentences = texts.map(|text| numbers.words(text)).collect();
        let references = references.iter().map(|text| numbers.words(text)).collect();
        Ok(Self { article, words, sentences, references })
    }

    /// The features of each term of the prose, and whether a reference has it.
    pub(crate) fn words(&self) -> &[(Values, bool)] {
        &self.words
    }

    /// The score of the summary by `profile`.
    pub(crate) fn score(&self, profile: &Profile, budget: Budget) -> f64 {
        let (mut expectation, mut selection) = (Expectation::default(), Selection::default());
        expectation.compute(&self.article, profile);
        let limit = budget.limit(candidates(&self.article));
        let (article, expectation) = (&self.article, &expectation);
        let task = Task { article, expectation, profile, limit };
        editor::choose(task, &mut selection, &mut Exchange::default());
        self.rouge(selection.indices())
    }

    /// The score of the first sentences of any kind, cut at the budget.
    pub(crate) fn lead(&self, budget: Budget) -> f64 {
        let limit = budget.limit(candidates(&self.article));
        let passages = self.article.passages();
        let mut spent = 0;
        let lead = (0..passages.len()).take_while(|&index| {
            spent += limit.cost(&passages[index]);
            index == 0 || spent <= limit.total
        });
        self.rouge(lead)
    }

    /// Mean of ROUGE-1 and ROUGE-2 against the reference that fits best.
    fn rouge(&self, sentences: impl Iterator<Item = usize>) -> f64 {
        let summary: Vec<u32> =
            sentences.flat_map(|index| self.sentences[index].iter().copied()).collect();
        let scores = self.references.iter().map(|words| rouge::overlap(&summary, words).mean());
        scores.fold(0.0, f64::max)
    }
}

/// Words as numbers.
#[derive(Default)]
struct Numbers {
    known: HashMap<String, u32>,
}

impl Numbers {
    fn words(&mut self, text: &str) -> Vec<u32> {
        let words = Rouge::default().words(text).into_iter();
        let number = |word| {
            let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            *self.known.entry(word).or_insert(next)
        };
        words.map(number).collect()
    }
}
