//! `satz evaluate entities`

use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use satz_driver::entities::{Evaluation, Reliability, TaggedSentence};
use satz_driver::{Counts, Recognizers};

use super::LanguageName;
use crate::entity_model::EntityModelName;
use crate::exit::{Ending, Usage};
use crate::train::entities::tagged_sentences;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Sentences with their tags: token, tab, tag; a blank line after each sentence. Or a file of
    /// CoNLL-2003 or GermEval 2014, as it is
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,

    /// Measure the tags of this file, by whatever tool, instead of a model: as many tokens, in one of
    /// the same layouts
    #[arg(long, value_name = "FILE", conflicts_with_all = ["model", "language", "reliability"])]
    predictions: Option<PathBuf>,

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
    let gold = tagged_sentences(&options.gold)?;
    let mut out = io::stdout().lock();
    if let Some(path) = &options.predictions {
        report(options, &gold, &predictions(path, &gold)?, &mut out)?;
        return Ok(Ending::Done);
    }
    let recognizer = Recognizers::default().of(&options.model.load()?, options.language.into());
    let tags: Vec<_> = gold.iter().map(|sentence| recognizer.tag(&sentence.tokens)).collect();
    report(options, &gold, &tags, &mut out)?;
    if options.reliability {
        reliability(&recognizer.reliability(&gold), &mut out)?;
    }
    Ok(Ending::Done)
}

/// The tags of another tool for the sentences of the gold standard, as many as there are tokens: how
/// a tool spells a token that it does not know is its own affair.
fn predictions(path: &Path, gold: &[TaggedSentence]) -> Result<Vec<Vec<String>>> {
    let lengths = |sentences: &[TaggedSentence]| -> Vec<usize> {
        sentences.iter().map(|sentence| sentence.tokens.len()).collect()
    };
    let predicted = tagged_sentences(path)?;
    let (theirs, known) = (lengths(&predicted), lengths(gold));
    if theirs != known {
        let same = theirs.iter().zip(&known).take_while(|(one, other)| one == other).count();
        let (number, path) = (same + 1, path.display());
        let message = format!(
            "sentence {number} of {path} has not as many tokens as that of the gold standard: \
             predictions must be for the same sentences and tokens"
        );
        return Err(Usage(message).into());
    }
    Ok(predicted.into_iter().map(|sentence| sentence.tags).collect())
}

fn report<T: AsRef<str>>(
    options: &Options,
    gold: &[TaggedSentence],
    predicted: &[Vec<T>],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut evaluation = Evaluation::default();
    for (sentence, tags) in gold.iter().zip(predicted) {
        evaluation.add(&sentence.tags, tags);
    }
    table(&evaluation, out)?;
    confusions(&evaluation, options.errors, out)?;
    worst(gold, predicted, options.errors, out)
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
fn worst<T: AsRef<str>>(
    gold: &[TaggedSentence],
    predicted: &[Vec<T>],
    count: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let marked = gold.iter().zip(predicted).map(|(sentence, tags)| mark(sentence, tags));
    let mut marked: Vec<_> = marked.collect();
    marked.sort_by_key(|(wrong, _)| std::cmp::Reverse(*wrong));
    for (wrong, text) in marked.iter().take(count).filter(|(wrong, _)| *wrong > 0) {
        writeln!(out, "{wrong:3} wrong: {text}")?;
    }
    Ok(())
}

fn mark<T: AsRef<str>>(sentence: &TaggedSentence, predicted: &[T]) -> (usize, String) {
    let (mut wrong, mut words) = (0, Vec::new());
    for ((token, gold), tag) in sentence.tokens.iter().zip(&sentence.tags).zip(predicted) {
        let (right, tag) = (gold == tag.as_ref(), tag.as_ref());
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
