//! Documents that fail: what is done about them, and the account of each.

use std::fs;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use satz_driver::DocumentError;
use serde::Serialize;

use crate::disk::{Disk, DiskFile};
use crate::{OutputError, Record, file_name};

/// What is done about a document that fails.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum OnError {
    /// The run stops.
    Fail,
    /// The run goes on without it.
    #[default]
    Skip,
    /// The run goes on, and the document is put into this folder as it was read, to be repaired
    /// and annotated later.
    Quarantine(PathBuf),
}

/// Why a document failed and where it is: a line of `errors.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file, as it was named.
    pub input: String,
    /// Line in the file, where it has many documents.
    pub line: Option<u64>,
    /// Byte of the file at which the document begins, compression undone.
    pub offset: u64,
    /// Id of the document, if it could be read.
    pub id: Option<String>,
    /// Stage that failed; `input` if the document could not be loaded.
    pub stage: String,
    /// What happened.
    pub reason: String,
}

type Listener = Box<dyn FnMut(&Failure)>;

/// Takes the failed documents of a run: counts them, logs them, puts them aside.
#[derive(Default)]
pub struct Failures {
    on_error: OnError,
    most: Option<u64>,
    log_path: Option<PathBuf>,
    log: Option<BufWriter<DiskFile>>,
    logged: u64,
    failed: u64,
    listener: Option<Listener>,
}

impl Failures {
    /// Does `on_error` about every failed document.
    pub fn new(on_error: OnError) -> Self {
        Self { on_error, ..Self::default() }
    }

    /// Stops the run when more than `most` documents failed.
    pub fn at_most(mut self, most: Option<u64>) -> Self {
        self.most = most;
        self
    }

    /// Writes a line of JSON for each failed document into the file at `path`.
    pub fn log_to(mut self, path: Option<PathBuf>) -> Self {
        self.log_path = path;
        self
    }

    /// Tells `listener` of each failed document.
    pub fn tell(mut self, listener: impl FnMut(&Failure) + 'static) -> Self {
        self.listener = Some(Box::new(listener));
        self
    }

    /// Documents that failed so far, in an earlier run that this one continues among them.
    pub fn count(&self) -> u64 {
        self.failed
    }

    /// Whether more documents failed than may, so that the run stopped.
    pub fn are_too_many(&self) -> bool {
        let most = if self.on_error == OnError::Fail { Some(0) } else { self.most };
        most.is_some_and(|most| self.failed > most)
    }

    /// Opens the log and makes the folder for what is put aside.
    pub(crate) fn open(&mut self, disk: &Disk) -> Result<(), OutputError> {
        self.reopen(disk, 0, 0)
    }

    /// Goes on after `failed` documents, the account of which is the first `keep` bytes of the log.
    pub(crate) fn reopen(
        &mut self,
        disk: &Disk,
        failed: u64,
        keep: u64,
    ) -> Result<(), OutputError> {
        if let OnError::Quarantine(folder) = &self.on_error {
            fs::create_dir_all(folder).map_err(OutputError::write(folder))?;
        }
        let log = self.log_path.as_ref().map(|path| disk.open(path, keep)).transpose()?;
        (self.log, self.logged, self.failed) = (log.map(BufWriter::new), keep, failed);
        Ok(())
    }

    /// Takes the failure of the document at `position` of the corpus.
    pub(crate) fn receive(
        &mut self,
        position: u64,
        record: &Record,
        error: &DocumentError,
    ) -> Result<ControlFlow<()>, OutputError> {
        let failure = Failure::new(record, error);
        self.failed += 1;
        self.log(&failure)?;
        if let OnError::Quarantine(folder) = &self.on_error {
            put_aside(folder, position, record, &failure)?;
        }
        if let Some(listener) = &mut self.listener {
            listener(&failure);
        }
        Ok(if self.are_too_many() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    fn log(&mut self, failure: &Failure) -> Result<(), OutputError> {
        let Some(log) = &mut self.log else { return Ok(()) };
        let mut line = serde_json::to_vec(failure)
            .map_err(|error| OutputError::write(log.get_ref().path())(error.into()))?;
        line.push(b'\n');
        self.logged += line.len() as u64;
        log.write_all(&line).map_err(OutputError::write(log.get_ref().path()))
    }

    /// Brings the log to the disk and tells how long it is.
    pub(crate) fn sync(&mut self) -> Result<u64, OutputError> {
        if let Some(log) = &mut self.log {
            log.flush().map_err(OutputError::write(log.get_ref().path()))?;
            log.get_ref().sync()?;
        }
        Ok(self.logged)
    }
}

impl Failure {
    fn new(record: &Record, error: &DocumentError) -> Self {
        let place = record.place();
        Self {
            input: place.path.display().to_string(),
            line: place.line,
            offset: place.offset,
            id: error.document().map(ToOwned::to_owned),
            stage: error.stage_name().to_owned(),
            reason: error.reason(),
        }
    }
}

/// Writes the document as it was read into a file of its own.
fn put_aside(
    folder: &Path,
    position: u64,
    record: &Record,
    failure: &Failure,
) -> Result<(), OutputError> {
    let Some((bytes, extension)) = record.raw() else { return Ok(()) };
    let id = failure.id.as_deref().unwrap_or(&failure.input);
    let path = folder.join(file_name(position, id)).with_extension(extension);
    fs::write(&path, bytes).map_err(OutputError::write(&path))
}
