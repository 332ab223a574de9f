//! The rows of Parquet and Arrow IPC files.
//!
//! A row becomes a line of JSON with the columns that satz uses, so that fields are found, checked
//! and reported as in JSON lines.

use std::any::Any;
use std::io::{self, BufRead};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_json::LineDelimitedWriter;
use arrow_schema::{ArrowError, DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use satz_arrow::LayerColumns;
use satz_driver::{Document, InputError};

use super::arrow_stream::ArrowStream;
use super::documents::{VERSION_KEY, parquet_schema};
use super::row::Row;
use super::source::Source;
use crate::open::BytesRead;
use crate::{Columns, InputFormat, json};

/// Rows that are decoded at a time.
const BATCH: usize = 64;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// Reads a file row by row; a batch of rows is in memory.
pub(crate) struct Rows {
    batches: Batches,
    /// Columns of a batch that are written; empty if it has no others.
    chosen: Vec<usize>,
    origin: Origin,
    /// The lines of the batch, and where the next one begins.
    lines: Vec<u8>,
    at: usize,
    /// Rows read so far.
    number: u64,
}

/// Who wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// satz, with all layers.
    Satz,
    Others,
}

/// A row as JSON.
#[derive(Debug, Clone)]
pub(crate) struct JsonRow {
    pub(crate) json: Vec<u8>,
    origin: Origin,
}

impl JsonRow {
    /// Fills `document`; `name` is its id when the row has none.
    pub(crate) fn load(
        &self,
        name: &str,
        columns: &Columns,
        document: &mut Document,
    ) -> Result<(), InputError> {
        let json = std::str::from_utf8(&self.json).map_err(InputError::new)?;
        if self.origin == Origin::Others {
            return json::load(json, name, columns, document);
        }
        serde_json::from_str::<Row>(json).map_err(InputError::new)?.load(document)
    }
}

impl Rows {
    /// Opens what `reader` shows the beginning of.
    pub(crate) fn open(
        path: &Path,
        reader: Box<dyn BufRead + Send>,
        (format, columns): (InputFormat, &Columns),
        count: &BytesRead,
    ) -> io::Result<Self> {
        contained(|| match format {
            InputFormat::Arrow => Self::arrow(reader, columns),
            _ => Self::parquet(Source::open(path, reader, count)?, columns),
        })?
    }

    fn parquet(source: Source, columns: &Columns) -> io::Result<Self> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(source).map_err(invalid)?;
        let origin = origin(builder.schema())?;
        let chosen = chosen(builder.schema(), columns, origin)?;
        let mask = ProjectionMask::roots(builder.parquet_schema(), chosen);
        let reader = builder.with_projection(mask).with_batch_size(BATCH).build();
        Ok(Self::new(Box::new(reader.map_err(invalid)?), Vec::new(), origin))
    }

    fn arrow(reader: Box<dyn BufRead + Send>, columns: &Columns) -> io::Result<Self> {
        let mut stream = ArrowStream::new(reader)?;
        let first = stream.next().transpose().map_err(invalid)?;
        let schema = stream.schema().ok_or_else(|| invalid("there is no schema"))?;
        let origin = origin(&schema)?;
        let chosen = chosen(&schema, columns, origin)?;
        Ok(Self::new(Box::new(first.map(Ok).into_iter().chain(stream)), chosen, origin))
    }

    fn new(batches: Batches, chosen: Vec<usize>, origin: Origin) -> Self {
        Self { batches, chosen, origin, lines: Vec::new(), at: 0, number: 0 }
    }

    /// The next row and its number, counted from 1; `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<(u64, JsonRow)>> {
        while self.at == self.lines.len() {
            let from = self.number + 1;
            let more = contained(|| self.read_batch()).and_then(|outcome| outcome.map_err(invalid));
            let named = |error| invalid(format!("rows from {from} on cannot be decoded: {error}"));
            if !more.map_err(named)? {
                return Ok(None);
            }
        }
        let rest = &self.lines[self.at..];
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let json = rest[..end].to_vec();
        self.at = self.lines.len().min(self.at + end + 1);
        self.number += 1;
        Ok(Some((self.number, JsonRow { json, origin: self.origin })))
    }

    /// Whether there was another batch.
    fn read_batch(&mut self) -> Result<bool, ArrowError> {
        self.lines.clear();
        self.at = 0;
        let Some(mut batch) = self.batches.next().transpose()? else { return Ok(false) };
        if !self.chosen.is_empty() {
            batch = batch.project(&self.chosen)?;
        }
        let mut writer = LineDelimitedWriter::new(&mut self.lines);
        writer.write(&batch)?;
        writer.finish()?;
        Ok(true)
    }
}

/// Decoders of damaged files may panic where they should fail.
fn contained<T>(decode: impl FnOnce() -> T) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(decode)).map_err(|panic| invalid(reason(panic.as_ref())))
}

fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
    format!("the file is damaged: {text}")
}

/// Who wrote the file, as the version of its columns says.
fn origin(schema: &Schema) -> io::Result<Origin> {
    let known = LayerColumns::VERSION;
    match schema.metadata().get(VERSION_KEY) {
        None => Ok(Origin::Others),
        Some(version) if version == known => Ok(Origin::Satz),
        Some(version) => Err(invalid(format!(
            "the file has layers of version {version}, and {known} is read here: \
             use the satz that wrote it, or annotate the texts again"
        ))),
    }
}

/// The columns that make a document: in a file of satz all of them, else those that were named.
fn chosen(schema: &Schema, columns: &Columns, origin: Origin) -> io::Result<Vec<usize>> {
    let indices =
        |names: &[&str]| names.iter().filter_map(|name| schema.index_of(name).ok()).collect();
    if origin == Origin::Satz {
        let schema = parquet_schema();
        let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        return Ok(indices(&names));
    }
    let text = schema.field_with_name(&columns.text).map_err(|_| no_text(schema, columns))?;
    if !is_string(text.data_type()) {
        let (name, kind) = (&columns.text, text.data_type());
        return Err(invalid(format!("column `{name}` is of type {kind} and no text: cast it")));
    }
    let others = [&columns.title, "date", "language", "source"];
    let mut names = vec![columns.text.as_str(), columns.id.as_str()];
    let told = |name: &str| schema.field_with_name(name).is_ok_and(|it| is_told(it.data_type()));
    names.extend(others.into_iter().filter(|name| told(name)));
    Ok(indices(&names))
}

fn no_text(schema: &Schema, columns: &Columns) -> io::Error {
    let known: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let (name, known) = (&columns.text, known.join("`, `"));
    invalid(format!("there is no column `{name}` among `{known}`: name the text's"))
}

fn is_string(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_string(values),
        kind => kind.is_string(),
    }
}

/// Whether values become strings in JSON.
fn is_told(kind: &DataType) -> bool {
    is_string(kind) || kind.is_temporal()
}

fn invalid<E>(error: E) -> io::Error
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    io::Error::new(io::ErrorKind::InvalidData, error)
}
