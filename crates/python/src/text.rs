//! Texts as they come from Python, and documents made of them without it.

use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use satz_driver::{Document, Metadata, Pipeline};

use crate::error::Failure;

/// A text with its id; or why it is none.
pub(crate) struct Text {
    id: Option<String>,
    text: Result<String, String>,
}

impl Text {
    pub(crate) fn new(text: &Bound<'_, PyAny>, id: Option<String>) -> Self {
        Self { id, text: unicode(text) }
    }

    /// An item of a stream: a text, or a pair of id and text.
    pub(crate) fn of_item(item: &Bound<'_, PyAny>) -> Self {
        let pair = item.cast::<PyTuple>().ok().filter(|pair| pair.len() == 2);
        let Some(pair) = pair else { return Self::new(item, None) };
        let parts = pair.get_item(0).and_then(|id| Ok((id.str()?.to_string(), pair.get_item(1)?)));
        match parts {
            Ok((id, text)) => Self::new(&text, Some(id)),
            Err(error) => Self { id: None, text: Err(error.to_string()) },
        }
    }

    /// Bytes, about.
    pub(crate) fn size(&self) -> usize {
        self.text.as_ref().map_or(0, String::len)
    }

    /// Runs the stages.
    pub(crate) fn annotate(self, pipeline: &Pipeline) -> Result<Document, Failure> {
        let mut document = self.load()?;
        pipeline.process(&mut document).map_err(|error| Failure::from(&error))?;
        Ok(document)
    }

    fn load(self) -> Result<Document, Failure> {
        let Self { id, text } = self;
        let failure = |reason| Failure { document: id.clone(), stage: "input".to_owned(), reason };
        let text = text.map_err(failure)?;
        let mut document = Document::new(text).map_err(|error| failure(error.to_string()))?;
        if id.is_some() {
            let metadata = Metadata { id: id.clone(), ..Metadata::default() };
            document.insert(metadata).map_err(|error| failure(error.to_string()))?;
        }
        Ok(document)
    }
}

/// The text of a `str`; one with lone surrogates is no Unicode.
fn unicode(text: &Bound<'_, PyAny>) -> Result<String, String> {
    let text = text.cast::<PyString>().map_err(|_| {
        let kind =
            text.get_type().name().map_or_else(|_| "another type".into(), |it| it.to_string());
        format!("a text is a str, and this is {kind}")
    })?;
    text.extract().map_err(|error: PyErr| error.to_string())
}
