//! `satz train entities`

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use satz_driver::entities::{Epoch, Lexicon, TrainingOptions, iob2, train};

use crate::exit::{Ending, tell};
use crate::output::Target;

#[derive(Debug, Args)]
#[command(after_help = "\
The same files, options and seed give the same model, byte for byte. `satz evaluate entities
--model MODEL` measures it.

Examples:
  satz train entities --train contracts.iob2 --dev dev.iob2 -o contracts.model
  satz train entities --train a.iob2 --train b.iob2 --dev dev.iob2 --lexicon clusters.tsv -o m.model")]
pub(crate) struct Options {
    /// Sentences to learn from: token, tab, tag; a blank line after each sentence. Or a file of
    /// CoNLL-2003 or GermEval 2014, as it is
    #[arg(long, value_name = "FILE", required = true)]
    train: Vec<PathBuf>,

    /// Sentences that choose the best epoch
    #[arg(long, value_name = "FILE")]
    dev: PathBuf,

    /// What is known of words: word, tab, classes with tabs between; becomes part of the model
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,

    /// Where the model goes
    #[arg(short, long, value_name = "MODEL")]
    output: PathBuf,

    /// Seed of everything random
    #[arg(long, value_name = "N", default_value_t = TrainingOptions::default().seed)]
    seed: u64,

    /// Passes over the training sentences, at most
    #[arg(long, value_name = "N", default_value_t = TrainingOptions::default().epochs)]
    epochs: usize,

    /// Passes without a better F1 after which training ends
    #[arg(long, value_name = "N", default_value_t = TrainingOptions::default().patience)]
    patience: usize,

    /// Models with seeds of their own whose weights are averaged; each learns on a thread
    #[arg(long, value_name = "N", default_value_t = TrainingOptions::default().members)]
    members: usize,

    /// Share of the features that is left out at random of each token while learning
    #[arg(long, value_name = "SHARE", value_parser = share, default_value_t = TrainingOptions::default().dropout)]
    dropout: f32,

    /// What it costs to miss a token of an entity, in log-odds: more finds more entities, and more
    /// false ones
    #[arg(long, value_name = "COST", default_value_t = TrainingOptions::default().miss)]
    miss: f32,

    /// Weights smaller than this, of at most 127, are left out of the model
    #[arg(long, value_name = "WEIGHT", default_value_t = TrainingOptions::default().smallest)]
    smallest: i8,
}

/// A number from 0 to below 1: with 1 nothing would be left to learn from.
fn share(text: &str) -> Result<f32, String> {
    let number = text.parse().map_err(|_| format!("{text:?} is no number"))?;
    let fits = (0.0..1.0).contains(&number);
    fits.then_some(number).ok_or_else(|| format!("{text} is not from 0 to below 1"))
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let mut sentences = Vec::new();
    for path in &options.train {
        sentences.extend(tagged_sentences(path)?);
    }
    let development = tagged_sentences(&options.dev)?;
    let lexicons = options.lexicon.iter().map(|path| lexicon(path)).collect::<Result<_>>()?;
    let training = TrainingOptions {
        seed: options.seed,
        epochs: options.epochs,
        patience: options.patience,
        members: options.members,
        dropout: options.dropout,
        miss: options.miss,
        smallest: options.smallest,
        ..TrainingOptions::default()
    };
    let mut target = Target::open(Some(&options.output))?;
    let model = train(&sentences, &development, lexicons, &training, tell_epoch)?;
    let mut bytes = Vec::new();
    model.write(&mut bytes)?;
    target.write_all(&bytes).context("cannot write the model")?;
    target.finish()?;
    Ok(Ending::Done)
}

fn tell_epoch(epoch: &Epoch) {
    let (all, names) = (epoch.dev.total().f1(), epoch.dev.names().f1());
    let Epoch { number, loss, .. } = epoch;
    tell(&format!("epoch {number}: loss {loss:.4}, dev F1 {all:.2}, names alone {names:.2}"));
}

/// The sentences of an IOB2 file.
pub(crate) fn tagged_sentences(path: &Path) -> Result<Vec<iob2::TaggedSentence>> {
    let cannot_read = || format!("cannot read {}", path.display());
    iob2::read(BufReader::new(File::open(path).with_context(cannot_read)?))
        .with_context(cannot_read)
}

fn lexicon(path: &Path) -> Result<Lexicon> {
    let cannot_read = || format!("cannot read {}", path.display());
    let file = File::open(path).with_context(cannot_read)?;
    Lexicon::read(BufReader::new(file)).with_context(cannot_read)
}
