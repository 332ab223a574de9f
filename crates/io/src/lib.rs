//! Where documents come from and where they go.
//!
//! A [`Corpus`] makes one stream of [`Record`]s out of files, folders and standard input; records
//! are the [`Input`](satz_driver::Input) of a run. [`JsonLines`], [`Iob2`], [`Conllu`], [`Brat`],
//! [`SentenceLines`] and [`Readable`] turn documents into bytes. [`Output`] writes them to a
//! stream, [`Resumable`] to files that survive the death of their run.
//!
//! # Example
//! ```no_run
//! use std::sync::Arc;
//!
//! use satz_driver::{Pipeline, RunOptions};
//! use satz_io::{Compression, Corpus, Failures, InputFormat, JsonLines, OnError, Output};
//!
//! let corpus = Corpus::new(["articles.jsonl".into()], InputFormat::Auto);
//! let options = RunOptions { encoder: Some(Arc::new(JsonLines)), ..RunOptions::default() };
//! let failures = Failures::new(OnError::Skip).log_to(Some("errors.jsonl".into()));
//! let stdout = std::io::stdout().lock();
//! let mut output = Output::new(stdout, "stdout".as_ref(), Compression::None, failures)?;
//! let report = Pipeline::german().run(corpus, &options, &mut output)?;
//! output.finish()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod brat;
mod brat_folder;
#[cfg(feature = "parquet")]
mod columnar;
mod compression;
mod conllu;
mod corpus;
mod disk;
mod failures;
mod file_name;
mod files;
mod flat;
mod format;
mod given;
mod iob2;
mod json;
mod json_lines_in;
mod lines;
mod loss;
mod open;
mod open_file;
mod output;
mod output_error;
mod readable;
mod reading;
mod record;
mod resumable;
mod selection;
mod sentence_lines;
mod spacy;
mod table;
mod tags;
mod text;
mod unique_ids;
mod visible;
mod web_annotation;

pub use brat::Brat;
pub use brat_folder::BratFolder;
#[cfg(feature = "parquet")]
pub use columnar::{ParquetFile, parquet_schema};
pub use compression::Compression;
pub use conllu::Conllu;
pub use corpus::Corpus;
pub use failures::{Failure, Failures, OnError};
pub use file_name::{file_name, id_of};
pub use files::total_bytes;
pub use format::InputFormat;
pub use given::GivenEntities;
pub use iob2::Iob2;
pub use json::JsonLines;
pub use json_lines_in::JsonLinesIn;
pub use loss::Loss;
pub use open::BytesRead;
pub use output::Output;
pub use output_error::OutputError;
pub use readable::{Colour, Readable};
pub use reading::{Columns, FileFilter, Reading};
pub use record::{Place, Record};
pub use resumable::{Existing, Identity, Layout, Resumable, ResumableOptions};
pub use selection::{Sample, Selection, SelectionError, Shard};
pub use sentence_lines::SentenceLines;
pub use spacy::SpacyJson;
pub use text::Encoding;
pub use unique_ids::UniqueIds;
pub use visible::visible;
pub use web_annotation::WebAnnotation;
