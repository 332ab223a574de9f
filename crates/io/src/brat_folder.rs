//! A folder of brat: a text file and an annotation file for each document.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use satz_driver::{Document, Metadata, Outcome, Sink};

use crate::disk::Disk;
use crate::{Failures, OutputError, Record, file_name};

/// A folder of brat: `NAME.txt` and `NAME.ann` for each document.
pub struct BratFolder {
    folder: PathBuf,
    failures: Failures,
    documents: u64,
}

impl BratFolder {
    /// Makes the folder if it is not there; failed documents go to `failures`.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails.
    pub fn create(folder: &Path, mut failures: Failures) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(OutputError::write(folder))?;
        failures.open(&Disk::default())?;
        Ok(Self { folder: folder.to_owned(), failures, documents: 0 })
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
        Ok(self.failures)
    }

    /// Writes the next document; `annotation` is what [`Brat`](crate::Brat) makes of it.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails.
    pub fn write(&mut self, document: &Document, annotation: &[u8]) -> Result<(), OutputError> {
        let metadata = document.layer::<Metadata>().ok();
        let id = metadata.and_then(|metadata| metadata.id.as_deref()).unwrap_or_default();
        let path = self.folder.join(file_name(self.documents, id));
        self.documents += 1;
        for (extension, bytes) in [("txt", document.text().as_bytes()), ("ann", annotation)] {
            let path = path.with_extension(extension);
            fs::write(&path, bytes).map_err(OutputError::write(&path))?;
        }
        Ok(())
    }
}

impl Sink<Record> for BratFolder {
    type Error = OutputError;

    fn receive(&mut self, outcome: Outcome<'_, Record>) -> Result<ControlFlow<()>, OutputError> {
        match outcome.document {
            Ok(document) => {
                self.write(document, outcome.encoded)?;
                Ok(ControlFlow::Continue(()))
            }
            Err(error) => {
                self.documents += 1;
                self.failures.receive(self.documents - 1, outcome.input, error)
            }
        }
    }
}
