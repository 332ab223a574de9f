//! The rows of the result, cut into batches.

use std::mem;
use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, SchemaRef};
use satz_driver::{Document, DocumentError, OffsetUnit, Outcome, Sink};

use crate::LayerColumns;
use crate::layers::check;
use crate::text_column::Row;

/// Takes annotated documents and makes record batches of them.
pub(crate) struct Rows {
    schema: SchemaRef,
    /// The ids of all rows, if they have some.
    ids: Option<ArrayRef>,
    /// Bytes of annotation in a batch, at most.
    limit: usize,
    layers: LayerColumns,
    errors: StringBuilder,
    /// Rows of the batch that is being made, and of those that are done.
    len: usize,
    done: usize,
    batches: Vec<RecordBatch>,
}

impl Rows {
    pub(crate) fn new(
        schema: SchemaRef,
        ids: Option<ArrayRef>,
        limit: usize,
        unit: OffsetUnit,
    ) -> Self {
        let (layers, errors) = (LayerColumns::new(unit), StringBuilder::new());
        Self { schema, ids, limit, layers, errors, len: 0, done: 0, batches: Vec::new() }
    }

    /// All rows, in at least one batch.
    pub(crate) fn finish(mut self) -> Result<Vec<RecordBatch>, ArrowError> {
        if self.len > 0 || self.batches.is_empty() {
            self.end_batch()?;
        }
        Ok(self.batches)
    }

    fn push(&mut self, document: &Document) -> Result<(), ArrowError> {
        let bytes = LayerColumns::bytes_of(document);
        if let Err(error) = check("the annotation", bytes, self.limit) {
            return self.push_failure(&DocumentError::output(document, error));
        }
        if self.layers.bytes() + bytes > self.limit {
            self.end_batch()?;
        }
        match self.layers.push_of(document, bytes) {
            Ok(()) => self.errors.append_null(),
            Err(error) => return self.push_failure(&DocumentError::output(document, error)),
        }
        self.len += 1;
        Ok(())
    }

    fn push_failure(&mut self, error: &DocumentError) -> Result<(), ArrowError> {
        let error = error.to_string();
        if self.errors.values_slice().len() + error.len() > self.limit {
            self.end_batch()?;
        }
        self.layers.push_null();
        self.errors.append_value(error);
        self.len += 1;
        Ok(())
    }

    fn end_batch(&mut self) -> Result<(), ArrowError> {
        let len = mem::take(&mut self.len);
        let ids = self.ids.iter().map(|ids| ids.slice(self.done, len));
        let errors: ArrayRef = Arc::new(self.errors.finish());
        let columns = ids.chain(self.layers.finish()?).chain([errors]).collect();
        self.batches.push(RecordBatch::try_new(Arc::clone(&self.schema), columns)?);
        self.done += len;
        Ok(())
    }
}

impl Sink<Row<'_>> for Rows {
    type Error = ArrowError;

    fn receive(&mut self, outcome: Outcome<'_, Row<'_>>) -> Result<ControlFlow<()>, ArrowError> {
        match outcome.document {
            Ok(document) => self.push(document)?,
            Err(error) => self.push_failure(error)?,
        }
        Ok(ControlFlow::Continue(()))
    }
}
