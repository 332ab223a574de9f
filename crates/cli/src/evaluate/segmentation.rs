//! `satz evaluate segmentation`

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use satz_driver::sentences::SegmentationScore;
use satz_driver::tokenizer::Hyphens;
use satz_driver::{Counts, Document, Lexicon, Pipeline, SentenceSplitter, Tokenizer};

use super::LanguageName;
use crate::exit::Ending;
use crate::gold::segmentation::{self as gold, Spans};
use crate::lexicon;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// CoNLL-U; or JSON lines with `text`, `sentences` and perhaps `tokens` as [start, end] pairs
    /// or objects with `start` and `end`, in code points
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,

    /// Language of the texts
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// What becomes of hyphens inside words; Universal Dependencies split German compounds
    #[arg(long, value_enum, default_value_t)]
    hyphens: HyphensName,

    /// Words of your own, a TOML file, as `satz annotate` takes it
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum HyphensName {
    /// As the language has it
    #[default]
    Usual,
    Split,
    Keep,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let pipeline = pipeline(options)?;
    let mut score = SegmentationScore::default();
    for gold in gold::read(&options.gold)? {
        let mut document = Document::new(gold.text.as_str())?;
        pipeline.process(&mut document)?;
        let predicted = Spans::of(&document)?;
        score.add(&gold.text, gold.spans.view(), predicted.view());
    }
    report(&score)?;
    Ok(Ending::Done)
}

fn pipeline(options: &Options) -> Result<Pipeline> {
    let Lexicon { tokens, sentences } = lexicon::read(options.lexicon.as_deref())?;
    let (tokenizer, splitter) = match options.language {
        LanguageName::De => (Tokenizer::german(), SentenceSplitter::german()),
        LanguageName::En => (Tokenizer::english(), SentenceSplitter::english()),
    };
    let (tokenizer, splitter) =
        (tokenizer.with_lexicon(&tokens), splitter.with_lexicon(&sentences));
    let tokenizer = match options.hyphens {
        HyphensName::Usual => tokenizer,
        HyphensName::Split => tokenizer.with_hyphens(Hyphens::Split),
        HyphensName::Keep => tokenizer.with_hyphens(Hyphens::Keep),
    };
    Ok(Pipeline::builder().stage(tokenizer).stage(splitter).build()?)
}

fn report(score: &SegmentationScore) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{:18} precision  recall      F1    right  predicted  gold", "")?;
    let rows = [
        ("tokens", score.tokens),
        ("sentences", score.sentences),
        ("boundaries inside", score.boundaries),
    ];
    rows.into_iter().try_for_each(|(name, counts)| row(&mut out, name, counts))
}

fn row(out: &mut impl Write, name: &str, counts: Counts) -> io::Result<()> {
    let Counts { right, predicted, gold } = counts;
    let [precision, recall, f1] = [counts.precision(), counts.recall(), counts.f1()];
    writeln!(
        out,
        "{name:18} {precision:9.2}  {recall:6.2}  {f1:6.2}  {right:7}  {predicted:9}  {gold}"
    )
}
