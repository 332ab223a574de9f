//! Encoded documents into a stream.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use satz_driver::{Outcome, Sink};

use crate::compression::Compressor;
use crate::disk::Disk;
use crate::{Compression, Failures, OutputError, Record};

/// Writes what the encoder of a run made, in order, to a stream that cannot be taken back:
/// standard output, a pipe, a device.
pub struct Output<W: Write> {
    writer: Compressor<W>,
    name: PathBuf,
    failures: Failures,
    documents: u64,
}

impl<W: Write> Output<W> {
    /// Writes to `writer`, which errors call `name`; failed documents go to `failures`.
    ///
    /// # Errors
    /// [`OutputError`] if the log of failures cannot be opened.
    pub fn new(
        writer: W,
        name: &Path,
        compression: Compression,
        mut failures: Failures,
    ) -> Result<Self, OutputError> {
        failures.open(&Disk::default())?;
        let writer = compression.begin(writer).map_err(OutputError::write(name))?;
        Ok(Self { writer, name: name.to_owned(), failures, documents: 0 })
    }

    /// What became of failed documents so far.
    pub fn failures(&self) -> &Failures {
        &self.failures
    }

    /// Writes what is still to be written.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails.
    pub fn finish(mut self) -> Result<Failures, OutputError> {
        self.failures.sync()?;
        let flushed = self.writer.finish().and_then(|mut writer| writer.flush());
        flushed.map_err(OutputError::write(&self.name))?;
        Ok(self.failures)
    }
}

impl<W: Write> Sink<Record> for Output<W> {
    type Error = OutputError;

    fn receive(&mut self, outcome: Outcome<'_, Record>) -> Result<ControlFlow<()>, OutputError> {
        let position = self.documents;
        self.documents += 1;
        if let Err(error) = outcome.document {
            return self.failures.receive(position, outcome.input, error);
        }
        let written = self.writer.write_all(outcome.encoded);
        written.map_err(OutputError::write(&self.name))?;
        Ok(ControlFlow::Continue(()))
    }
}
