//! The command line, as its help tells it.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};
use satz_driver::{Language, Pipeline, Preset, PresetLanguage, PresetStage};
use serde::{Deserialize, Serialize};

use crate::annotate::Annotate;
use crate::bench::Bench;
use crate::config::Config;
use crate::convert::Convert;
use crate::entity_model::EntityModelName;
use crate::evaluate::Evaluate;
use crate::exit::Usage;
use crate::explain::Explain;
use crate::manual::{Completions, Man};
use crate::serve::Serve;
use crate::stats::Stats;
use crate::train::Train;
use crate::view::View;
use crate::{gazetteer, lexicon};

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
    /// Serve that page, and annotation over HTTP, on this machine
    Serve(Serve),
    /// Count tokens, sentences and names, with charts
    Stats(Stats),
    /// Turn annotated documents from one format into another
    Convert(Convert),
    /// Say why a text was cut here and not there, and why a sentence was chosen
    #[command(subcommand)]
    Explain(Explain),
    /// Measure the stages on data with known answers
    #[command(subcommand)]
    Evaluate(Evaluate),
    /// Measure how fast your texts are annotated on this machine, and what limits it
    Bench(Bench),
    /// Make a model of your own
    #[command(subcommand)]
    Train(Train),
    /// Show the configuration of a run
    #[command(subcommand)]
    Config(Config),
    /// Print the completions of a shell
    Completions(Completions),
    /// Print the manual page, or write all of them into a folder
    Man(Man),
}

/// What is run on each document.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[command(next_help_heading = "Pipeline")]
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
    #[arg(long, value_name = "N", default_value = "3", value_parser = count)]
    pub(crate) summary_sentences: NonZeroUsize,

    /// Words of your own, a TOML file: `[tokens]` has abbreviations and exceptions, `[sentences]`
    /// starters, titles and enders
    #[arg(long, value_name = "FILE")]
    pub(crate) lexicon: Option<PathBuf>,

    /// The model of named entities: `fast`, `accurate` (German; more names right, at a twentieth of the
    /// speed), or a file of your own, made by `satz train entities`
    #[arg(long, value_name = "MODEL", default_value_t)]
    #[serde(default)]
    pub(crate) entity_model: EntityModelName,

    /// Names of your own, a file: name, label and id, if there is one, with tabs between, or in
    /// `.jsonl` {"name": …, "label": …, "id": …}. Words may have a German ending more. Where names
    /// share text with entities of the model they win, unless they are a part of a longer one. Can be
    /// given several times; of a name that comes twice the last label counts
    #[arg(long, value_name = "FILE")]
    #[serde(default)]
    pub(crate) gazetteer: Vec<PathBuf>,

    /// Leave out entities of the model whose score, their probability, is lower than this, from 0
    /// to 1
    #[arg(long, value_name = "SCORE", value_parser = probability)]
    pub(crate) min_score: Option<f32>,
}

impl PipelineOptions {
    pub(crate) fn preset(&self) -> Result<Preset> {
        if !self.gazetteer.is_empty() && !self.stages.contains(&StageName::Entities) {
            let advice = "add `entities` to --stages";
            return Err(Usage(format!(
                "a gazetteer needs the stage that finds entities: {advice}"
            ))
            .into());
        }
        Ok(Preset {
            language: self.language.into(),
            stages: self.stages.iter().map(|&stage| stage.into()).collect(),
            summary_sentences: self.summary_sentences,
            lexicon: lexicon::read(self.lexicon.as_deref())?,
            entity_model: self.entity_model.load()?,
            gazetteer: gazetteer::read(&self.gazetteer)?,
            min_score: self.min_score,
        })
    }

    pub(crate) fn pipeline(&self) -> Result<Pipeline> {
        pipeline_of(&self.preset()?)
    }
}

pub(crate) fn pipeline_of(preset: &Preset) -> Result<Pipeline> {
    Ok(preset.pipeline().map_err(|error| Usage(error.to_string()))?)
}

/// A count of which there must be one at least.
pub(crate) fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| format!("`{text}` is no count: write 1 or more"))
}

fn probability(text: &str) -> Result<f32, String> {
    let score = text.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| format!("{text} is no number from 0 to 1"))
}

#[derive(Debug, Clone, Copy, Default, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
