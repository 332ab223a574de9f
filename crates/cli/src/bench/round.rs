//! One run over the corpus, every step of it timed.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

use anyhow::{Context, Result};
use satz_driver::{
    Document, Encode, Input, InputError, Outcome, Pipeline, RunOptions, RunReport, StageError,
};
use satz_io::{Corpus, JsonLines, Record};

use super::clock::Clock;

/// What is run again and again.
pub(super) struct Course<'a> {
    pub(super) pipeline: &'a Pipeline,
    /// Megabytes of input after which a run is over.
    pub(super) megabytes: usize,
}

/// What a run did, and the time of the steps that are not stages.
pub(super) struct Round {
    pub(super) report: RunReport,
    clocks: Arc<Clocks>,
}

#[derive(Default)]
struct Clocks {
    reading: Clock,
    loading: Clock,
    encoding: Clock,
    writing: Clock,
}

impl Course<'_> {
    /// Annotates `corpus` on so many threads, into a temporary file.
    pub(super) fn run(&self, corpus: Corpus, threads: NonZeroUsize) -> Result<Round> {
        let clocks = Arc::new(Clocks::default());
        let encoder = Some(Arc::new(TimedEncoder(clocks.clone())) as _);
        let options = RunOptions { threads, encoder, ..RunOptions::default() };
        let mut file = BufWriter::with_capacity(1 << 16, temporary_file()?);
        let mut sink = |outcome: Outcome<'_, TimedRecord>| -> io::Result<_> {
            clocks.writing.time(|| file.write_all(outcome.encoded))?;
            Ok(ControlFlow::Continue(()))
        };
        let report = self.pipeline.run(self.records(corpus, &clocks), &options, &mut sink)?;
        Ok(Round { report, clocks })
    }

    /// The records of `corpus` as far as they are used, their reading timed.
    fn records(
        &self,
        mut corpus: Corpus,
        clocks: &Arc<Clocks>,
    ) -> impl Iterator<Item = TimedRecord> {
        let (limit, mut bytes) = (self.megabytes.saturating_mul(1_000_000), 0);
        let clocks = clocks.clone();
        std::iter::from_fn(move || {
            let record = clocks.reading.time(|| corpus.next()).filter(|_| bytes < limit)?;
            bytes += record.size();
            Some(TimedRecord { record, clocks: clocks.clone() })
        })
    }
}

fn temporary_file() -> Result<File> {
    tempfile::tempfile().context("cannot make a temporary file for the result")
}

impl Round {
    /// The steps on the way of a document, in order, with the seconds that they took.
    pub(super) fn steps(&self) -> Vec<(Step, f64)> {
        let Clocks { reading, loading, encoding, writing } = self.clocks.as_ref();
        let stages = &self.report.stages;
        let stages = stages.iter().map(|stage| (Step::Stage(stage.stage.clone()), stage.seconds));
        let before = [(Step::Reading, reading.seconds()), (Step::Loading, loading.seconds())];
        let after = [(Step::Encoding, encoding.seconds()), (Step::Writing, writing.seconds())];
        before.into_iter().chain(stages).chain(after).collect()
    }
}

/// A step on the way of a document from the disk to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Files into memory.
    Reading,
    /// Bytes into a text: UTF-8 checked, JSON parsed.
    Loading,
    /// A stage of the pipeline.
    Stage(String),
    /// A document into a line of JSON.
    Encoding,
    /// Lines into a file.
    Writing,
}

impl Step {
    /// Whether the calling thread does it, alone, while workers do the rest.
    pub(super) fn is_serial(&self) -> bool {
        matches!(self, Self::Reading | Self::Writing)
    }
}

struct TimedRecord {
    record: Record,
    clocks: Arc<Clocks>,
}

impl Input for TimedRecord {
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        self.clocks.loading.time(|| self.record.load(document))
    }

    fn size(&self) -> usize {
        self.record.size()
    }
}

struct TimedEncoder(Arc<Clocks>);

impl Encode for TimedEncoder {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        self.0.encoding.time(|| JsonLines.encode(document, out))
    }
}
