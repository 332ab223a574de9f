//! `satz evaluate entities`

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use satz_driver::entities::{Evaluation, Model, iob2};
use satz_driver::{Counts, EntityRecognizer};

use super::LanguageName;
use crate::exit::Ending;
use crate::train::entities::tagged_sentences;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Sentences with their tags: token, tab, tag; a blank line after each sentence
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,

    /// Model to measure; the built-in one if not given
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,

    /// Language of the built-in model
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// Show this many sentences with the most errors, and as many confusions
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let sentences = tagged_sentences(&options.gold)?;
    let recognizer = recognizer(options)?;
    let evaluation = recognizer.evaluate(&sentences);
    let mut out = io::stdout().lock();
    table(&evaluation, &mut out)?;
    confusions(&evaluation, options.errors, &mut out)?;
    worst(&recognizer, &sentences, options.errors, &mut out)?;
    Ok(Ending::Done)
}

fn recognizer(options: &Options) -> Result<EntityRecognizer> {
    match (&options.model, options.language) {
        (Some(path), _) => Ok(EntityRecognizer::from_model(model(path)?)),
        (None, LanguageName::De) => Ok(EntityRecognizer::german()),
        (None, LanguageName::En) => Ok(EntityRecognizer::english()),
    }
}

fn model(path: &Path) -> Result<Model> {
    let cannot_read = || format!("cannot read the model {}", path.display());
    let file = File::open(path).with_context(cannot_read)?;
    Model::read(BufReader::new(file)).with_context(cannot_read)
}

/// A row for each label and form, for names alone, and for all together.
fn table(evaluation: &Evaluation, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:10} precision  recall      F1    right  predicted  gold", "")?;
    for (label, counts) in evaluation.labels() {
        row(label, counts, out)?;
    }
    row("names", evaluation.names(), out)?;
    row("all", evaluation.total(), out)
}

fn row(name: &str, counts: Counts, out: &mut impl Write) -> io::Result<()> {
    let Counts { right, predicted, gold } = counts;
    let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
    writeln!(
        out,
        "{name:10} {precision:9.2}  {recall:6.2}  {f1:6.2}  {right:7}  {predicted:9}  {gold}"
    )
}

/// Which labels are taken for which, the most frequent first.
fn confusions(evaluation: &Evaluation, count: usize, out: &mut impl Write) -> io::Result<()> {
    for (gold, predicted, times) in evaluation.confusions().take(count) {
        let [gold, predicted] = [gold, predicted].map(|label| label.unwrap_or("nothing"));
        writeln!(out, "{times:6} times {predicted} for {gold}")?;
    }
    Ok(())
}

/// The sentences with the most wrong tags; each wrong token with its tag and the gold tag.
fn worst(
    recognizer: &EntityRecognizer,
    sentences: &[iob2::TaggedSentence],
    count: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut marked: Vec<_> = sentences.iter().map(|sentence| mark(recognizer, sentence)).collect();
    marked.sort_by_key(|(wrong, _)| std::cmp::Reverse(*wrong));
    for (wrong, text) in marked.iter().take(count).filter(|(wrong, _)| *wrong > 0) {
        writeln!(out, "{wrong:3} wrong: {text}")?;
    }
    Ok(())
}

fn mark(recognizer: &EntityRecognizer, sentence: &iob2::TaggedSentence) -> (usize, String) {
    let predicted = recognizer.tag(&sentence.tokens);
    let (mut wrong, mut words) = (0, Vec::new());
    for ((token, gold), tag) in sentence.tokens.iter().zip(&sentence.tags).zip(predicted) {
        let right = gold == tag;
        wrong += usize::from(!right);
        words.push(if right { token.clone() } else { format!("{token}[{tag}, not {gold}]") });
    }
    (wrong, words.join(" "))
}
