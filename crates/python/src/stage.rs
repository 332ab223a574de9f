//! Stages written in Python.

use pyo3::exceptions::PyException;
use pyo3::prelude::*;

use crate::document::Doc;
use crate::error::Failure;

/// A function from a document to a value, which becomes a layer of the stage's name.
///
/// It runs behind the built-in stages, on the thread that asks for the document.
pub(crate) struct PythonStage {
    pub(crate) name: String,
    pub(crate) function: Py<PyAny>,
}

impl PythonStage {
    pub(crate) fn clone_ref(&self, py: Python<'_>) -> Self {
        Self { name: self.name.clone(), function: self.function.clone_ref(py) }
    }

    /// Gives `doc` its layer.
    ///
    /// An exception that the function raises is the cause of a `DocumentError`. What is no
    /// `Exception`, as an interrupt from the keyboard, is not the document's and goes on.
    pub(crate) fn apply(&self, doc: &Bound<'_, Doc>) -> PyResult<()> {
        let py = doc.py();
        match self.function.call1(py, (doc,)) {
            Ok(value) => doc.get().layers(py).bind(py).set_item(&self.name, value),
            Err(error) if error.is_instance_of::<PyException>(py) => Err(self.failed(doc, error)),
            Err(error) => Err(error),
        }
    }

    fn failed(&self, doc: &Bound<'_, Doc>, error: PyErr) -> PyErr {
        let (document, stage) = (doc.get().id().map(str::to_owned), self.name.clone());
        let failure = Failure { document, stage, reason: error.to_string() }.raise(doc.py());
        failure.set_cause(doc.py(), Some(error));
        failure
    }
}

/// Applies all of `stages`, in order.
pub(crate) fn apply_all(stages: &[PythonStage], doc: &Bound<'_, Doc>) -> PyResult<()> {
    stages.iter().try_for_each(|stage| stage.apply(doc))
}
