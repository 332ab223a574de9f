//! `satz view`: annotated documents as a page.

use std::convert::Infallible;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use satz_driver::{Outcome, RunOptions};
use satz_io::{Corpus, InputFormat, Record};
use satz_view::{Explainer, Page};

use crate::arguments::{PipelineOptions, pipeline_of};
use crate::exit::{Ending, of_run, tell_failure};
use crate::named;
use crate::output::Target;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  satz view article.txt --open            look at an article in the browser
  satz view archive/ -o archive.html      a folder, with an index of all names
  satz view annotated.jsonl -o page.html  what `satz annotate` wrote, as it is")]
pub(crate) struct View {
    /// Files, folders or `-` for standard input, in any format that `satz annotate` reads
    #[arg(required = true)]
    input: Vec<PathBuf>,

    /// The page: one file that needs no other; standard output if not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Open the page in the browser; without `--output` it is a temporary file
    #[arg(long)]
    open: bool,

    /// Heading of the page; by default the names of the files and folders
    #[arg(long)]
    title: Option<String>,

    #[command(flatten)]
    pipeline: PipelineOptions,
}

pub(crate) fn run(options: &View) -> Result<Ending> {
    named::check(&options.input)?;
    let mut page = Page::new(title(options));
    let ending = fill(&mut page, options)?;
    let output = output(options)?;
    let mut target = Target::open(output.as_deref())?;
    target.write_all(page.render().as_bytes()).context("cannot write the page")?;
    target.finish()?;
    if let Some(path) = output.filter(|_| options.open) {
        open::that_detached(&path)
            .with_context(|| format!("cannot start a browser: open {} in one", path.display()))?;
    }
    Ok(ending)
}

fn title(options: &View) -> String {
    let named = options.input.iter().map(|path| name(path));
    options.title.clone().unwrap_or_else(|| named.collect::<Vec<_>>().join(", "))
}

fn name(path: &Path) -> String {
    if path == Path::new("-") {
        return "standard input".to_owned();
    }
    // `.` and `..` have no name.
    path.file_name().map_or_else(|| path.display().to_string(), |it| it.display().to_string())
}

/// Where the page goes; a browser wants a file.
fn output(options: &View) -> Result<Option<PathBuf>> {
    if options.output.is_some() || !options.open {
        return Ok(options.output.clone());
    }
    let file = tempfile::Builder::new().prefix("satz-").suffix(".html").tempfile();
    let kept = file.context("cannot make a temporary file")?.into_temp_path().keep();
    Ok(Some(kept.context("cannot keep a temporary file")?))
}

/// Annotates the documents and puts them on the page, in order.
fn fill(page: &mut Page, options: &View) -> Result<Ending> {
    let preset = options.pipeline.preset()?;
    let pipeline = pipeline_of(&preset)?;
    let explainer = Explainer::new(preset);
    let mut sink = |outcome: Outcome<'_, Record>| -> Result<_, Infallible> {
        match outcome.document {
            Ok(document) => page.add(document, explainer.explain(document).as_ref()),
            Err(error) => tell_failure(outcome.input.place(), error),
        }
        Ok(ControlFlow::Continue(()))
    };
    let corpus = Corpus::new(options.input.clone(), InputFormat::Auto);
    let report = pipeline.run(corpus, &RunOptions::default(), &mut sink)?;
    Ok(of_run(report.documents, report.failed))
}
