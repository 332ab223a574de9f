//! What a run is made of: every option of `satz annotate`, which is also every key of a
//! configuration file.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use satz_io::{Encoding, InputFormat, Sample, Shard};
use serde::{Deserialize, Serialize};

use super::byte_size::ByteSize;
use crate::arguments::{PipelineOptions, count};

/// A whole run; in a file each group is a table.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    #[command(flatten)]
    pub(crate) input: InputSettings,
    #[command(flatten)]
    pub(crate) pipeline: PipelineOptions,
    #[command(flatten)]
    pub(crate) output: OutputSettings,
    #[command(flatten)]
    pub(crate) run: RunSettings,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputSettings {
    /// Files, folders (walked by name) or `-` for standard input. In `.txt` files the file is a
    /// document, in `.jsonl` each line is one: {"id": …, "text": …}, in `.csv` and `.tsv` each
    /// row; `.iob2` and `.conllu` bring their own tokens and sentences. Gzip and zstd are undone.
    /// `.parquet` and `.arrow` have a document a row, in builds with the feature `parquet`
    #[arg(value_name = "INPUT")]
    pub(crate) paths: Vec<PathBuf>,

    /// Format of the input; by default the file name tells
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) input_format: InputFormatName,

    /// How bytes stand for letters; `auto` takes what is not UTF-8 for windows-1252
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    pub(crate) encoding: EncodingName,

    /// Field or column with the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// Field or column with the id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// Field or column with the title
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub(crate) title_field: String,

    /// Let a document fail whose id an earlier one has; takes some 30 bytes of memory a document
    #[arg(long)]
    #[serde(default)]
    pub(crate) unique_ids: bool,

    /// In folders, read only files whose path matches, such as `*.txt` or `2026/**`
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,

    /// In folders, pass over files whose path matches
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// Take the I-th of N shares of the documents; N runs make up the whole
    #[arg(long, value_name = "I/N")]
    #[serde(with = "super::as_text::option", default)]
    pub(crate) shard: Option<Shard>,

    /// Take this share of the documents, such as 0.01, the same ones each time
    #[arg(long, value_name = "SHARE")]
    #[serde(with = "super::as_text::option", default)]
    pub(crate) sample: Option<Sample>,

    /// Stop after this many documents
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,

    /// Refuse documents that have more bytes
    #[arg(long, value_name = "BYTES", default_value = "16M")]
    #[serde(with = "super::as_text")]
    pub(crate) max_doc_bytes: ByteSize,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputSettings {
    /// Where the result goes: a file, compressed if it ends in `.gz` or `.zst`, or a folder
    /// (`DIR/`) of numbered parts. Standard output if not given. Parquet and brat cannot be resumed:
    /// give each `--shard` a file or folder of its own, and repeat those that are not there
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,

    /// Format of the result; by default that of the file name, as in `x.conllu.gz`: `.jsonl`,
    /// `.txt` (text), `.iob2`, `.conllu`, `.ann` (brat), `.jsonld` (web-annotation), `.parquet`. For
    /// other names it is `jsonl`, at a terminal `text`
    #[arg(long, value_enum)]
    pub(crate) format: Option<OutputFormat>,

    /// What offsets count in JSON lines: bytes, code points or UTF-16 units
    #[arg(long, value_enum, default_value_t, value_name = "UNIT")]
    pub(crate) offsets: OffsetName,

    /// How the parts of a folder are compressed
    #[arg(long, value_enum, default_value_t, value_name = "METHOD")]
    pub(crate) compress: CompressionName,

    /// Bytes in a part of a folder, before compression; also how often a file can be resumed
    #[arg(long, value_name = "BYTES", default_value = "64M")]
    #[serde(with = "super::as_text")]
    pub(crate) part_size: ByteSize,

    /// Write a line of JSON for each failed document: input, line, offset, id, stage, reason. In
    /// a folder it is `errors.jsonl` if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,

    /// Write the account of the run to this file, as JSON: documents, bytes, tokens, entities,
    /// seconds, time of each stage, slowest documents
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[command(next_help_heading = "Run")]
pub(crate) struct RunSettings {
    /// Threads that annotate; as many as there are cores if not given
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Memory for the documents that are being annotated; a single large one may take more
    #[arg(long, value_name = "BYTES", default_value = "150M")]
    #[serde(with = "super::as_text")]
    pub(crate) max_memory: ByteSize,

    /// What is done about a document that fails
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    pub(crate) on_error: OnErrorName,

    /// Stop when more documents than this failed
    #[arg(long, value_name = "N")]
    pub(crate) max_errors: Option<u64>,

    /// Go on with a run that was interrupted, after comparing what it had read
    #[arg(long, conflicts_with = "force")]
    #[serde(default)]
    pub(crate) resume: bool,

    /// Replace what an earlier run left
    #[arg(long)]
    #[serde(default)]
    pub(crate) force: bool,

    /// Say nothing but why the run ended
    #[arg(short, long)]
    #[serde(default)]
    pub(crate) quiet: bool,

    /// How messages are written on standard error
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) log_format: LogFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OutputFormat {
    /// A document a line, with all layers
    Jsonl,
    /// For people: entities marked in place, headings set off, then the summary
    Text,
    /// A token and its tag a line
    Iob2,
    /// Universal Dependencies, with offsets
    Conllu,
    /// Standoff: a text file and an annotation file for each document, in a folder
    Brat,
    /// A sentence a line, an empty line after each document
    Sentences,
    /// `Doc.to_json` of spaCy, a document a line
    #[serde(rename = "spacy-json")]
    SpacyJson,
    /// Entities as JSON-LD of the W3C, a document a line
    #[serde(rename = "web-annotation")]
    WebAnnotation,
    /// A table with layers as nested columns, in one file; in builds with the feature `parquet`
    Parquet,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum InputFormatName {
    #[default]
    Auto,
    Text,
    Jsonl,
    Csv,
    Tsv,
    Iob2,
    Conllu,
    Parquet,
    Arrow,
}

impl From<InputFormatName> for InputFormat {
    fn from(name: InputFormatName) -> Self {
        match name {
            InputFormatName::Auto => Self::Auto,
            InputFormatName::Text => Self::Text,
            InputFormatName::Jsonl => Self::JsonLines,
            InputFormatName::Csv => Self::Csv,
            InputFormatName::Tsv => Self::Tsv,
            InputFormatName::Iob2 => Self::Iob2,
            InputFormatName::Conllu => Self::Conllu,
            InputFormatName::Parquet => Self::Parquet,
            InputFormatName::Arrow => Self::Arrow,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, ValueEnum, Serialize, Deserialize)]
pub(crate) enum EncodingName {
    #[default]
    #[value(name = "utf-8")]
    #[serde(rename = "utf-8")]
    Utf8,
    #[value(name = "windows-1252")]
    #[serde(rename = "windows-1252")]
    Windows1252,
    #[serde(rename = "auto")]
    Auto,
}

impl From<EncodingName> for Encoding {
    fn from(name: EncodingName) -> Self {
        match name {
            EncodingName::Utf8 => Self::Utf8,
            EncodingName::Windows1252 => Self::Windows1252,
            EncodingName::Auto => Self::Auto,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OffsetName {
    #[default]
    Bytes,
    Chars,
    Utf16,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CompressionName {
    #[default]
    None,
    Gzip,
    Zstd,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OnErrorName {
    /// Stop the run
    Fail,
    /// Go on without it
    #[default]
    Skip,
    /// Go on, and keep it as it was read in a folder beside the result
    Quarantine,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    #[default]
    Text,
    Json,
}
