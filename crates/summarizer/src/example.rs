//! An article with its reference summaries, made ready to be summarized again and again.

use foldhash::HashMap;
use satz_core::{Document, MissingLayer, Reads, Sentences, Stage, Tokens};

use crate::article::Article;
use crate::budget::Budget;
use crate::feature::{self, Values};
use crate::keywords::Keywords;
use crate::language::Language;
use crate::passage::Traits;
use crate::rouge::{self, Rouge};
use crate::selection::{Ranking, Selection};
use crate::summarizer::{Summarizer, candidates, dot};

/// What training needs of an article.
pub(crate) struct Example {
    article: Article,
    rows: Vec<Values>,
    /// The words of each sentence, numbered.
    sentences: Vec<Vec<u32>>,
    references: Vec<Vec<u32>>,
}

/// Weights in search of better ones.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Point {
    pub(crate) weights: Values,
    pub(crate) redundancy: f32,
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
        let mut rows = Vec::new();
        feature::compute(&article, &mut Keywords::default(), &mut rows);
        let (tokens, sentences) = (document.layer::<Tokens>()?, document.layer::<Sentences>()?);
        let mut numbers = Numbers::default();
        let spans = (0..sentences.len()).map(|index| sentences.span(index, tokens));
        let texts = spans.map(|span| &document.text()[span.range()]);
        let sentences = texts.map(|text| numbers.words(text)).collect();
        let references = references.iter().map(|text| numbers.words(text)).collect();
        Ok(Self { article, rows, sentences, references })
    }

    /// Whether any sentence has something of the feature at `index`.
    pub(crate) fn has_feature(&self, index: usize) -> bool {
        self.rows.iter().any(|row| row[index] != 0.0)
    }

    /// The score of the summary that `point` chooses.
    pub(crate) fn score(&self, point: &Point, budget: Budget, selection: &mut Selection) -> f64 {
        let scores: Vec<f32> = self.rows.iter().map(|row| dot(row, &point.weights)).collect();
        let ranking = Ranking {
            scores: &scores,
            redundancy: point.redundancy.max(0.0),
            leans: |passage| passage.has(Traits::LEANS),
        };
        let limit = budget.limit(candidates(&self.article));
        selection.choose(&self.article, ranking, limit);
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
