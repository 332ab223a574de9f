//! `satz convert`: annotated documents from one format into another.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use satz_driver::{Input, Outcome, Pipeline, RunError, RunOptions};
use satz_io::Corpus;

use self::foreign::Foreign;
use self::notation::Notation;
use self::place::Place;
use self::standoff::Standoff;
use crate::exit::{Ending, Usage, tell};

mod foreign;
mod notation;
mod place;
mod standoff;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  satz convert annotated.jsonl -o annotated.conllu
  satz convert annotated.jsonl -o annotated.parquet
  satz convert docs.json --from spacy-json --to jsonl | satz view - -o page.html
  satz convert corrected/ --from brat --to jsonl      what people corrected in brat

Nothing is annotated: layers that the input lacks stay out, and what the new format has no place
for is left out, with a warning.")]
pub(crate) struct Convert {
    /// Files or folders
    #[arg(required = true)]
    input: Vec<PathBuf>,

    /// Format of the input; by default the name of the first file tells
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: Option<Notation>,

    /// Format of the result; by default its name tells
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<Notation>,

    /// Where the result goes: a file, or a folder for brat. Standard output if not given
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

pub(crate) fn run(options: &Convert) -> Result<Ending> {
    let paths = options.input.clone();
    let from = options.from.map_or_else(|| guess(&options.input[0], "--from"), Ok)?;
    let output = options.output.as_deref().unwrap_or(Path::new("standard output"));
    let to = options.to.map_or_else(|| guess(output, "--to"), Ok)?;
    match (from, to) {
        (Notation::SpacyJson, to) => convert(Foreign::spacy(paths)?, to, options),
        (Notation::Brat, to) => convert(Standoff::find(&paths)?, to, options),
        (Notation::WebAnnotation, to) => convert(Foreign::web_annotation(paths)?, to, options),
        (from, to) => convert(Corpus::new(paths, from.input_format()), to, options),
    }
}

fn guess(path: &Path, option: &str) -> Result<Notation> {
    let known = Notation::of(path);
    let message = || format!("the name of {} tells no format: give {option}", path.display());
    Ok(known.ok_or_else(|| Usage(message()))?)
}

/// Reads each document and writes it again; no stage runs.
fn convert<I>(corpus: I, to: Notation, options: &Convert) -> Result<Ending>
where
    I: IntoIterator,
    I::Item: Input + Send + Sync,
{
    let mut place = Place::open(to, options.output.as_deref())?;
    let mut lost: BTreeMap<String, u64> = BTreeMap::new();
    let mut sink = |outcome: Outcome<'_, I::Item>| -> Result<_> {
        match outcome.document {
            Ok(document) => {
                place.write(document, outcome.encoded)?;
                for layer in document.layer_names().filter(|layer| !to.carries(layer)) {
                    *lost.entry(layer.to_owned()).or_default() += 1;
                }
            }
            Err(error) => tell(&error.to_string()),
        }
        Ok(ControlFlow::Continue(()))
    };
    let run = RunOptions { encoder: to.encoder(), ..RunOptions::default() };
    let report = Pipeline::default().run(corpus, &run, &mut sink);
    let report = report.map_err(|error| match error {
        RunError::Sink(error) => error,
        RunError::Threads(error) => error.into(),
    })?;
    place.finish()?;
    warn(to, &lost);
    Ok(if report.failed == 0 { Ending::Done } else { Ending::SomeFailed })
}

/// Tells what the new format has no place for.
fn warn(to: Notation, lost: &BTreeMap<String, u64>) {
    for (layer, documents) in lost {
        tell(&format!("warning: layer `{layer}` is left out of {documents} documents"));
    }
    if let Some(detail) = to.narrows() {
        tell(&format!("note: {detail}"));
    }
}
