//! The built-in stages, put together.

use std::num::NonZeroUsize;
use std::sync::Arc;

use satz_core::{Document, Stage};
use satz_entities::{EntityRecognizer, Gazetteer, Model, Overlay};
use satz_sentences::SentenceSplitter;
use satz_summarizer::{Budget, Summarizer};
use satz_tokenizer::Tokenizer;

use crate::{
    BuildError, ByLanguage, DocumentLanguage, Language, LanguageDetector, Lexicon, Pipeline,
    PipelineBuilder, Recognizers,
};

/// Which of the built-in stages a pipeline has, and for which language.
///
/// # Example
/// ```
/// use satz_driver::{Document, Preset, PresetStage};
///
/// let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
/// let pipeline = Preset { stages, ..Preset::default() }.pipeline()?;
/// let mut document = Document::new("Es schneit. Die Straßen sind glatt.")?;
/// pipeline.process(&mut document)?;
/// assert_eq!(document.sentences()?.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Preset {
    /// Language of the documents.
    pub language: PresetLanguage,
    /// The stages, in the order in which they run.
    pub stages: Vec<PresetStage>,
    /// Sentences in a summary, at most.
    pub summary_sentences: NonZeroUsize,
    /// Words of the user.
    pub lexicon: Lexicon,
    /// The model of [`PresetStage::Entities`].
    pub entity_model: EntityModel,
    /// Names of the user, which [`PresetStage::Entities`] finds on top of those of the model: where
    /// they share text the list wins, unless its name is a part of a longer one ([`Overlay`]).
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// If given, entities of the model with a lower score than this, from 0 to 1, are left out:
    /// [`EntityRecognizer::with_min_score`].
    pub min_score: Option<f32>,
}

/// A model of named entities.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum EntityModel {
    /// The built-in one of the language: a million tokens a second.
    #[default]
    Fast,
    /// For German the built-in one with a network, for English the fast one:
    /// [`EntityRecognizer::german_accurate`].
    Accurate,
    /// The user's own, whatever the language.
    Own(Arc<Model>),
}

/// How the language of a document is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresetLanguage {
    /// All documents are in this one.
    Only(Language),
    /// Each document tells: by its metadata, else by its letters.
    Detected,
}

impl EntityModel {
    /// The built-in model with this name: `fast` or `accurate`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "fast" => Some(Self::Fast),
            "accurate" => Some(Self::Accurate),
            _ => None,
        }
    }

    /// A new recognizer with this model for a language.
    pub fn recognizer(&self, language: Language) -> EntityRecognizer {
        match (self, language) {
            (Self::Own(model), _) => EntityRecognizer::from_model(Model::clone(model)),
            (Self::Fast, Language::German) => EntityRecognizer::german(),
            (Self::Accurate, Language::German) => EntityRecognizer::german_accurate(),
            (Self::Fast | Self::Accurate, Language::English) => EntityRecognizer::english(),
        }
    }
}

/// A built-in stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresetStage {
    /// [`Tokenizer`]
    Tokens,
    /// [`SentenceSplitter`]
    Sentences,
    /// [`EntityRecognizer`]
    Entities,
    /// [`Summarizer`]
    Summary,
}

impl Default for Preset {
    /// German, all stages, summaries of three sentences.
    fn default() -> Self {
        use PresetStage::{Entities, Sentences, Summary, Tokens};
        Self {
            language: PresetLanguage::Only(Language::German),
            stages: vec![Tokens, Sentences, Entities, Summary],
            summary_sentences: const { NonZeroUsize::new(3).unwrap() },
            lexicon: Lexicon::default(),
            entity_model: EntityModel::default(),
            gazetteer: None,
            min_score: None,
        }
    }
}

impl Preset {
    /// Puts the stages together.
    ///
    /// # Errors
    /// [`BuildError`] if a stage needs one that is not in the list before it.
    pub fn pipeline(&self) -> Result<Pipeline, BuildError> {
        self.builder(&Recognizers::default()).build()
    }

    /// The stages, to which others can be added, with the built-in recognizers that other
    /// pipelines have too.
    pub fn builder(&self, recognizers: &Recognizers) -> PipelineBuilder {
        let mut builder = Pipeline::builder();
        if self.language == PresetLanguage::Detected {
            builder = builder.stage(LanguageDetector::default());
        }
        let stages = self.stages.iter();
        stages.fold(builder, |builder, &stage| self.add(stage, recognizers, builder))
    }

    /// The language in which a document of this preset's pipeline was annotated.
    pub fn language_of(&self, document: &Document) -> Language {
        match self.language {
            PresetLanguage::Only(language) => language,
            PresetLanguage::Detected => {
                document.layer::<DocumentLanguage>().map_or(Language::default(), |it| it.language)
            }
        }
    }

    /// The splitter of this preset's pipeline for a document, which can
    /// [explain](SentenceSplitter::explain) its boundaries.
    pub fn splitter_of(&self, document: &Document) -> SentenceSplitter {
        let splitter = match self.language_of(document) {
            Language::German => SentenceSplitter::german(),
            Language::English => SentenceSplitter::english(),
        };
        splitter.with_lexicon(&self.lexicon.sentences)
    }

    fn add(
        &self,
        stage: PresetStage,
        recognizers: &Recognizers,
        builder: PipelineBuilder,
    ) -> PipelineBuilder {
        let language = self.language;
        let sentences = self.summary_sentences.get();
        let Lexicon { tokens, sentences: splits } = &self.lexicon;
        match stage {
            PresetStage::Tokens => add(
                language,
                builder,
                || Tokenizer::german().with_lexicon(tokens),
                || Tokenizer::english().with_lexicon(tokens),
            ),
            PresetStage::Sentences => add(
                language,
                builder,
                || SentenceSplitter::german().with_lexicon(splits),
                || SentenceSplitter::english().with_lexicon(splits),
            ),
            PresetStage::Entities => {
                let recognizer = |language| self.recognizer(recognizers, language);
                match &self.gazetteer {
                    None => self.add_entities(builder, recognizer),
                    Some(list) => self.add_entities(builder, |language| {
                        Overlay::new(Arc::clone(list), recognizer(language))
                    }),
                }
            }
            PresetStage::Summary => add(
                language,
                builder,
                || Summarizer::german().with_budget(Budget::Sentences(sentences)),
                || Summarizer::english().with_budget(Budget::Sentences(sentences)),
            ),
        }
    }
}

impl Preset {
    fn add_entities<S: Stage + 'static>(
        &self,
        builder: PipelineBuilder,
        stage: impl Fn(Language) -> S,
    ) -> PipelineBuilder {
        match self.entity_model {
            // One for both languages.
            EntityModel::Own(_) => builder.stage(stage(Language::default())),
            EntityModel::Fast | EntityModel::Accurate => {
                add(self.language, builder, || stage(Language::German), || stage(Language::English))
            }
        }
    }

    /// The recognizer for a language, which is shared unless it leaves some out.
    fn recognizer(&self, recognizers: &Recognizers, language: Language) -> Arc<EntityRecognizer> {
        match self.min_score {
            None => recognizers.of(&self.entity_model, language),
            Some(min_score) => {
                Arc::new(self.entity_model.recognizer(language).with_min_score(min_score))
            }
        }
    }
}

/// Adds the stage for `language`, and makes no other.
fn add<S: Stage + 'static>(
    language: PresetLanguage,
    builder: PipelineBuilder,
    german: impl Fn() -> S,
    english: impl Fn() -> S,
) -> PipelineBuilder {
    match language {
        PresetLanguage::Only(Language::German) => builder.stage(german()),
        PresetLanguage::Only(Language::English) => builder.stage(english()),
        PresetLanguage::Detected => {
            builder.stage(ByLanguage { german: german(), english: english() })
        }
    }
}

impl Pipeline {
    /// All built-in stages for German, with summaries of three sentences.
    ///
    /// # Example
    /// ```
    /// use satz_driver::{Document, Pipeline};
    ///
    /// let mut document = Document::new("Die Ministerin reist heute nach Graz.")?;
    /// Pipeline::german().process(&mut document)?;
    /// let place = document.entities()?.next().unwrap();
    /// assert_eq!((place.text(), place.label()), ("Graz", "LOC"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn german() -> Self {
        Self::preset(PresetLanguage::Only(Language::German))
    }

    /// All built-in stages for English, with summaries of three sentences.
    pub fn english() -> Self {
        Self::preset(PresetLanguage::Only(Language::English))
    }

    /// All built-in stages for both languages, each document in its own.
    pub fn multilingual() -> Self {
        Self::preset(PresetLanguage::Detected)
    }

    fn preset(language: PresetLanguage) -> Self {
        let preset = Preset { language, ..Preset::default() };
        preset.pipeline().expect("the default stages fit each other, as a test shows")
    }
}
