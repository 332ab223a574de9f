//! A pipeline over record batches.

use std::num::NonZeroUsize;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use satz_driver::{OffsetUnit, Pipeline, RunError, RunOptions};
use thiserror::Error;

use crate::LayerColumns;
use crate::rows::Rows;
use crate::text_column::{Row, TextColumn};

/// Which columns are read, and how the result is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrowOptions {
    /// Name of the column of texts: `Utf8`, `LargeUtf8`, `Utf8View` or a dictionary of these.
    pub text: String,
    /// Name of the column that the result begins with, of any type.
    pub id: Option<String>,
    /// What offsets count.
    pub offsets: OffsetUnit,
    /// Threads that annotate; with one, everything happens on the calling thread.
    pub threads: NonZeroUsize,
    /// Bytes of annotation in a batch of the result, at most; more than
    /// [`LayerColumns::MOST_BYTES`] is as much as that.
    pub batch_bytes: usize,
}

impl Default for ArrowOptions {
    /// `id` and `text`, bytes, all cores, batches of 256 MiB.
    fn default() -> Self {
        Self {
            text: "text".to_owned(),
            id: Some("id".to_owned()),
            offsets: OffsetUnit::Bytes,
            threads: RunOptions::default().threads,
            batch_bytes: 1 << 28,
        }
    }
}

/// Annotates the texts of record batches.
#[derive(Debug)]
pub struct Annotator {
    pipeline: Arc<Pipeline>,
    options: ArrowOptions,
}

impl Annotator {
    /// An annotator with the stages of `pipeline`.
    pub fn new(pipeline: impl Into<Arc<Pipeline>>, options: ArrowOptions) -> Self {
        Self { pipeline: pipeline.into(), options }
    }

    /// What comes of batches of the schema `input`: its id, the layers, and `error`.
    ///
    /// # Errors
    /// [`AnnotateError::NoColumn`] without the id.
    pub fn schema(&self, input: &Schema) -> Result<SchemaRef, AnnotateError> {
        let id = self.options.id.as_deref().map(|name| field(input, name)).transpose()?;
        let error = Field::new("error", DataType::Utf8, true);
        let fields = id.cloned().into_iter().chain(LayerColumns::fields()).chain([error]);
        Ok(Arc::new(Schema::new(fields.collect::<Vec<_>>())))
    }

    /// Annotates every row of `batch`, in order.
    ///
    /// The result is one batch, or several where it would else be larger than
    /// [`ArrowOptions::batch_bytes`].
    ///
    /// # Errors
    /// [`AnnotateError`] if a column is missing or is no text, or if there are no threads to be
    /// had. What is wrong with one document is the value `error` of its row.
    pub fn annotate(&self, batch: &RecordBatch) -> Result<Vec<RecordBatch>, AnnotateError> {
        let schema = self.schema(batch.schema_ref())?;
        let texts = TextColumn::of(batch, &self.options.text)?;
        let limit = self.options.batch_bytes.min(LayerColumns::MOST_BYTES);
        let mut rows = Rows::new(schema, self.ids(batch), limit, self.options.offsets);
        let corpus = (0..batch.num_rows()).map(|row| Row(texts.text(row)));
        let options = RunOptions { threads: self.options.threads, ..RunOptions::default() };
        self.pipeline.run(corpus, &options, &mut rows)?;
        Ok(rows.finish()?)
    }

    fn ids(&self, batch: &RecordBatch) -> Option<ArrayRef> {
        let name = self.options.id.as_deref()?;
        batch.column_by_name(name).map(Arc::clone)
    }
}

fn field<'s>(schema: &'s Schema, name: &str) -> Result<&'s Field, AnnotateError> {
    schema.field_with_name(name).map_err(|_| AnnotateError::no_column(schema, name))
}

/// Why record batches cannot be annotated.
#[derive(Debug, Error)]
pub enum AnnotateError {
    /// There is no column of this name.
    #[error("there is no column `{column}` among `{}`: name another", known.join("`, `"))]
    NoColumn {
        /// The name that was asked for.
        column: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// The column of texts has other values.
    #[error("column `{column}` is of type {data_type} and no text: cast it, or name another")]
    NotText {
        /// Its name.
        column: String,
        /// What it has.
        data_type: DataType,
    },
    /// The worker threads could not be started.
    #[error("{0}")]
    Threads(String),
    /// Arrow refuses a batch.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

impl AnnotateError {
    pub(crate) fn no_column(schema: &Schema, name: &str) -> Self {
        let known = schema.fields().iter().map(|field| field.name().clone()).collect();
        Self::NoColumn { column: name.to_owned(), known }
    }
}

impl From<RunError<ArrowError>> for AnnotateError {
    fn from(error: RunError<ArrowError>) -> Self {
        match error {
            RunError::Threads(_) => Self::Threads(error.to_string()),
            RunError::Sink(error) => Self::Arrow(error),
        }
    }
}

impl From<AnnotateError> for ArrowError {
    fn from(error: AnnotateError) -> Self {
        match error {
            AnnotateError::Arrow(error) => error,
            error => Self::ExternalError(Box::new(error)),
        }
    }
}
