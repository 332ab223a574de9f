//! A Parquet file with a row for each document.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use satz_driver::{Document, Outcome, Sink};

use crate::columnar::row::{FORMAT, FORMAT_KEY, Row, parquet_schema};
use crate::disk::{Disk, DiskFile};
use crate::{Failures, OutputError, Record};

/// Documents in a record batch, and bytes of a row group that are kept in memory.
const BATCH: usize = 256;
const ROW_GROUP: usize = 32 << 20;

/// Writes documents to a Parquet file, which has its name when it is complete.
///
/// The run needs no encoder. Such a file cannot be resumed: its index comes last.
pub struct ParquetFile {
    path: PathBuf,
    partial: PathBuf,
    decoder: Decoder,
    rows: usize,
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
        let schema = Arc::new(parquet_schema());
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_key_value_metadata(Some(vec![KeyValue::new(
                FORMAT_KEY.to_owned(),
                FORMAT.to_owned(),
            )]))
            .build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties));
        let writer = writer.map_err(cannot_write(path))?;
        let decoder = ReaderBuilder::new(schema).with_batch_size(BATCH).build_decoder();
        let decoder = decoder.map_err(cannot_write(path))?;
        Ok(Self {
            path: path.to_owned(),
            partial,
            decoder,
            rows: 0,
            writer,
            failures,
            documents: 0,
        })
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

    fn push(&mut self, document: &Document) -> Result<(), ArrowError> {
        self.decoder.serialize(&[Row::new(document)])?;
        self.rows += 1;
        if self.rows == BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ArrowError> {
        self.rows = 0;
        if let Some(batch) = self.decoder.flush()? {
            self.writer.write(&batch)?;
        }
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
        match outcome.document {
            Err(error) => self.failures.receive(position, outcome.input, error),
            Ok(document) => {
                self.push(document).map_err(cannot_write(&self.path))?;
                Ok(ControlFlow::Continue(()))
            }
        }
    }
}
