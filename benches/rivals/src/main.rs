//! A worker of the race for tools in Rust, satz among them: `satz-rivals RACE TOOL INPUT`.

mod entities;
mod protocol;
mod segmenters;
mod summarizers;
mod versions;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use satz_driver::Language;
use serde::de::DeserializeOwned;

#[derive(Parser)]
struct Arguments {
    race: Race,
    /// Name of the tool in the table
    tool: String,
    /// The texts, a document a line
    input: PathBuf,
    #[arg(long, default_value = "de")]
    language: LanguageName,
    // Tools that learn are in Python; all workers are called alike.
    #[arg(long, hide = true)]
    train: Option<PathBuf>,
    #[arg(long, hide = true)]
    models: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Race {
    Segmentation,
    Summaries,
    Entities,
}

#[derive(Clone, Copy, ValueEnum)]
enum LanguageName {
    De,
    En,
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::De => Self::German,
            LanguageName::En => Self::English,
        }
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (tool, language) = (arguments.tool.as_str(), arguments.language.into());
    let version = versions::of(tool);
    match arguments.race {
        Race::Segmentation => {
            let documents: Vec<segmenters::Text> = documents(&arguments)?;
            let segment = segmenters::segmenter(tool, language)?;
            let spans =
                |text: &segmenters::Text, found: &segmenters::Found| found.in_chars(&text.text);
            protocol::serve(version, &documents, segment, spans)
        }
        Race::Summaries => {
            let documents: Vec<summarizers::Text> = documents(&arguments)?;
            let summarize = summarizers::summarizer(tool, language)?;
            protocol::serve(version, &documents, summarize, |_, summary| summary.clone())
        }
        Race::Entities => {
            let sentences: Vec<entities::Sentence> = documents(&arguments)?;
            let tag = entities::tagger(tool, language)?;
            protocol::serve(version, &sentences, tag, |_, tags| tags.clone())
        }
    }
}

fn documents<D: DeserializeOwned>(arguments: &Arguments) -> Result<Vec<D>> {
    let text = fs::read_to_string(&arguments.input).context("cannot read the texts")?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
