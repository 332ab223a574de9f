//! Parquet: a row for each document, layers as lists of structs.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use satz_driver::{
    Document, Entities, Form, Metadata, Outcome, SentenceKind, Sentences, Sink, Summary, TokenKind,
    Tokens,
};
use serde::Serialize;

use crate::disk::{Disk, DiskFile};
use crate::{Failures, OutputError, Record};

/// Version of the schema, in the file's metadata as `satz.format`.
const FORMAT: &str = "1";

/// Documents in a record batch, and bytes of a row group that are kept in memory.
const BATCH: usize = 256;
const ROW_GROUP: usize = 32 << 20;

/// The columns of a file.
///
/// `id`, `title`, `date`, `language`, `source` and `text` are strings. `tokens` are
/// `{start, end, kind}`, `entities` are `{start, end, label, form, score}`, both in bytes of the
/// text; `sentences` are `{first, end, kind}` in tokens, `end` not included; `summary` is
/// `{sentence, score}`. A layer that the document does not have is null.
///
/// # Example
/// ```
/// let schema = satz_io::parquet_schema();
/// assert_eq!(schema.field_with_name("text")?.is_nullable(), false);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parquet_schema() -> Schema {
    let number = |name: &str| Field::new(name, DataType::UInt32, false);
    let string = |name: &str| Field::new(name, DataType::Utf8, false);
    let score = || Field::new("score", DataType::Float32, true);
    let mut columns: Vec<_> = ["id", "title", "date", "language", "source"]
        .map(|name| Field::new(name, DataType::Utf8, true))
        .to_vec();
    columns.extend([
        string("text"),
        list("tokens", vec![number("start"), number("end"), string("kind")]),
        list("sentences", vec![number("first"), number("end"), string("kind")]),
        list(
            "entities",
            vec![number("start"), number("end"), string("label"), string("form"), score()],
        ),
        list("summary", vec![number("sentence"), score()]),
    ]);
    Schema::new(columns)
}

fn list(name: &str, fields: Vec<Field>) -> Field {
    let item = Field::new("item", DataType::Struct(Fields::from(fields)), false);
    Field::new(name, DataType::List(Arc::new(item)), true)
}

#[derive(Serialize)]
struct Row<'d> {
    #[serde(flatten)]
    metadata: Option<&'d Metadata>,
    text: &'d str,
    tokens: Option<Vec<TokenRow>>,
    sentences: Option<Vec<SentenceRow>>,
    entities: Option<Vec<EntityRow<'d>>>,
    summary: Option<Vec<SummaryRow>>,
}

#[derive(Serialize)]
struct TokenRow {
    start: u32,
    end: u32,
    kind: TokenKind,
}

#[derive(Serialize)]
struct SentenceRow {
    first: u32,
    end: u32,
    kind: SentenceKind,
}

#[derive(Serialize)]
struct EntityRow<'d> {
    start: u32,
    end: u32,
    label: &'d str,
    form: Form,
    score: Option<f32>,
}

#[derive(Serialize)]
struct SummaryRow {
    sentence: u32,
    score: f32,
}

impl<'d> Row<'d> {
    fn new(document: &'d Document) -> Self {
        Self {
            metadata: document.layer().ok(),
            text: document.text(),
            tokens: document.layer().ok().map(token_rows),
            sentences: document.layer().ok().map(sentence_rows),
            entities: document.layer().ok().map(entity_rows),
            summary: document.layer().ok().map(summary_rows),
        }
    }
}

fn token_rows(tokens: &Tokens) -> Vec<TokenRow> {
    let pairs = tokens.spans().iter().zip(tokens.kinds());
    pairs.map(|(span, &kind)| TokenRow { start: span.start(), end: span.end(), kind }).collect()
}

fn sentence_rows(sentences: &Sentences) -> Vec<SentenceRow> {
    let firsts = std::iter::once(0).chain(sentences.ends().iter().copied());
    let pairs = firsts.zip(sentences.ends()).zip(sentences.kinds());
    pairs.map(|((first, &end), &kind)| SentenceRow { first, end, kind }).collect()
}

fn entity_rows(entities: &Entities) -> Vec<EntityRow<'_>> {
    let row = |entity: satz_driver::Entity| EntityRow {
        start: entity.span.start(),
        end: entity.span.end(),
        label: entities.scheme().name(entity.label),
        form: entity.form,
        score: entity.score,
    };
    entities.iter().map(row).collect()
}

fn summary_rows(summary: &Summary) -> Vec<SummaryRow> {
    let pairs = summary.sentences().iter().zip(summary.scores());
    pairs.map(|(&sentence, &score)| SummaryRow { sentence, score }).collect()
}

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
                "satz.format".to_owned(),
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
