//! `satz train sentences`

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use satz_driver::sentences::train::{BoundaryTrainer, TrainOptions};
use satz_driver::{Document, SentenceSplitter, Tokenizer, Tokens};

use super::write;
use crate::evaluate::LanguageName;
use crate::exit::{Ending, tell};
use crate::gold::segmentation as gold;

#[derive(Debug, Args)]
#[command(after_help = "\
The same files give the same model, byte for byte; it is text, a weight a line.

Examples:
  satz train sentences --language en --gold en_ewt-ud-train.conllu -o boundaries.model")]
pub(crate) struct Options {
    /// Texts with known sentences: CoNLL-U, or JSON lines as `satz evaluate segmentation` takes them
    #[arg(long, value_name = "FILE", required = true)]
    gold: Vec<PathBuf>,

    /// Language of the texts
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// Where the model goes
    #[arg(short, long, value_name = "MODEL")]
    output: PathBuf,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let (tokenizer, splitter) = match options.language {
        LanguageName::De => (Tokenizer::german(), SentenceSplitter::german()),
        LanguageName::En => (Tokenizer::english(), SentenceSplitter::english()),
    };
    let mut trainer = BoundaryTrainer::new(splitter);
    for path in &options.gold {
        for gold in gold::read(path)? {
            let mut document = Document::new(gold.text.as_str())?;
            document.apply(&tokenizer)?;
            let ends: Vec<_> = gold.spans.sentences.iter().map(|span| span.end()).collect();
            trainer.add(&gold.text, document.layer::<Tokens>()?, &ends);
        }
    }
    tell(&format!("{} places that the rules leave open", trainer.len()));
    write(&options.output, trainer.train(&TrainOptions::default()).as_bytes())
}
