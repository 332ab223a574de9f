//! `satz train summaries`

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use satz_driver::summarizer::{Profile, Profiles, Trainer};

use super::write;
use crate::evaluate::LanguageName;
use crate::evaluate::summaries::read_profiles;
use crate::exit::Ending;
use crate::gold::summaries as gold;

#[derive(Debug, Args)]
#[command(after_help = "\
The same files give the same weights, byte for byte. `satz evaluate summaries --folds 10` measures what they gain on
articles that they were not trained on.

Examples:
  satz train summaries --profiles profiles.toml --news a.jsonl --news b.jsonl --long c.jsonl -o new.toml")]
pub(crate) struct Options {
    /// Where to begin: the numbers that are not trained, and the weights of a kind without articles
    #[arg(long, value_name = "FILE")]
    profiles: PathBuf,

    /// News to learn from: JSON lines with `text`, `summary` and perhaps `title`
    #[arg(long, value_name = "FILE")]
    news: Vec<PathBuf>,

    /// Long articles to learn from
    #[arg(long, value_name = "FILE")]
    long: Vec<PathBuf>,

    /// Language of the articles
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// Where the weights go
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let Profiles { news, long } = read_profiles(&options.profiles)?;
    let news = train(&news, &options.news, options.language)?;
    let long = train(&long, &options.long, options.language)?;
    write(&options.output, Profiles { news, long }.to_toml()?.as_bytes())
}

/// The profile that the articles teach; without articles the one that there is.
fn train(profile: &Profile, articles: &[PathBuf], language: LanguageName) -> Result<Profile> {
    let mut trainer = match language {
        LanguageName::De => Trainer::german(),
        LanguageName::En => Trainer::english(),
    };
    for gold in gold::read(articles, language.into())? {
        trainer.add(&gold.document, &gold.references())?;
    }
    Ok(if trainer.is_empty() { profile.clone() } else { trainer.train(profile) })
}
