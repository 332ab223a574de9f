//! The command line, as its help tells it.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use satz_driver::{Language, Preset, PresetLanguage, PresetStage};
use satz_io::InputFormat;

use crate::evaluate::Evaluate;
use crate::explain::Explain;
use crate::train::Train;
use crate::view::View;

/// German and English text in; tokens, sentences, named entities and a summary out.
#[derive(Debug, Parser)]
#[command(name = "satz", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Annotate articles: files, folders, or standard input
    Annotate(Annotate),
    /// Make a page to look at: entities in colour, the summary with its reasons, all names
    View(View),
    /// Say why a text was cut here and not there, and why a sentence was chosen
    #[command(subcommand)]
    Explain(Explain),
    /// Measure the stages on data with known answers
    #[command(subcommand)]
    Evaluate(Evaluate),
    /// Make a model of your own
    #[command(subcommand)]
    Train(Train),
}

/// Exit codes: 0 all documents annotated, 1 some failed, 2 wrong usage, 3 cannot read or write,
/// 130 interrupted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  satz annotate article.txt                    read an article at the terminal
  satz annotate archive/ -o archive.jsonl      a folder into JSON lines
  zcat news.jsonl.gz | satz annotate -         a stream, a document a line
  satz annotate test.iob2 --format iob2        tag sentences whose tokens are given")]
pub(crate) struct Annotate {
    /// Files, folders (walked by name) or `-` for standard input. In `.txt` files the file is a
    /// document, in `.jsonl` each line is one: {"id": …, "text": …}; `.iob2` and `.conllu` bring
    /// their own tokens and sentences. Gzip and zstd are undone
    pub(crate) input: Vec<PathBuf>,

    /// Where the result goes; standard output if not given
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Format of the result; at a terminal `text`, else `jsonl`
    #[arg(long, value_enum)]
    pub(crate) format: Option<OutputFormat>,

    /// Format of the input; by default the file name tells
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) input_format: InputFormatName,

    #[command(flatten)]
    pub(crate) pipeline: PipelineOptions,

    /// Threads that annotate; as many as there are cores if not given
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Write the account of the run to this file, as JSON: documents, bytes, tokens, entities,
    /// seconds, time of each stage
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

/// What is run on each document.
#[derive(Debug, Args)]
pub(crate) struct PipelineOptions {
    /// Language of the documents; `auto` finds it out for each
    #[arg(long, value_enum, default_value_t)]
    pub(crate) language: LanguageName,

    /// Stages to run, separated by commas
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "LIST",
        default_value = "tokens,sentences,entities,summary"
    )]
    pub(crate) stages: Vec<StageName>,

    /// Sentences in a summary, at most
    #[arg(long, value_name = "N", default_value = "3")]
    pub(crate) summary_sentences: NonZeroUsize,
}

impl PipelineOptions {
    pub(crate) fn preset(&self) -> Preset {
        Preset {
            language: self.language.into(),
            stages: self.stages.iter().map(|&stage| stage.into()).collect(),
            summary_sentences: self.summary_sentences,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// A document a line, with all layers
    Jsonl,
    /// For people: entities marked in place, headings set off, then the summary
    Text,
    /// A token and its tag a line
    Iob2,
    /// Universal Dependencies, with offsets
    Conllu,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum InputFormatName {
    #[default]
    Auto,
    Text,
    Jsonl,
    Iob2,
    Conllu,
}

impl From<InputFormatName> for InputFormat {
    fn from(name: InputFormatName) -> Self {
        match name {
            InputFormatName::Auto => Self::Auto,
            InputFormatName::Text => Self::Text,
            InputFormatName::Jsonl => Self::JsonLines,
            InputFormatName::Iob2 => Self::Iob2,
            InputFormatName::Conllu => Self::Conllu,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum LanguageName {
    De,
    En,
    #[default]
    Auto,
}

impl From<LanguageName> for PresetLanguage {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::De => Self::Only(Language::German),
            LanguageName::En => Self::Only(Language::English),
            LanguageName::Auto => Self::Detected,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum StageName {
    Tokens,
    Sentences,
    Entities,
    Summary,
}

impl From<StageName> for PresetStage {
    fn from(name: StageName) -> Self {
        match name {
            StageName::Tokens => Self::Tokens,
            StageName::Sentences => Self::Sentences,
            StageName::Entities => Self::Entities,
            StageName::Summary => Self::Summary,
        }
    }
}
