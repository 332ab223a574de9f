//! Documents as columns: what is known of them, their texts, and the layers that `satz-arrow` makes.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use satz_arrow::{LayerColumns, TooLarge};
use satz_driver::{Document, Metadata, OffsetUnit};

/// Where a file says the version of its columns.
pub(crate) const VERSION_KEY: &str = "satz.format";

type MetadataField = fn(&Metadata) -> Option<&str>;

const METADATA: [(&str, MetadataField); 5] = [
    ("id", |metadata| metadata.id.as_deref()),
    ("title", |metadata| metadata.title.as_deref()),
    ("date", |metadata| metadata.date.as_deref()),
    ("language", |metadata| metadata.language.as_deref()),
    ("source", |metadata| metadata.source.as_deref()),
];

/// The columns of a file.
///
/// `id`, `title`, `date`, `language`, `source` and `text` are strings; the layers are those of
/// [`LayerColumns`], whose offsets count bytes of the text.
///
/// # Example
/// ```
/// let schema = satz_io::parquet_schema();
/// assert_eq!(schema.field_with_name("text")?.is_nullable(), false);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parquet_schema() -> Schema {
    let metadata = METADATA.map(|(name, _)| Field::new(name, DataType::Utf8, true));
    let text = Field::new("text", DataType::Utf8, false);
    let fields = metadata.into_iter().chain([text]).chain(LayerColumns::fields());
    Schema::new(fields.collect::<Vec<_>>())
}

/// Builds the columns of [`parquet_schema`], a row for each document.
pub(super) struct DocumentColumns {
    schema: SchemaRef,
    metadata: [StringBuilder; METADATA.len()],
    texts: StringBuilder,
    layers: LayerColumns,
    rows: usize,
}

impl DocumentColumns {
    pub(super) fn new() -> Self {
        Self {
            schema: Arc::new(parquet_schema()),
            metadata: METADATA.map(|_| StringBuilder::new()),
            texts: StringBuilder::new(),
            layers: LayerColumns::new(OffsetUnit::Bytes),
            rows: 0,
        }
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes of text and layers so far.
    pub(super) fn bytes(&self) -> usize {
        self.texts.values_slice().len() + self.layers.bytes()
    }

    /// Bytes that the row of `document` adds to these.
    pub(super) fn bytes_of(document: &Document) -> usize {
        document.text().len() + LayerColumns::bytes_of(document)
    }

    /// Appends the row of `document`, unless no batch can hold it.
    pub(super) fn push(&mut self, document: &Document) -> Result<(), TooLarge> {
        self.layers.push(document)?;
        let metadata = document.layer::<Metadata>().ok();
        for (column, (_, field)) in self.metadata.iter_mut().zip(METADATA) {
            column.append_option(metadata.and_then(field));
        }
        self.texts.append_value(document.text());
        self.rows += 1;
        Ok(())
    }

    /// The rows as a batch; there are none afterwards.
    pub(super) fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        let strings = self.metadata.iter_mut().chain([&mut self.texts]);
        let mut columns: Vec<ArrayRef> =
            strings.map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        columns.extend(self.layers.finish()?);
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}
