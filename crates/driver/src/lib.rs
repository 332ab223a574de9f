//! Pipelines of stages, over one document or a whole corpus.
//!
//! This is the crate to depend on: it brings the vocabulary of `satz-core` along, and the built-in
//! stages. Their options, training and evaluation are in the modules of their names.
//!
//! | to | read |
//! |---|---|
//! | annotate texts with the built-in stages | [`Pipeline::german`], [`Preset`] |
//! | put stages together | [`Pipeline::builder`], [`Stage`] |
//! | annotate a corpus in parallel | [`Pipeline::run`], [`Input`], [`Sink`] |
//! | train or measure | [`entities`], [`sentences`], [`summarizer`] |
//!
//! # Example
//! ```
//! use satz_driver::{Document, Pipeline};
//!
//! let mut document = Document::new("Die Ministerin reist nach Graz. Sie kommt am 24. zurück.")?;
//! Pipeline::german().process(&mut document)?;
//! assert_eq!(document.sentences()?.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch;
mod dyn_stage;
mod error;
mod function_words;
mod input;
mod language;
mod lexicon;
mod offset_map;
mod pipeline;
mod preset;
mod recognizers;
mod report;
mod run;
mod sink;
mod workers;

pub use satz_core::*;
pub use satz_entities::EntityRecognizer;
pub use satz_sentences::SentenceSplitter;
pub use satz_summarizer::Summarizer;
pub use satz_tokenizer::Tokenizer;

#[doc(no_inline)]
pub use {
    satz_entities as entities, satz_sentences as sentences, satz_summarizer as summarizer,
    satz_tokenizer as tokenizer,
};

pub use error::DocumentError;
pub use input::{Input, InputError};
pub use language::{ByLanguage, DocumentLanguage, Language, LanguageDetector};
pub use lexicon::{Lexicon, LexiconError};
pub use offset_map::{OffsetMap, OffsetUnit};
pub use pipeline::{BuildError, Pipeline, PipelineBuilder};
pub use preset::{EntityModel, Preset, PresetLanguage, PresetStage};
pub use recognizers::Recognizers;
pub use report::{RunReport, SlowDocument, StageTime};
pub use run::{Encode, RunError, RunOptions};
pub use sink::{Outcome, Sink};

/// The examples of the README, which are tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
