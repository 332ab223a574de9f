//! `satz bench`: how fast this is on your texts and your machine, and what limits it.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::Args;
use satz_io::{Corpus, InputFormat};
use serde::Serialize;

use self::machine::Machine;
use self::measurement::Measurement;
use self::round::Course;
use crate::arguments::{PipelineOptions, count};
use crate::exit::{Ending, Usage};

mod clock;
mod machine;
mod measurement;
mod round;
mod table;

/// Reads and annotates your documents over and over, with one thread, two, and so on, and writes
/// the result to a temporary file: all that `satz annotate` does.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// Files or folders; standard input cannot be read twice
    #[arg(required = true)]
    input: Vec<PathBuf>,

    #[command(flatten)]
    pipeline: PipelineOptions,

    /// Threads that annotate, at most; as many as there are cores if not given
    #[arg(long, value_name = "N", value_parser = count)]
    threads: Option<NonZeroUsize>,

    /// Rounds after the warm-up, each with all numbers of threads in turn
    #[arg(long, value_name = "N", default_value = "5", value_parser = count)]
    rounds: NonZeroUsize,

    /// Megabytes of input to use, at most
    #[arg(long, value_name = "MB", default_value = "64", value_parser = count)]
    megabytes: NonZeroUsize,

    /// Print all measured times as JSON, with the version of satz and the machine
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(options: &Bench) -> Result<Ending> {
    if options.input.iter().any(|path| path == Path::new("-")) {
        let message = "standard input cannot be read twice: name a file or folder";
        return Err(Usage(message.to_owned()).into());
    }
    let pipeline = options.pipeline.pipeline()?;
    let corpus = || Corpus::new(options.input.clone(), InputFormat::Auto);
    let course = Course { pipeline: &pipeline, megabytes: options.megabytes.get() };
    let mut measurement = Measurement::default();
    let warm_up = course.run(corpus(), NonZeroUsize::MIN)?;
    ensure!(warm_up.report.ok > 0, "there is no document that can be annotated");
    for _ in 0..options.rounds.get() {
        for threads in thread_counts(options) {
            measurement.add(threads, &course.run(corpus(), threads)?);
        }
    }
    let mut out = io::stdout().lock();
    if options.json {
        serde_json::to_writer_pretty(&mut out, &Report::of(&measurement))?;
        return Ok(Ending::Done);
    }
    table::write(&measurement, &mut out)?;
    Ok(Ending::Done)
}

/// A measurement for programs, with what one must know to compare it.
#[derive(Serialize)]
struct Report<'a> {
    /// The version of satz.
    satz: &'static str,
    machine: Machine,
    #[serde(flatten)]
    measurement: &'a Measurement,
}

impl<'a> Report<'a> {
    fn of(measurement: &'a Measurement) -> Self {
        Self { satz: env!("CARGO_PKG_VERSION"), machine: Machine::here(), measurement }
    }
}

/// One thread, two, four and so on, and the most.
fn thread_counts(options: &Bench) -> impl Iterator<Item = NonZeroUsize> {
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let most = options.threads.unwrap_or(cores);
    let doubled = std::iter::successors(Some(NonZeroUsize::MIN), |threads| {
        threads.checked_mul(const { NonZeroUsize::new(2).unwrap() })
    });
    doubled.take_while(move |threads| *threads < most).chain([most])
}
