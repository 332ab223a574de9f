//! `satz evaluate entities`

use std::io::{self, Write};
use std::ops::Range;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use satz_driver::entities::{Evaluation, Reliability, iob2};
use satz_driver::{Counts, EntityRecognizer, Recognizers};

use super::LanguageName;
use crate::entity_model::EntityModelName;
use crate::exit::Ending;
use crate::train::entities::tagged_sentences;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Sentences with their tags: token, tab, tag; a blank line after each sentence
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,

    /// Model to measure: `fast`, `accurate` or a file
    #[arg(long, value_name = "MODEL", default_value_t)]
    model: EntityModelName,

    /// Language of a built-in model
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// Show this many sentences with the most errors, and as many confusions
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// Show how often entities are right, by their score
    #[arg(long)]
    reliability: bool,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let sentences = tagged_sentences(&options.gold)?;
    let recognizer = Recognizers::default().of(&options.model.load()?, options.language.into());
    let evaluation = recognizer.evaluate(&sentences);
    let mut out = io::stdout().lock();
    table(&evaluation, &mut out)?;
    confusions(&evaluation, options.errors, &mut out)?;
    worst(&recognizer, &sentences, options.errors, &mut out)?;
    if options.reliability {
        reliability(&recognizer.reliability(&sentences), &mut out)?;
    }
    Ok(Ending::Done)
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

/// A row for each range of scores, and how far scores are off.
#[expect(clippy::cast_precision_loss, reason = "counts of entities are small")]
fn reliability(reliability: &Reliability, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "score       entities  mean score  right")?;
    for (scores, bin) in reliability.bins().filter(|(_, bin)| bin.entities > 0) {
        let count = bin.entities as f64;
        let (mean, right) = (100.0 * bin.scores / count, 100.0 * bin.right as f64 / count);
        let Range { start, end } = scores;
        writeln!(out, "{start:.1} to {end:.1}  {:8}  {mean:10.1}  {right:5.1}", bin.entities)?;
    }
    writeln!(out, "calibration error {:.1}", 100.0 * reliability.calibration_error())
}
