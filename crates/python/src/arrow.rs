//! Record batches in and out, through the `PyCapsule` interface of Arrow.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, Field, FieldRef, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use satz_arrow::{AnnotatedReader, Annotator};

use crate::error::wrong;

/// Annotated record batches, each made when it is asked for.
///
/// Everything that takes a stream of Arrow takes it, once: `pyarrow.table(stream)`,
/// `polars.DataFrame(stream)`, `pyarrow.RecordBatchReader.from_stream(stream)`, `DuckDB`.
#[pyclass(frozen, module = "satz")]
pub(crate) struct ArrowStream {
    schema: SchemaRef,
    /// `None` when it has been read.
    reader: Mutex<Option<Box<dyn RecordBatchReader + Send>>>,
}

impl ArrowStream {
    pub(crate) fn new(
        annotator: Annotator,
        input: Box<dyn RecordBatchReader + Send>,
    ) -> PyResult<Self> {
        let reader = AnnotatedReader::new(annotator, input).map_err(wrong)?;
        let schema = reader.schema();
        Ok(Self { schema, reader: Mutex::new(Some(Box::new(reader))) })
    }

    /// Batches as arrays of structs.
    fn field(&self) -> FieldRef {
        Field::new_struct("", self.schema.fields().clone(), false).into()
    }
}

#[pymethods]
impl ArrowStream {
    /// The schema, as Arrow's C interface gives it.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }

    /// The batches, as Arrow's C interface gives them.
    ///
    /// Raises `ValueError` the second time.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner).take();
        let reader = reader.ok_or_else(|| wrong("the stream has been read: annotate again"))?;
        let arrays =
            Detached(reader).map(|batch| Ok(Arc::new(StructArray::from(batch?)) as ArrayRef));
        let arrays = Box::new(ArrayIterator::new(arrays, self.field()));
        to_stream_pycapsule(py, arrays, requested_schema)
    }
}

/// Reads without the lock of the interpreter, whoever asks.
struct Detached(Box<dyn RecordBatchReader + Send>);

impl Iterator for Detached {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Who asks may hold the lock, which the reader of a Python object needs on its threads.
        Python::attach(|py| py.detach(|| self.0.next()))
    }
}
