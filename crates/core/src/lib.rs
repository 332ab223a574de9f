//! The vocabulary of satz: documents, layers and stages.
//!
//! A [`Document`] is immutable text plus [layers](Layer) of stand-off annotation. A [`Stage`]
//! names, as types, the layers it reads and the layers it writes, and gets exactly those. This
//! crate has no algorithm, no language data and no I/O: tokenizers, recognizers, summarizers and
//! pipelines are crates beside it that share these types.
//!
//! | to | read |
//! |---|---|
//! | write a stage of your own | [`Stage`] |
//! | add a kind of annotation | [`Layer`] |
//! | walk through an annotated document | [`Document::sentences`], [`SentenceRef`], [`EntityRef`] |
//! | store documents, or take them from elsewhere | [`wire`], [`LayerRegistry`] |
//!
//! All offsets are `u32` **bytes** that lie on char boundaries ([`Span`]); other units are made
//! at the edge, by exporters.
//!
//! # Example
//! ```
//! use satz_core::{Document, SentenceKind, Sentences, Span, TokenKind, Tokens};
//!
//! let mut document = Document::new("Es schneit.")?;
//! let mut tokens = Tokens::default();
//! for (start, end, kind) in
//!     [(0, 2, TokenKind::Word), (3, 10, TokenKind::Word), (10, 11, TokenKind::Punctuation)]
//! {
//!     tokens.push(Span::new(start, end), kind);
//! }
//! let mut sentences = Sentences::default();
//! sentences.push(3, SentenceKind::Sentence);
//! document.insert(tokens)?;
//! document.insert(sentences)?;
//!
//! for sentence in document.sentences()? {
//!     assert_eq!(sentence.text(), "Es schneit.");
//!     assert_eq!(sentence.tokens().len(), 3);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod access;
mod counts;
mod document;
mod layer;
mod layers;
mod pool;
mod span;
mod stage;
mod view;
pub mod wire;

pub use access::{Reads, Requirement, Writes};
pub use counts::Counts;
pub use document::{Document, TextTooLong};
pub use layer::{InvalidLayer, Layer, MissingLayer};
pub use layers::entities::{Entities, Entity, Mention};
pub use layers::form::Form;
pub use layers::labels::{LabelId, LabelScheme};
pub use layers::metadata::Metadata;
pub use layers::sentences::{SentenceKind, Sentences};
pub use layers::summary::Summary;
pub use layers::tokens::{TokenKind, Tokens};
pub use pool::{Pool, PoolGuard};
pub use span::{Span, SpanError};
pub use stage::{Stage, StageError};
pub use view::{EntityRef, SentenceRef, TokenRef};
pub use wire::{LayerRegistry, WireError};
