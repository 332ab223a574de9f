//! Training a model from tagged sentences.

use thiserror::Error;

use crate::crf::trainer::Trainer;
use crate::evaluate::Evaluation;
use crate::iob2::TaggedSentence;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::recognizer::EntityRecognizer;
use crate::tags::{MAX_TAGS, TagSet};

/// How to train; the defaults made the shipped models.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingOptions {
    /// Seed of everything random; the same seed and data give the same model.
    pub seed: u64,
    /// Passes over the training sentences, at most.
    pub epochs: usize,
    /// Passes without a better F1 on the development sentences after which training ends.
    pub patience: usize,
    /// Step size of `AdaGrad`.
    pub learning_rate: f32,
    /// Share of the features that is left out at random of each token, from 0 to below 1.
    ///
    /// Source: Srivastava et al., *Dropout*, JMLR 2014; for features of a conditional random field
    /// Wang and Manning, *Fast dropout training*, ICML 2013.
    pub dropout: f32,
    /// What it costs to take a token of an entity for one outside, in log-odds: the score that
    /// outside has in advance while learning. More finds more entities, at more false ones.
    ///
    /// Source: Mohit et al., *Recall-oriented learning of named entities in Arabic Wikipedia*,
    /// EACL 2012; Gimpel and Smith, *Softmax-margin CRFs*, NAACL 2010.
    pub miss: f32,
    /// Features that occur less often than this in training are left out.
    pub rarest: u32,
    /// Models with seeds of their own whose weights are averaged; each learns on a thread.
    pub members: usize,
    /// Weights smaller than this, of at most 127, are left out of the model.
    pub smallest: i8,
}

impl Default for TrainingOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            epochs: 12,
            patience: 4,
            learning_rate: 0.04,
            dropout: 0.5,
            miss: 0.0,
            rarest: 2,
            members: 4,
            smallest: 5,
        }
    }
}

/// What a pass over the training sentences led to.
#[derive(Debug, Clone, PartialEq)]
pub struct Epoch {
    /// Number of the pass, from 1.
    pub number: usize,
    /// Negative log-likelihood of a training sentence, on average.
    pub loss: f64,
    /// The model so far on the development sentences.
    pub dev: Evaluation,
}

/// Why no model can be trained.
#[derive(Debug, Error)]
pub enum TrainingError {
    /// There is nothing to learn.
    #[error("the training sentences have no entity; expected tags such as B-PER")]
    NoEntities,
    /// There is nothing to choose a model by.
    #[error("there are no development sentences; hold some of the training sentences back")]
    NoDevelopment,
    /// There are more tags than a model can have.
    #[error("the training sentences have {found} different tags; at most {MAX_TAGS} are possible")]
    TooManyTags {
        /// Number of different tags.
        found: usize,
    },
}

/// Trains a model and gives the best of its epochs by F1 on the development sentences.
///
/// `progress` is called after each epoch. Lexicons become part of the model.
///
/// # Errors
/// [`TrainingError`] if the sentences cannot be learnt from.
///
/// # Example
/// ```
/// use satz_entities::{EntityRecognizer, TrainingOptions, iob2, train};
///
/// let sentences = iob2::read("Anna\tB-PER\nliest\tO\n\nPaul\tB-PER\nliest\tO\n".as_bytes())?;
/// let options = TrainingOptions { rarest: 1, ..TrainingOptions::default() };
/// let model = train(&sentences, &sentences, Vec::new(), &options, |epoch| {
///     println!("epoch {}: F1 {:.1}", epoch.number, epoch.dev.total().f1());
/// })?;
/// let recognizer = EntityRecognizer::from_model(model);
/// assert_eq!(recognizer.tag(&["Anna", "liest"]), ["B-PER", "O"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn train(
    sentences: &[TaggedSentence],
    development: &[TaggedSentence],
    lexicons: Vec<Lexicon>,
    options: &TrainingOptions,
    mut progress: impl FnMut(&Epoch),
) -> Result<Model, TrainingError> {
    let tags = check(sentences, development)?;
    let mut trainer = Trainer::new(sentences, tags, lexicons, options);
    let mut best = Best::default();
    for number in 1..=options.epochs.max(1) {
        let loss = trainer.epoch();
        let model = trainer.model();
        let (recognizer, dev) = measure(model, development);
        let epoch = Epoch { number, loss, dev };
        progress(&epoch);
        best.offer(recognizer, &epoch);
        if number - best.epoch >= options.patience {
            break;
        }
    }
    best.model.ok_or(TrainingError::NoDevelopment)
}

/// The best model so far.
#[derive(Default)]
struct Best {
    model: Option<Model>,
    epoch: usize,
    f1: f64,
}

impl Best {
    fn offer(&mut self, recognizer: EntityRecognizer, epoch: &Epoch) {
        let f1 = epoch.dev.total().f1();
        if self.model.is_none() || f1 > self.f1 {
            *self = Self { model: Some(recognizer.into_model()), epoch: epoch.number, f1 };
        }
    }
}

fn check(
    sentences: &[TaggedSentence],
    development: &[TaggedSentence],
) -> Result<TagSet, TrainingError> {
    let names = sentences.iter().flat_map(|sentence| &sentence.tags);
    let distinct: std::collections::BTreeSet<&String> = names.collect();
    if distinct.len() > MAX_TAGS / 2 {
        return Err(TrainingError::TooManyTags { found: distinct.len() });
    }
    let tags = TagSet::of(distinct);
    if tags.is_empty() {
        return Err(TrainingError::NoEntities);
    }
    if development.is_empty() {
        return Err(TrainingError::NoDevelopment);
    }
    Ok(tags)
}

fn measure(model: Model, sentences: &[TaggedSentence]) -> (EntityRecognizer, Evaluation) {
    let recognizer = EntityRecognizer::from_model(model);
    let evaluation = recognizer.evaluate(sentences);
    (recognizer, evaluation)
}
