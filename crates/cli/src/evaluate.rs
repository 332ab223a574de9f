//! `satz evaluate`: how good the stages are on data with known answers.

use anyhow::Result;
use clap::{Subcommand, ValueEnum};
use satz_driver::Language;

use crate::exit::Ending;

mod entities;
mod segmentation;
pub(crate) mod summaries;

#[derive(Debug, Subcommand)]
pub(crate) enum Evaluate {
    /// Tokens and sentences against CoNLL-U, or against JSON lines with `text` and `sentences`
    Segmentation(segmentation::Options),
    /// Named entities against IOB2: precision, recall and F1 of each label and form
    Entities(entities::Options),
    /// Summaries against references: ROUGE of each algorithm, and what it gains over the lead
    Summaries(summaries::Options),
}

/// A language whose stages are measured; data with known answers know theirs.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum LanguageName {
    #[default]
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

pub(crate) fn run(evaluate: &Evaluate) -> Result<Ending> {
    match evaluate {
        Evaluate::Segmentation(options) => segmentation::run(options),
        Evaluate::Entities(options) => entities::run(options),
        Evaluate::Summaries(options) => summaries::run(options),
    }
}
