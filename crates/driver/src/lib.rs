//! Pipelines of stages, over one document or a whole corpus.
//!
//! This is the crate to depend on: it brings the vocabulary of `satz-core` along.

mod batch;
mod dyn_stage;
mod error;
mod input;
mod language;
mod pipeline;
mod preset;
mod report;
mod run;
mod sink;
mod workers;

pub use satz_core::*;
pub use satz_entities::EntityRecognizer;
pub use satz_sentences::{Segmentation, SegmentationScore, SentenceSplitter, SpanCounts};
pub use satz_summarizer::{Budget, Summarizer};
pub use satz_tokenizer::{Hyphens, Tokenizer, TokenizerLexicon};

pub use error::DocumentError;
pub use input::{Input, InputError};
pub use language::{ByLanguage, DocumentLanguage, Language, LanguageDetector};
pub use pipeline::{BuildError, Pipeline, PipelineBuilder};
pub use preset::{Preset, PresetLanguage, PresetStage};
pub use report::{RunReport, SlowDocument, StageTime};
pub use run::{Encode, RunError, RunOptions};
pub use sink::{Outcome, Sink};
