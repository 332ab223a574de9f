//! `satz evaluate summaries`

use std::fs;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use satz_driver::Summarizer;
use satz_driver::summarizer::{
    Algorithm, Budget, Evaluation, Feature, Interval, Profile, Profiles, Rouge, Trainer,
};

use super::LanguageName;
use crate::arguments::count;
use crate::exit::Ending;
use crate::gold::summaries::{self as gold, Gold};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  satz evaluate summaries --gold news.jsonl
  satz evaluate summaries --gold a.jsonl --gold b.jsonl --folds 10
  satz evaluate summaries --gold a.jsonl --gold b.jsonl --folds 10 --without title")]
pub(crate) struct Options {
    /// JSON lines with `text`, `summary` (a text or a list of texts) and perhaps `title`
    #[arg(long, value_name = "FILE", required = true)]
    gold: Vec<PathBuf>,

    /// Language of the texts
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// Sentences in a summary, and in the lead that it is compared with
    #[arg(long, value_name = "N", default_value = "3", value_parser = count)]
    sentences: NonZeroUsize,

    /// Weights to measure, as `satz train summaries` writes them; the built-in ones if not given
    #[arg(long, value_name = "FILE")]
    profiles: Option<PathBuf>,

    /// Train on all but one of N parts and measure on that part, for each in turn
    #[arg(long, value_name = "N", value_parser = count)]
    folds: Option<NonZeroUsize>,

    /// What kind of text the parts teach
    #[arg(long, value_enum, default_value_t, requires = "folds")]
    kind: Kind,

    /// Train without this feature
    #[arg(long, value_name = "FEATURE", requires = "folds")]
    without: Vec<Feature>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Kind {
    #[default]
    News,
    Long,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let mut gold = gold::read(&options.gold, options.language.into())?;
    let mut out = io::stdout().lock();
    head(options.sentences, &mut out)?;
    if let Some(folds) = options.folds {
        let evaluation = cross_validate(options, &mut gold, folds.get())?;
        row(&format!("{folds} parts"), &evaluation, &mut out)?;
        return Ok(Ending::Done);
    }
    for algorithm in Algorithm::ALL {
        let summarizer = summarizer(options)?.with_algorithm(algorithm);
        let mut evaluation = Evaluation::new(Rouge::default(), options.sentences.get());
        for gold in &mut gold {
            measure(&summarizer, gold, &mut evaluation)?;
        }
        row(algorithm.name(), &evaluation, &mut out)?;
    }
    Ok(Ending::Done)
}

fn measure(summarizer: &Summarizer, gold: &mut Gold, evaluation: &mut Evaluation) -> Result<()> {
    gold.document.apply(summarizer)?;
    Ok(evaluation.add(&gold.document, &gold.references())?)
}

/// Each article is summarized by weights that were trained without its part.
fn cross_validate(options: &Options, gold: &mut [Gold], folds: usize) -> Result<Evaluation> {
    let mut trainer = match options.language {
        LanguageName::De => Trainer::german(),
        LanguageName::En => Trainer::english(),
    };
    for gold in gold.iter() {
        trainer.add(&gold.document, &gold.references())?;
    }
    let trainer = options.without.iter().fold(trainer, |it, &feature| it.without(feature));
    let mut evaluation = Evaluation::new(Rouge::default(), options.sentences.get());
    let profiles = profiles(options)?;
    for fold in 0..folds {
        let train = |profile: &Profile| trainer.train_on(profile, |index| index % folds != fold);
        let taught = match options.kind {
            Kind::News => Profiles { news: train(&profiles.news), ..profiles.clone() },
            Kind::Long => Profiles { long: train(&profiles.long), ..profiles.clone() },
        };
        let summarizer = summarizer(options)?.with_profiles(taught);
        for gold in gold.iter_mut().skip(fold).step_by(folds) {
            measure(&summarizer, gold, &mut evaluation)?;
        }
    }
    Ok(evaluation)
}

fn summarizer(options: &Options) -> Result<Summarizer> {
    let summarizer = match options.language {
        LanguageName::De => Summarizer::german(),
        LanguageName::En => Summarizer::english(),
    };
    let budget = Budget::Sentences(options.sentences.get());
    Ok(summarizer.with_budget(budget).with_profiles(profiles(options)?))
}

fn profiles(options: &Options) -> Result<Profiles> {
    match (&options.profiles, options.language) {
        (Some(path), _) => read_profiles(path),
        (None, LanguageName::De) => Ok(Profiles::german()),
        (None, LanguageName::En) => Ok(Profiles::english()),
    }
}

/// Reads what `satz train summaries` writes.
pub(crate) fn read_profiles(path: &Path) -> Result<Profiles> {
    let cannot_read = || format!("cannot read {}", path.display());
    let text = fs::read_to_string(path).with_context(cannot_read)?;
    Profiles::parse(&text).with_context(cannot_read)
}

/// What is measured, and what it is compared with.
fn head(sentences: NonZeroUsize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "ROUGE F1 over Unicode words, without stemming; in brackets 95 % intervals.")?;
    writeln!(
        out,
        "The gain, in the mean of ROUGE-1 and ROUGE-2, is over the first sentences of the text, \
         headings among them: {sentences}.\nThe algorithm `lead` passes headings and furniture over, \
         so it may gain or lose a little.\n"
    )?;
    writeln!(out, "{:9} {:20}  {:20}  {:20}  gain", "", "ROUGE-1", "ROUGE-2", "ROUGE-L")
}

fn row(name: &str, evaluation: &Evaluation, out: &mut impl Write) -> io::Result<()> {
    let means = evaluation.summaries();
    write!(out, "{name:9} ")?;
    for Interval { mean, low, high } in [means.one, means.two, means.longest] {
        write!(out, "{mean:5.2} [{low:5.2}, {high:5.2}]  ")?;
    }
    let Interval { mean, low, high } = evaluation.gain();
    writeln!(out, "{mean:+.2} [{low:+.2}, {high:+.2}]")
}
