//! `satz stats`: how much there is of everything in a corpus.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use satz_driver::{Document, Outcome, RunOptions, SentenceKind};
use satz_io::{Corpus, InputFormat, Record, visible};

use self::chart::Chart;
use crate::arguments::PipelineOptions;
use crate::exit::{Ending, of_run, tell_failure};
use crate::named;

mod chart;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  satz stats archive/                          annotate, and count
  satz stats annotated.jsonl                   count what `satz annotate` wrote
  satz stats news/ --stages tokens,sentences   without names: much faster")]
pub(crate) struct Stats {
    /// Files, folders or `-` for standard input, in any format that `satz annotate` reads
    #[arg(required = true)]
    input: Vec<PathBuf>,

    #[command(flatten)]
    pipeline: PipelineOptions,
}

/// Sentences of this many tokens and more are in the last row.
const LONGEST: usize = 50;
/// Tokens that share a row.
const STEP: usize = 5;
const ROWS: usize = LONGEST / STEP + 1;

/// What was counted.
#[derive(Debug, Default)]
struct Counts {
    documents: usize,
    failed: u64,
    bytes: usize,
    tokens: usize,
    words: usize,
    headings: usize,
    lengths: [usize; ROWS],
    /// By label and form.
    mentions: BTreeMap<String, usize>,
}

pub(crate) fn run(options: &Stats) -> Result<Ending> {
    named::check(&options.input)?;
    let pipeline = options.pipeline.pipeline()?;
    let mut counts = Counts::default();
    let mut sink = |outcome: Outcome<'_, Record>| -> Result<_, Infallible> {
        match outcome.document {
            Ok(document) => counts.add(document),
            Err(error) => tell_failure(outcome.input.place(), error),
        }
        Ok(ControlFlow::Continue(()))
    };
    let corpus = Corpus::new(options.input.clone(), InputFormat::Auto);
    let report = pipeline.run(corpus, &RunOptions::default(), &mut sink)?;
    counts.failed = report.failed;
    counts.write(&mut io::stdout().lock())?;
    Ok(of_run(report.documents, report.failed))
}

impl Counts {
    fn add(&mut self, document: &Document) {
        self.documents += 1;
        self.bytes += document.text().len();
        for token in document.tokens().into_iter().flatten() {
            self.tokens += 1;
            self.words += usize::from(token.kind().is_wordlike());
        }
        for sentence in document.sentences().into_iter().flatten() {
            match sentence.kind() {
                SentenceKind::Heading => self.headings += 1,
                SentenceKind::Sentence => self.lengths[row(sentence.tokens().len())] += 1,
            }
        }
        for entity in document.entities().into_iter().flatten() {
            *self.mentions.entry(entity.label_and_form().into_owned()).or_default() += 1;
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let sentences: usize = self.lengths.iter().sum();
        let mentions: usize = self.mentions.values().sum();
        let failed = format!(", {} failed", self.failed);
        let words = format!(", {} of them words and numbers", self.words);
        for (count, singular, plural, more) in [
            (self.documents, "document", "documents", failed.as_str()),
            (self.bytes, "byte", "bytes", ""),
            (self.tokens, "token", "tokens", &words),
            (sentences, "sentence", "sentences", ""),
            (self.headings, "heading", "headings", ""),
            (mentions, "mention of a name", "mentions of names", ""),
        ] {
            let noun = if count == 1 { singular } else { plural };
            writeln!(out, "{count:>12}  {noun}{more}")?;
        }
        self.labels().write("Names by label", out)?;
        self.histogram().write("Sentences by their tokens", out)
    }

    fn labels(&self) -> Chart {
        let mut chart = Chart::default();
        for (label, count) in &self.mentions {
            chart.push(visible(label), *count);
        }
        chart
    }

    fn histogram(&self) -> Chart {
        let used = self.lengths.iter().rposition(|&count| count > 0).map_or(0, |last| last + 1);
        let mut chart = Chart::default();
        for (row, count) in self.lengths.iter().take(used).enumerate() {
            let first = row * STEP;
            let name = match row {
                0 => format!("1 to {}", STEP - 1),
                _ if first == LONGEST => format!("{LONGEST} and more"),
                _ => format!("{first} to {}", first + STEP - 1),
            };
            chart.push(name, *count);
        }
        chart
    }
}

fn row(tokens: usize) -> usize {
    tokens.min(LONGEST) / STEP
}
