//! `satz annotate`

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::Args;
use globset::{Glob, GlobSet};
use satz_driver::{RunError, RunOptions};
use satz_io::{
    Columns, Corpus, Failures, FileFilter, GivenEntities, Reading, Selection, UniqueIds,
};

use self::account::Account;
use self::config::Configured;
use self::log::Log;
use self::progress::Watched;
use self::settings::{InputSettings, RunSettings, Settings};
use self::target::{Suspended, Target};
use crate::exit::{Ending, Usage};
use crate::interrupt::Interrupt;

mod account;
mod as_text;
mod byte_size;
pub(crate) mod config;
mod encoder;
mod identity;
mod log;
mod progress;
pub(crate) mod settings;
mod target;

/// Exit codes: 0 all documents annotated, 1 some failed, 2 wrong usage, 3 cannot read or write,
/// 130 interrupted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  satz annotate article.txt                    read an article at the terminal
  satz annotate archive/ -o archive.jsonl      a folder into JSON lines
  satz annotate archive/ -o result/ --resume   many documents, in parts, again and again
  zcat news.jsonl.gz | satz annotate -         a stream, a document a line
  satz annotate test.iob2 --format iob2        tag sentences whose tokens are given")]
pub(crate) struct Annotate {
    #[command(flatten)]
    configured: Configured,
}

impl Annotate {
    /// The settings of the command line and the file that it names.
    pub(crate) fn settings(&self) -> Result<Settings> {
        self.configured.settle()
    }
}

pub(crate) fn run(options: &Annotate) -> Result<Ending> {
    let mut settings = options.settings()?;
    settings.output.check()?;
    settings.input.paths = inputs(settings.input.paths)?;
    let log = Log::new(&settings.run);
    let pipeline = settings.pipeline.pipeline()?;
    let identity = identity::of(&settings)?;
    let hash = identity::hash(&identity);
    let reading = reading(&settings.input)?;
    let bar = progress::bar(&settings, &reading.files);

    let failures = Failures::new(target::on_error(&settings)).at_most(settings.run.max_errors);
    let paused = bar.clone();
    let failures = failures.tell(move |failure| paused.suspend(|| log.failure(failure)));
    let interrupt = Interrupt::listen()?;
    let target = Target::open(&settings, identity, failures)?;

    let corpus = Corpus::read(settings.input.paths.clone(), reading);
    let bytes_read = corpus.bytes_read();
    let corpus = corpus.take_while(|_| !interrupt.is_asked());
    let mut ids = settings.input.unique_ids.then(UniqueIds::default);
    let corpus = corpus.map(move |record| match &mut ids {
        Some(ids) => ids.check(record),
        None => record,
    });
    let mut corpus = selection(&settings.input).of(corpus);
    let skipped = match target.skip_done(&mut corpus) {
        Err(_) if interrupt.is_asked() => return Ok(interrupt.ending()),
        skipped => skipped?,
    };

    let mut sink = Watched::new(target, bar, bytes_read);
    let report = pipeline.run(corpus, &run_options(&settings), &mut sink);
    let mut report = report.map_err(|error| match error {
        RunError::Sink(error) => anyhow!(error),
        RunError::Threads(_) => anyhow!(error),
    })?;
    report.add_skipped(skipped);
    let ending = end(sink.finish(), &interrupt, log)?;
    let complete = matches!(ending, Ending::Done | Ending::SomeFailed);
    account::give(&settings, log, &Account { identity: hash, complete, report: &report })?;
    Ok(ending)
}

/// Completes the result, or leaves it as it is.
fn end(target: Target, interrupt: &Interrupt, log: Log) -> Result<Ending> {
    let too_many = target.failures().are_too_many();
    let failed = target.failures().count();
    if !too_many && !interrupt.is_asked() {
        target.finish()?;
        return Ok(if failed == 0 { Ending::Done } else { Ending::SomeFailed });
    }
    let why = if too_many { "too many documents failed" } else { "interrupted" };
    match target.suspend()? {
        Suspended::Resumable => log.note(&format!("{why}; go on with --resume")),
        Suspended::Final => log.note(&format!("{why}; the result is not complete")),
    }
    Ok(if too_many { Ending::TooManyFailed } else { interrupt.ending() })
}

/// What was named, or what comes down the pipe.
fn inputs(named: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
    if !named.is_empty() {
        return Ok(named);
    }
    if io::stdin().is_terminal() {
        let message = "there is nothing to read: name a file or folder, or `-` to type a text";
        return Err(Usage(message.to_owned()).into());
    }
    Ok(vec!["-".into()])
}

fn reading(input: &InputSettings) -> Result<Reading> {
    let include = (!input.include.is_empty()).then(|| globs(&input.include)).transpose()?;
    Ok(Reading {
        format: input.input_format.into(),
        encoding: input.encoding.into(),
        columns: Columns {
            text: input.text_field.clone(),
            id: input.id_field.clone(),
            title: input.title_field.clone(),
        },
        files: FileFilter { include, exclude: globs(&input.exclude)? },
        entities: GivenEntities::Ignored,
        max_document_bytes: input.max_doc_bytes.length(),
    })
}

fn globs(patterns: &[String]) -> Result<GlobSet, Usage> {
    let usage = |error: globset::Error| Usage(error.to_string());
    let mut set = GlobSet::builder();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(usage)?);
    }
    set.build().map_err(usage)
}

fn selection(input: &InputSettings) -> Selection {
    Selection { shard: input.shard, sample: input.sample, limit: input.limit }
}

/// Bytes that a byte of a document takes while it is annotated: the text, its layers, the encoded
/// document, and what the stages need meanwhile.
const BYTES_PER_BYTE: usize = 25;

fn run_options(settings: &Settings) -> RunOptions {
    let RunSettings { threads, max_memory, .. } = &settings.run;
    let defaults = RunOptions::default();
    RunOptions {
        threads: threads.unwrap_or(defaults.threads),
        bytes_in_flight: max_memory.length() / BYTES_PER_BYTE,
        encoder: settings.output.encoder(),
        ..defaults
    }
}
