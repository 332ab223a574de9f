//! The stage.

use std::sync::Arc;

use satz_core::{
    Document, Entities, Metadata, MissingLayer, Pool, Reads, Sentences, Stage, StageError, Summary,
    Tokens,
};

use crate::algorithm::Algorithm;
use crate::article::{Article, Layers};
use crate::budget::Budget;
use crate::editor::{self, Task};
use crate::exchange::Exchange;
use crate::expectation::Expectation;
use crate::explanation::Explanation;
use crate::graph::{Graph, Similarity};
use crate::language::Language;
use crate::passage::Passage;
use crate::profile::{Profile, Profiles};
use crate::selection::{Ranking, Selection};

/// Chooses the sentences that stand for a text.
///
/// Cheap to clone: clones share the data of the language, not the scratch memory.
///
/// A warm summarizer allocates nothing: words, sentences and candidates of a text lie where those of
/// the text before lay.
///
/// # Example
/// ```
/// use satz_core::{Document, SentenceKind, Sentences, Span, Summary, TokenKind, Tokens};
/// use satz_summarizer::{Budget, Summarizer};
///
/// let mut document = Document::new("Es schneit.")?;
/// # let (mut tokens, mut sentences) = (Tokens::default(), Sentences::default());
/// # tokens.push(Span::new(0, 2), TokenKind::Word);
/// # tokens.push(Span::new(3, 10), TokenKind::Word);
/// # tokens.push(Span::new(10, 11), TokenKind::Punctuation);
/// # sentences.push(3, SentenceKind::Sentence);
/// # document.insert(tokens)?;
/// # document.insert(sentences)?;
/// // The document has tokens and sentences.
/// document.apply(&Summarizer::german().with_budget(Budget::Sentences(3)))?;
/// assert_eq!(document.layer::<Summary>()?.sentences(), [0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Summarizer {
    language: Arc<Language>,
    profiles: Profiles,
    budget: Budget,
    algorithm: Algorithm,
    query: Option<String>,
    scratch: Pool<Scratch>,
}

/// Memory of one run.
#[derive(Default)]
pub(crate) struct Scratch {
    pub(crate) article: Article,
    pub(crate) expectation: Expectation,
    pub(crate) scores: Vec<f32>,
    pub(crate) selection: Selection,
    exchange: Exchange,
    graph: Graph,
}

/// Sentences of a summary unless a [`Budget`] is given.
const SENTENCES: usize = 3;

impl Summarizer {
    /// For German, three sentences.
    pub fn german() -> Self {
        Self::new(Language::german())
    }

    /// For English, three sentences.
    pub fn english() -> Self {
        Self::new(Language::english())
    }

    fn new(language: Language) -> Self {
        Self {
            profiles: language.profiles.clone(),
            language: Arc::new(language),
            budget: Budget::Sentences(SENTENCES),
            algorithm: Algorithm::default(),
            query: None,
            scratch: Pool::default(),
        }
    }

    /// How long the summaries are.
    pub fn with_budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }

    /// How sentences are chosen.
    pub fn with_algorithm(self, algorithm: Algorithm) -> Self {
        Self { algorithm, ..self }
    }

    /// What the reader wants to know: sentences with these words come first.
    pub fn with_query(self, query: impl Into<String>) -> Self {
        Self { query: Some(query.into()), ..self }
    }

    /// Weights in place of those that come with the language.
    pub fn with_profiles(self, profiles: Profiles) -> Self {
        Self { profiles, ..self }
    }

    /// Why the sentences of a summary were chosen; the summary is the one that the stage writes.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layers `tokens` and `sentences`.
    pub fn explain(&self, document: &Document) -> Result<Explanation, MissingLayer> {
        let layers = <Self as Stage>::Reads::borrow(document)?;
        let mut scratch = self.scratch.take();
        let profile = self.run(document.text(), layers, &mut scratch);
        Ok(Explanation::new(&scratch, profile))
    }

    /// Reads, scores and selects; the result is in `scratch`.
    fn run(&self, text: &str, layers: Layers<'_>, scratch: &mut Scratch) -> &Profile {
        let Scratch { article, expectation, scores, selection, exchange, graph } = scratch;
        article.read(text, layers, &self.language);
        if let Some(query) = &self.query {
            article.ask(query, &self.language);
        }
        let limit = self.budget.limit(candidates(article));
        let profile = self.profiles.of(article);
        scores.clear();
        match self.algorithm {
            Algorithm::Trained => {
                expectation.compute(article, profile);
                scores.extend(expectation.scores(article, profile));
                let task = Task { article, expectation, profile, limit };
                editor::choose(task, selection, exchange);
                return profile;
            }
            Algorithm::Lead => scores.extend(lead(article.passages().len())),
            Algorithm::LexRank => graph.rank(article, Similarity::Cosine, scores),
            Algorithm::TextRank => graph.rank(article, Similarity::Bm25, scores),
        }
        selection.choose(article, Ranking::plain(scores), limit);
        profile
    }
}

/// Falling scores.
fn lead(passages: usize) -> impl Iterator<Item = f32> {
    std::iter::successors(Some(1.0_f32), |score| Some(score / (1.0 + score))).take(passages)
}

/// The running text, without headings and furniture.
pub(crate) fn candidates(article: &Article) -> impl Iterator<Item = &Passage> {
    article.passages().iter().filter(|passage| passage.is_running_text())
}

impl Clone for Summarizer {
    fn clone(&self) -> Self {
        Self {
            language: Arc::clone(&self.language),
            profiles: self.profiles.clone(),
            budget: self.budget,
            algorithm: self.algorithm,
            query: self.query.clone(),
            scratch: Pool::default(),
        }
    }
}

impl Stage for Summarizer {
    type Reads = (Tokens, Sentences, Option<Entities>, Option<Metadata>);
    type Writes = Summary;

    fn name(&self) -> &'static str {
        "summary"
    }

    fn annotate(
        &self,
        text: &str,
        layers: Layers<'_>,
        summary: &mut Summary,
    ) -> Result<(), StageError> {
        let mut scratch = self.scratch.take();
        self.run(text, layers, &mut scratch);
        for index in scratch.selection.indices() {
            summary.push(u32::try_from(index).map_err(StageError::new)?, scratch.scores[index]);
            if let Some(omitted) = scratch.article.passages()[index].omitted {
                summary.omit(omitted);
            }
        }
        Ok(())
    }
}
