//! Sequences of tokens, sentences and entities that are made when they are asked for.

use std::ops::Range;

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::PySlice;
use satz_driver::Summary;

use crate::document::Doc;
use crate::error::wrong;
use crate::items::{Entity, Sentence, Token};

/// What a view has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Tokens,
    Sentences,
    Entities,
    Summary,
}

/// Part of a document as a sequence; it copies nothing until an item is asked for.
#[pyclass(frozen, sequence, module = "satz")]
pub(crate) struct View {
    doc: Py<Doc>,
    kind: Kind,
    range: Range<usize>,
}

/// A position, or a slice of positions.
#[derive(FromPyObject)]
pub(crate) enum Index<'py> {
    At(isize),
    Slice(Bound<'py, PySlice>),
}

impl View {
    pub(crate) fn new(doc: Py<Doc>, kind: Kind, range: Range<usize>) -> Self {
        Self { doc, kind, range }
    }

    /// The item at `index` of the layer.
    fn item<'py>(&self, py: Python<'py>, index: usize) -> PyResult<Bound<'py, PyAny>> {
        let doc = self.doc.bind(py);
        match self.kind {
            Kind::Tokens => Token::at(doc, index),
            Kind::Sentences => Sentence::at(doc, index),
            Kind::Entities => Entity::at(doc, index),
            Kind::Summary => {
                let summary = self.doc.get().document().layer::<Summary>();
                Sentence::at(doc, summary.map_or(0, |it| it.sentences()[index] as usize))
            }
        }
    }

    fn at<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Bound<'py, PyAny>> {
        let len = self.range.len();
        let place =
            if index < 0 { len.checked_add_signed(index) } else { usize::try_from(index).ok() };
        match place.filter(|place| *place < len) {
            Some(place) => self.item(py, self.range.start + place),
            None => Err(PyIndexError::new_err(format!("item {index} of {len}"))),
        }
    }

    fn slice<'py>(&self, slice: &Bound<'py, PySlice>) -> PyResult<Bound<'py, PyAny>> {
        let py = slice.py();
        let indices = slice.indices(isize::try_from(self.range.len()).map_err(wrong)?)?;
        if indices.step != 1 {
            return Err(wrong("a slice of a view has step 1: make a list of it"));
        }
        let start = self.range.start + usize::try_from(indices.start).map_err(wrong)?;
        let range = start..start + indices.slicelength;
        Ok(Bound::new(py, Self::new(self.doc.clone_ref(py), self.kind, range))?.into_any())
    }
}

#[pymethods]
impl View {
    fn __len__(&self) -> usize {
        self.range.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: Index<'py>) -> PyResult<Bound<'py, PyAny>> {
        match index {
            Index::At(index) => self.at(py, index),
            Index::Slice(slice) => self.slice(&slice),
        }
    }

    fn __iter__(&self, py: Python<'_>) -> ViewIterator {
        let view = Self::new(self.doc.clone_ref(py), self.kind, self.range.clone());
        ViewIterator { rest: self.range.clone(), view }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let items = self.range.clone().map(|index| self.item(py, index)?.repr()?.extract());
        Ok(format!("[{}]", items.collect::<PyResult<Vec<String>>>()?.join(", ")))
    }
}

/// Goes through a view once.
#[pyclass(module = "satz")]
pub(crate) struct ViewIterator {
    view: View,
    rest: Range<usize>,
}

#[pymethods]
impl ViewIterator {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.rest.next().map(|index| self.view.item(py, index)).transpose()
    }

    fn __length_hint__(&self) -> usize {
        self.rest.len()
    }
}
