//! A Parquet file with a row for each document.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use satz_arrow::{LayerColumns, TooLarge};
use satz_driver::{Document, DocumentError, Outcome, Sink};

use crate::columnar::documents::{DocumentColumns, VERSION_KEY};
use crate::disk::{Disk, DiskFile};
use crate::{Failures, OutputError, Record};

/// Documents in a record batch, and bytes of a batch or a row group that are kept in memory.
const BATCH: usize = 256;
const ROW_GROUP: usize = 32 << 20;

/// Writes documents to a Parquet file, which has its name when it is complete.
///
/// The run needs no encoder. Such a file cannot be resumed: its index comes last.
pub struct ParquetFile {
    path: PathBuf,
    partial: PathBuf,
    columns: DocumentColumns,
    writer: ArrowWriter<DiskFile>,
    failures: Failures,
    documents: u64,
}

impl ParquetFile {
    /// Begins the file at `path`; failed documents go to `failures`.
    ///
    /// # Errors
    /// [`OutputError::Write`] if it cannot be created.
    pub fn create(path: &Path, mut failures: Failures) -> Result<Self, OutputError> {
        let disk = Disk::default();
        failures.open(&disk)?;
        let partial = path.with_added_extension("partial");
        let file = disk.open(&partial, 0)?;
        let columns = DocumentColumns::new();
        let version = KeyValue::new(VERSION_KEY.to_owned(), LayerColumns::VERSION.to_owned());
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_key_value_metadata(Some(vec![version]))
            .build();
        let writer = ArrowWriter::try_new(file, Arc::clone(columns.schema()), Some(properties));
        let writer = writer.map_err(cannot_write(path))?;
        Ok(Self { path: path.to_owned(), partial, columns, writer, failures, documents: 0 })
    }

    /// What became of failed documents so far.
    pub fn failures(&self) -> &Failures {
        &self.failures
    }

    /// Completes the file.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails.
    pub fn finish(mut self) -> Result<Failures, OutputError> {
        self.flush().map_err(cannot_write(&self.path))?;
        self.failures.sync()?;
        let file = self.writer.into_inner().map_err(cannot_write(&self.path))?;
        file.sync()?;
        Disk::default().rename(&self.partial, &self.path)?;
        Ok(self.failures)
    }

    /// Takes the beginning away of a file that will not be completed.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails.
    pub fn discard(self) -> Result<(), OutputError> {
        fs::remove_file(&self.partial).map_err(OutputError::write(&self.partial))
    }

    /// Writes the next document.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails, or if no file can hold the document.
    pub fn write(&mut self, document: &Document) -> Result<(), OutputError> {
        self.push(document)?.map_err(cannot_write(&self.path))
    }

    fn push(&mut self, document: &Document) -> Result<Result<(), TooLarge>, OutputError> {
        self.reserve(document).map_err(cannot_write(&self.path))?;
        Ok(self.columns.push(document))
    }

    /// Makes room for `document` in the batch.
    fn reserve(&mut self, document: &Document) -> Result<(), ParquetError> {
        let bytes = self.columns.bytes() + DocumentColumns::bytes_of(document);
        let full = self.columns.rows() == BATCH || bytes > ROW_GROUP;
        if full { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        self.writer.write(&self.columns.finish()?)?;
        if self.writer.in_progress_size() > ROW_GROUP {
            self.writer.flush()?;
        }
        Ok(())
    }
}

fn cannot_write<E>(path: &Path) -> impl FnOnce(E) -> OutputError
where
    E: std::error::Error + Send + Sync + 'static,
{
    let path = path.to_owned();
    move |error| OutputError::write(&path)(io::Error::other(error))
}

impl Sink<Record> for ParquetFile {
    type Error = OutputError;

    fn receive(&mut self, outcome: Outcome<'_, Record>) -> Result<ControlFlow<()>, OutputError> {
        let position = self.documents;
        self.documents += 1;
        let document = match outcome.document {
            Ok(document) => document,
            Err(error) => return self.failures.receive(position, outcome.input, error),
        };
        match self.push(document)? {
            Ok(()) => Ok(ControlFlow::Continue(())),
            Err(error) => {
                let error = DocumentError::output(document, error);
                self.failures.receive(position, outcome.input, &error)
            }
        }
    }
}
