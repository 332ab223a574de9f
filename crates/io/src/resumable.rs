//! Results that survive the death of their run.
//!
//! A result is a row of **segments**. A segment ends after the document with which it has as many
//! bytes as was asked for, so the cuts depend on the documents alone. When a segment is complete
//! its bytes are brought to the disk, then its name, and only then a line of the manifest says so,
//! which is brought to the disk in turn. Whatever a crash leaves behind, the segments of the
//! manifest are complete, and what follows them is dropped and made again: the result is the same
//! byte for byte as that of a run that nothing disturbed. The way of Spark's output committer and
//! of every write-ahead log.
//!
//! A run that is resumed reads the documents of the complete segments again, without annotating
//! them, and compares their hash with that of the manifest: what was done is still what is there.

use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::Path;

use satz_driver::{Outcome, Sink};
use xxhash_rust::xxh3::Xxh3;

use self::layout::Continuation;
use self::manifest::{Entry, Manifest};
use self::segment::{Complete, Segment, hex};
use crate::disk::{Disk, DiskFile};
use crate::{Compression, Failures, OutputError, Record};

pub use self::layout::Layout;
pub use self::manifest::Identity;

mod layout;
mod manifest;
mod segment;
#[cfg(test)]
mod tests;

/// A result that is written so that it can be continued.
#[derive(Debug, Clone)]
pub struct ResumableOptions {
    /// Where it goes.
    pub layout: Layout,
    /// How it is compressed; each segment is a gzip member or zstd frame of its own.
    pub compression: Compression,
    /// Bytes of encoded documents in a segment, at least, but for the last one.
    pub segment_bytes: u64,
    /// What makes it, so that it is not continued as something else.
    pub identity: Identity,
    /// What happens to what is there.
    pub existing: Existing,
}

/// What happens to a result, or the beginning of one, that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// It is kept and nothing is written. A single file that is complete is replaced, though.
    #[default]
    Refuse,
    /// It is continued; without one the run begins.
    Resume,
    /// It is replaced.
    Replace,
}

/// Writes a result segment by segment.
///
/// # Example
/// ```
/// use std::sync::Arc;
///
/// use satz_driver::{Pipeline, RunOptions, Tokenizer};
/// use satz_io::{
///     Compression, Corpus, Existing, Failures, Identity, InputFormat, JsonLines, Layout, Resumable,
///     ResumableOptions,
/// };
///
/// let folder = tempfile::tempdir()?;
/// let article = folder.path().join("article.txt");
/// std::fs::write(&article, "Es schneit.")?;
///
/// let result = folder.path().join("result.jsonl");
/// let options = ResumableOptions {
///     layout: Layout::File(result.clone()),
///     compression: Compression::None,
///     segment_bytes: 1 << 24,
///     identity: Identity::from([("stages".into(), "tokens".into())]),
///     existing: Existing::Resume,
/// };
/// let mut output = Resumable::open(options, Failures::default())?;
/// let mut corpus = Corpus::new([article], InputFormat::Auto);
/// output.skip_done(&mut corpus)?;
///
/// let pipeline = Pipeline::builder().stage(Tokenizer::german()).build()?;
/// let run = RunOptions { encoder: Some(Arc::new(JsonLines)), ..RunOptions::default() };
/// let mut report = pipeline.run(corpus, &run, &mut output)?;
/// report.add_skipped(output.skipped());
/// output.finish()?;
/// assert!(std::fs::read_to_string(result)?.contains("Es schneit."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Resumable {
    options: ResumableOptions,
    disk: Disk,
    manifest: Manifest,
    failures: Failures,
    place: Place,
    /// Documents that were done when this run began.
    skipped: u64,
    documents: u64,
}

/// Where the next document goes.
enum Place {
    /// Into a file that is not open yet.
    Closed,
    /// Into a new segment of this file.
    Between(BufWriter<DiskFile>),
    /// Into this segment.
    Within(Box<Segment>),
}

impl Resumable {
    /// Locks the result and brings it into a state in which it can be continued, or begins it.
    ///
    /// # Errors
    /// [`OutputError`] if there is a result and `options` refuse it, if another run is writing it,
    /// if it was made in another way, or if it cannot be written. Nothing was changed then.
    pub fn open(options: ResumableOptions, failures: Failures) -> Result<Self, OutputError> {
        Self::open_on(Disk::default(), options, failures)
    }

    fn open_on(
        disk: Disk,
        options: ResumableOptions,
        mut failures: Failures,
    ) -> Result<Self, OutputError> {
        let layout = &options.layout;
        layout.prepare()?;
        let mut manifest = Manifest::open(&layout.manifest(), layout.path(), &disk)?;
        match options.existing {
            Existing::Refuse if manifest.has_begun() => {
                return Err(OutputError::Exists { path: layout.path().to_owned() });
            }
            Existing::Resume if manifest.has_begun() => {
                refuse_stale(&manifest, &options)?;
                layout.restore(manifest.entries(), &disk)?;
            }
            Existing::Refuse | Existing::Resume | Existing::Replace => {
                layout.clear(manifest.entries())?;
                manifest.begin(&options.identity)?;
            }
        }
        let last = manifest.entries().last();
        let done = last.map_or((0, 0, 0), |last| (last.documents, last.failed, last.log_bytes));
        let (documents, failed, log_bytes) = done;
        failures.reopen(&disk, failed, log_bytes)?;
        let (skipped, place) = (documents, Place::Closed);
        Ok(Self { options, disk, manifest, failures, place, skipped, documents })
    }

    /// Documents that an earlier run did.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// What became of failed documents so far.
    pub fn failures(&self) -> &Failures {
        &self.failures
    }

    /// Takes the documents from `corpus` that are done.
    ///
    /// # Errors
    /// [`OutputError::InputChanged`] if they are not those that were annotated.
    pub fn skip_done(&self, corpus: &mut impl Iterator<Item = Record>) -> Result<(), OutputError> {
        let mut documents = 0;
        for entry in self.manifest.entries() {
            let (mut hash, mut first, mut last) = (Xxh3::new(), None, None);
            for record in corpus.by_ref().take(to_usize(entry.documents - documents)) {
                record.add_to(&mut hash);
                first.get_or_insert_with(|| record.place().clone());
                last = Some(record.place().clone());
            }
            if hex(&hash) != entry.input {
                let show = |place: Option<crate::Place>| {
                    place.map_or_else(|| "its end".to_owned(), |place| place.to_string())
                };
                return Err(OutputError::InputChanged { first: show(first), last: show(last) });
            }
            documents = entry.documents;
        }
        Ok(())
    }

    /// Completes the result.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails; the result can be resumed then.
    pub fn finish(mut self) -> Result<Failures, OutputError> {
        self.complete_segment()?;
        if let (Layout::File(_), Place::Closed) = (&self.options.layout, &self.place) {
            self.options.layout.open(self.manifest.entries(), &self.disk)?;
        }
        self.failures.sync()?;
        self.options.layout.finish(self.account().as_bytes(), &self.disk)?;
        if let Layout::File(_) = self.options.layout {
            self.manifest.remove()?;
        }
        Ok(self.failures)
    }

    /// The content of `_SUCCESS`.
    fn account(&self) -> String {
        let (documents, failed) = (self.documents, self.failures.count());
        let (parts, ok) = (self.manifest.entries().len(), documents - failed);
        format!("{{\"documents\":{documents},\"ok\":{ok},\"failed\":{failed},\"parts\":{parts}}}\n")
    }

    /// The segment that the next document goes into.
    fn segment(&mut self) -> Result<&mut Segment, OutputError> {
        let file = match std::mem::replace(&mut self.place, Place::Closed) {
            Place::Within(segment) => {
                self.place = Place::Within(segment);
                None
            }
            Place::Between(file) => Some(file),
            Place::Closed => Some(self.options.layout.open(self.manifest.entries(), &self.disk)?),
        };
        if let Some(file) = file {
            self.place = Place::Within(Segment::begin(file, self.options.compression)?.into());
        }
        match &mut self.place {
            Place::Within(segment) => Ok(segment),
            Place::Between(_) | Place::Closed => unreachable!("a segment was begun just now"),
        }
    }

    /// Brings the segment to the disk, then its name, then the line that says so.
    fn complete_segment(&mut self) -> Result<(), OutputError> {
        let segment = match std::mem::replace(&mut self.place, Place::Closed) {
            Place::Within(segment) => segment,
            between => {
                self.place = between;
                return Ok(());
            }
        };
        let complete = segment.complete().map_err(self.cannot_write())?;
        let Complete { file, bytes, input, output } = complete;
        file.get_ref().sync()?;
        let number = self.manifest.entries().len() as u64;
        if self.options.layout.place(number, &self.disk)? == Continuation::SameFile {
            self.place = Place::Between(file);
        }
        let log_bytes = self.failures.sync()?;
        self.manifest.push(Entry {
            segment: number,
            documents: self.documents,
            failed: self.failures.count(),
            bytes: self.options.layout.length(self.manifest.entries(), bytes),
            log_bytes,
            input,
            output,
        })
    }

    fn cannot_write(&self) -> impl FnOnce(std::io::Error) -> OutputError {
        OutputError::write(self.options.layout.path())
    }
}

fn refuse_stale(manifest: &Manifest, options: &ResumableOptions) -> Result<(), OutputError> {
    let differences = manifest.differences(&options.identity);
    if differences.is_empty() {
        return Ok(());
    }
    let path: &Path = options.layout.path();
    Err(OutputError::Stale { path: path.to_owned(), differences })
}

fn to_usize(documents: u64) -> usize {
    usize::try_from(documents).unwrap_or(usize::MAX)
}

impl Sink<Record> for Resumable {
    type Error = OutputError;

    fn receive(&mut self, outcome: Outcome<'_, Record>) -> Result<ControlFlow<()>, OutputError> {
        self.segment()?.note(outcome.input);
        let position = self.documents;
        self.documents += 1;
        if let Err(error) = outcome.document {
            return self.failures.receive(position, outcome.input, error);
        }
        let written = self.segment()?.write(outcome.encoded);
        written.map_err(self.cannot_write())?;
        if self.segment()?.encoded >= self.options.segment_bytes {
            self.complete_segment()?;
        }
        Ok(ControlFlow::Continue(()))
    }
}
