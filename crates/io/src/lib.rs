//! Where documents come from and where they go.
//!
//! A [`Corpus`] makes one stream of [`Record`]s out of files, folders and standard input; records
//! are the [`Input`](satz_driver::Input) of a run. [`JsonLines`], [`Iob2`], [`Conllu`] and
//! [`Readable`] turn documents into bytes.
//!
//! # Example
//! ```no_run
//! use std::sync::Arc;
//!
//! use satz_driver::{Pipeline, RunOptions};
//! use satz_io::{Corpus, InputFormat, JsonLines, Output};
//!
//! let corpus = Corpus::new(["articles.jsonl".into()], InputFormat::Auto);
//! let options = RunOptions { encoder: Some(Arc::new(JsonLines)), ..RunOptions::default() };
//! let mut output = Output::new(std::io::stdout().lock(), |place, error| eprintln!("{place}: {error}"));
//! let report = Pipeline::german().run(corpus, &options, &mut output)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod conllu;
mod corpus;
mod format;
mod given;
mod iob2;
mod json;
mod lines;
mod open;
mod output;
mod readable;
mod record;
mod text;

pub use conllu::Conllu;
pub use corpus::Corpus;
pub use format::InputFormat;
pub use iob2::Iob2;
pub use json::JsonLines;
pub use output::Output;
pub use readable::{Colour, Readable};
pub use record::{Place, Record};
