//! A folder of brat: a text file and an annotation file for each document.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use satz_driver::{Document, EntityRef, Metadata, Outcome, Sink};

use crate::disk::Disk;
use crate::{Failures, OutputError, Record, brat, file_name};

/// A folder of brat: `NAME.txt` and `NAME.ann` for each document, and `annotation.conf` with the
/// types of their entities.
pub struct BratFolder {
    folder: PathBuf,
    failures: Failures,
    documents: u64,
    /// By name.
    types: BTreeSet<String>,
}

/// Types that are offered to annotators even if no document has them.
const USUAL_TYPES: [&str; 4] = ["LOC", "MISC", "ORG", "PER"];
const CONFIGURATION: &str = "annotation.conf";

impl BratFolder {
    /// Makes the folder if it is not there; failed documents go to `failures`.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails.
    pub fn create(folder: &Path, mut failures: Failures) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(OutputError::write(folder))?;
        failures.open(&Disk::default())?;
        let types = USUAL_TYPES.map(str::to_owned).into();
        Ok(Self { folder: folder.to_owned(), failures, documents: 0, types })
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
        self.configure()?;
        Ok(self.failures)
    }

    /// Leaves a configuration alone that the user has made.
    fn configure(&self) -> Result<(), OutputError> {
        let path = self.folder.join(CONFIGURATION);
        let text = brat::configuration(self.types.iter().map(String::as_str));
        match File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes())) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            outcome => outcome.map_err(OutputError::write(&path)),
        }
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
        let labels = document.entities().into_iter().flatten().map(EntityRef::label);
        self.types.extend(labels.map(brat::type_of));
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
