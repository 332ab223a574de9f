//! `satz train`: models of one's own.

pub(crate) mod entities;
mod sentences;
mod starters;
mod summaries;

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Subcommand;

use crate::exit::Ending;
use crate::output::Target;

#[derive(Debug, Subcommand)]
pub(crate) enum Train {
    /// A named entity model from IOB2 files, with whatever labels they have
    Entities(entities::Options),
    /// The model of sentence boundaries that rules leave open, from texts with known sentences
    Sentences(sentences::Options),
    /// The list of words that begin sentences, from raw text
    Starters(starters::Options),
    /// The weights by which sentences are chosen for a summary, from articles with summaries
    Summaries(summaries::Options),
}

pub(crate) fn run(what: &Train) -> Result<Ending> {
    match what {
        Train::Entities(options) => entities::run(options),
        Train::Sentences(options) => sentences::run(options),
        Train::Starters(options) => starters::run(options),
        Train::Summaries(options) => summaries::run(options),
    }
}

/// Writes what was learnt.
fn write(path: &Path, content: &[u8]) -> Result<Ending> {
    let mut target = Target::open(Some(path))?;
    target.write_all(content).with_context(|| format!("cannot write {}", path.display()))?;
    target.finish()?;
    Ok(Ending::Done)
}
