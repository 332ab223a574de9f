//! A stream of record batches, annotated as it is read.

use std::vec;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};

use crate::{AnnotateError, Annotator};

/// Annotates the batches of another reader, one at a time.
///
/// # Example
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{RecordBatch, RecordBatchIterator, StringViewArray};
/// use satz_arrow::{AnnotatedReader, Annotator, ArrowOptions};
/// use satz_driver::Pipeline;
///
/// let texts = Arc::new(StringViewArray::from(vec!["Es taut.", "Es friert."]));
/// let batch = RecordBatch::try_from_iter([("text", texts as _)])?;
/// let input = RecordBatchIterator::new([Ok(batch.clone()), Ok(batch.clone())], batch.schema());
///
/// let options = ArrowOptions { id: None, ..ArrowOptions::default() };
/// let annotator = Annotator::new(Pipeline::german(), options);
/// let rows: usize = AnnotatedReader::new(annotator, input)?
///     .map(|batch| batch.map(|batch| batch.num_rows()))
///     .sum::<Result<_, _>>()?;
/// assert_eq!(rows, 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct AnnotatedReader<R> {
    annotator: Annotator,
    schema: SchemaRef,
    input: R,
    /// What is left of the batch that was annotated last.
    ready: vec::IntoIter<RecordBatch>,
}

impl<R: RecordBatchReader> AnnotatedReader<R> {
    /// A reader of what `annotator` makes of `input`.
    ///
    /// # Errors
    /// [`AnnotateError::NoColumn`] without the id.
    pub fn new(annotator: Annotator, input: R) -> Result<Self, AnnotateError> {
        let schema = annotator.schema(&input.schema())?;
        Ok(Self { annotator, schema, input, ready: Vec::new().into_iter() })
    }
}

impl<R: RecordBatchReader> Iterator for AnnotatedReader<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.ready.next() {
                return Some(Ok(batch));
            }
            let annotated =
                self.input.next()?.and_then(|batch| Ok(self.annotator.annotate(&batch)?));
            match annotated {
                Ok(batches) => self.ready = batches.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<R: RecordBatchReader> RecordBatchReader for AnnotatedReader<R> {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
