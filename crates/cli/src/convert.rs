//! `satz convert`: annotated documents from one format into another.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use satz_driver::{Encode, Input, Outcome, Pipeline, RunError, RunOptions};
use satz_io::{Corpus, GivenEntities, Reading, Record};

use self::foreign::ForeignFiles;
use self::losses::Losses;
use self::needs::Complete;
use self::notation::Notation;
use self::place::Place;
use self::standoff::Standoff;
use crate::exit::{Ending, Usage, of_run, tell_failure};
use crate::named;

mod foreign;
mod losses;
mod needs;
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

/// An item of a corpus that can say where it is.
trait Located: Input {
    fn place(&self) -> String;
}

impl Located for Record {
    fn place(&self) -> String {
        self.place().to_string()
    }
}

pub(crate) fn run(options: &Convert) -> Result<Ending> {
    let paths = options.input.clone();
    let from = options.from.map_or_else(|| guess(&options.input[0], "--from"), Ok)?;
    let output = options.output.as_deref().unwrap_or(Path::new("standard output"));
    let to = options.to.map_or_else(|| guess(output, "--to"), Ok)?;
    named::check(&paths)?;
    match (from, to) {
        (Notation::SpacyJson, to) => convert(ForeignFiles::spacy(paths), to, options),
        (Notation::Brat, to) => convert(Standoff::find(&paths)?, to, options),
        (Notation::WebAnnotation, to) => convert(ForeignFiles::web_annotation(paths), to, options),
        (from, to) => convert(Corpus::read(paths, reading(from)), to, options),
    }
}

/// Tags are entities here, as nothing is to be annotated.
fn reading(from: Notation) -> Reading {
    let entities = GivenEntities::Kept;
    Reading { format: from.input_format(), entities, ..Reading::default() }
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
    I::Item: Located + Send + Sync,
    I::IntoIter: Send,
{
    let (mut place, mut losses) = (Place::open(to, options.output.as_deref())?, Losses::new(to));
    let mut sink = |outcome: Outcome<'_, I::Item>| -> Result<_> {
        match outcome.document {
            Ok(document) => {
                place.write(document, outcome.encoded)?;
                losses.add(document);
            }
            Err(error) => tell_failure(&outcome.input.place(), error),
        }
        Ok(ControlFlow::Continue(()))
    };
    let encoder =
        to.encoder().map(|encoder| -> Arc<dyn Encode> { Arc::new(Complete { to, encoder }) });
    let run = RunOptions { encoder, ..RunOptions::default() };
    let report = Pipeline::default().run(corpus, &run, &mut sink);
    let report = report.map_err(|error| match error {
        RunError::Sink(error) => error,
        RunError::Threads(error) => error.into(),
    })?;
    place.finish()?;
    losses.warn();
    Ok(of_run(report.documents, report.failed))
}
