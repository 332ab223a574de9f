//! `satz annotate`

use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use satz_driver::{Encode, RunError, RunOptions, RunReport};
use satz_io::{Colour, Conllu, Corpus, Iob2, JsonLines, Output, Readable};

use crate::arguments::{Annotate, OutputFormat};
use crate::exit::{Ending, Usage, tell};
use crate::interrupt::Interrupt;
use crate::output::Target;

/// Lines of running text are hard to read when they are longer.
const WIDEST_TEXT: usize = 100;
const USUAL_WIDTH: usize = 80;

pub(crate) fn run(options: &Annotate) -> Result<Ending> {
    let pipeline =
        options.pipeline.preset().pipeline().map_err(|error| Usage(error.to_string()))?;
    let interrupt = Interrupt::listen()?;
    let corpus = Corpus::new(inputs(options)?, options.input_format.into());
    let corpus = corpus.take_while(|_| !interrupt.is_asked());
    let mut target = Target::open(options.output.as_deref())?;
    let mut output = Output::new(&mut target, |place, error| tell(&format!("{place}: {error}")));
    let report = pipeline.run(corpus, &run_options(options), &mut output);
    let report = report.map_err(|error| match error {
        RunError::Sink(error) => anyhow::Error::new(error).context("cannot write the result"),
        RunError::Threads(_) => error.into(),
    })?;
    target.finish()?;
    account(options, &report)?;
    Ok(match report.failed {
        _ if interrupt.is_asked() => Ending::Interrupted,
        0 => Ending::Done,
        _ => Ending::SomeFailed,
    })
}

/// What was named, or what comes down the pipe.
fn inputs(options: &Annotate) -> Result<Vec<PathBuf>> {
    if !options.input.is_empty() {
        return Ok(options.input.clone());
    }
    if io::stdin().is_terminal() {
        let message = "there is nothing to read: name a file or folder, or `-` to type a text";
        return Err(Usage(message.to_owned()).into());
    }
    Ok(vec!["-".into()])
}

fn run_options(options: &Annotate) -> RunOptions {
    let defaults = RunOptions::default();
    RunOptions {
        threads: options.threads.unwrap_or(defaults.threads),
        encoder: Some(encoder(options)),
        ..defaults
    }
}

fn encoder(options: &Annotate) -> Arc<dyn Encode> {
    let terminal = options.output.is_none() && io::stdout().is_terminal();
    let usual = if terminal { OutputFormat::Text } else { OutputFormat::Jsonl };
    match options.format.unwrap_or(usual) {
        OutputFormat::Jsonl => Arc::new(JsonLines),
        OutputFormat::Iob2 => Arc::new(Iob2),
        OutputFormat::Conllu => Arc::new(Conllu),
        OutputFormat::Text => Arc::new(Readable { colour: colour(options), width: width() }),
    }
}

/// Colours for a terminal that has them, unless `NO_COLOR` is set.
fn colour(options: &Annotate) -> Colour {
    let choice = anstream::AutoStream::choice(&io::stdout());
    match (choice, &options.output) {
        (anstream::ColorChoice::Never, _) | (_, Some(_)) => Colour::Plain,
        _ => Colour::Ansi,
    }
}

fn width() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.unwrap_or(USUAL_WIDTH).min(WIDEST_TEXT)
}

/// Tells how the run went, on standard error and in the report.
fn account(options: &Annotate, report: &RunReport) -> Result<()> {
    if report.failed > 0 {
        tell(&format!("{} of {} documents failed", report.failed, report.documents));
    }
    if let Some(path) = &options.report {
        let json = serde_json::to_string_pretty(report).context("cannot express the report")?;
        let cannot_write = || format!("cannot write {}", path.display());
        fs::write(path, json + "\n").with_context(cannot_write)?;
    }
    Ok(())
}
