//! Sentences and headings of German and English text, with the reason for every boundary.
//!
//! Use [`SentenceSplitter::german`] or [`SentenceSplitter::english`]; both are a
//! [`Stage`](satz_core::Stage) that reads [`Tokens`](satz_core::Tokens) and writes
//! [`Sentences`](satz_core::Sentences). [`SentenceSplitter::explain`] tells why a boundary is
//! where it is.

mod candidate;
mod clauses;
mod evaluate;
mod explain;
mod features;
mod heading;
mod interview;
mod lexicon;
mod lines;
mod mark;
mod model;
mod plain;
mod rules;
mod signature;
mod slogan;
mod splitter;
pub mod train;
mod view;
mod words;

pub use clauses::Clauses;
pub use evaluate::{Segmentation, SegmentationScore};
pub use explain::{Decision, Outcome, Reason};
pub use lexicon::{LexiconError, SplitterLexicon};
pub use model::{BoundaryModel, ModelError};
pub use splitter::SentenceSplitter;
