//! `satz train starters`

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use satz_driver::sentences::train::StarterCounts;
use satz_driver::{Document, Input, Tokenizer, Tokens};
use satz_io::{Corpus, InputFormat};

use super::write;
use crate::evaluate::LanguageName;
use crate::exit::Ending;

#[derive(Debug, Args)]
#[command(after_help = "\
The same texts give the same list, byte for byte.

Examples:
  satz train starters protocols.jsonl.zst articles.jsonl.zst -o starters.txt")]
pub(crate) struct Options {
    /// Raw text, in files and folders as `satz annotate` takes them
    #[arg(required = true)]
    input: Vec<PathBuf>,

    /// Language of the texts
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// Leave out words that are seen less often
    #[arg(long, value_name = "N", default_value_t = 60)]
    least_count: u32,

    /// Leave out words whose log-odds of beginning a sentence are lower
    #[arg(long, value_name = "ODDS", default_value_t = 2.8)]
    least_odds: f64,

    /// Where the list goes
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let tokenizer = match options.language {
        LanguageName::De => Tokenizer::german(),
        LanguageName::En => Tokenizer::english(),
    };
    let (mut counts, mut document) = (StarterCounts::default(), Document::default());
    for record in Corpus::new(options.input.clone(), InputFormat::Auto) {
        record.load(&mut document).with_context(|| record.place().to_string())?;
        document.apply(&tokenizer)?;
        counts.add(document.text(), document.layer::<Tokens>()?);
    }
    let list = counts.lexicon(options.least_count, options.least_odds);
    write(&options.output, list.as_bytes())
}
