//! What Python is told of what went wrong.
//!
//! The classes are written in Python (`satz/_errors.py`): exceptions with fields of their own are
//! beyond the stable interface of the interpreter before version 3.12.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use satz_driver::{DocumentError, MissingLayer};

/// Why a document has no annotation.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) document: Option<String>,
    pub(crate) stage: String,
    pub(crate) reason: String,
}

impl From<&DocumentError> for Failure {
    fn from(error: &DocumentError) -> Self {
        let (document, stage) =
            (error.document().map(str::to_owned), error.stage_name().to_owned());
        Self { document, stage, reason: error.reason() }
    }
}

impl Failure {
    /// The exception.
    pub(crate) fn raise(&self, py: Python<'_>) -> PyErr {
        let arguments = (&self.document, &self.stage, &self.reason);
        raise(class(py, "DocumentError").and_then(|class| class.call1(arguments)))
    }

    /// Whether `error` is such an exception.
    pub(crate) fn is_value_of(error: &PyErr, py: Python<'_>) -> PyResult<bool> {
        error.value(py).is_instance(&class(py, "DocumentError")?)
    }
}

/// Without the layer that a view would show.
pub(crate) fn missing(py: Python<'_>, error: MissingLayer) -> PyErr {
    raise(class(py, "MissingLayerError").and_then(|class| class.call1((error.to_string(),))))
}

fn raise(exception: PyResult<Bound<'_, PyAny>>) -> PyErr {
    exception.map_or_else(|error| error, PyErr::from_value)
}

fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("satz._errors")?.getattr(name)
}

/// A wrong argument.
#[expect(clippy::needless_pass_by_value, reason = "it is made for `map_err`")]
pub(crate) fn wrong(error: impl ToString) -> PyErr {
    PyValueError::new_err(error.to_string())
}
