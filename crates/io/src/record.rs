//! One item of a corpus, before it is a document.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use satz_driver::{Document, Input, InputError, Metadata};

use crate::{conllu, iob2, json, text};

/// An item of a corpus: its bytes as they were read, and where they were.
///
/// Decoding and parsing happen in [`Input::load`], on the worker threads.
#[derive(Debug, Clone)]
pub struct Record {
    place: Place,
    content: Content,
}

/// Where an item was found; shown as `file`, or `file:line` for one of many in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named; `-` is standard input.
    pub path: Arc<Path>,
    /// Line in the file from 1, where a file has many items.
    pub line: Option<u64>,
}

#[derive(Debug, Clone)]
pub(crate) enum Content {
    Text(Vec<u8>),
    JsonLine(Vec<u8>),
    Iob2(Vec<u8>),
    Conllu(Vec<u8>),
    /// There is no content to be had, for this reason.
    Unreadable(String),
}

impl Record {
    pub(crate) fn new(place: Place, content: Content) -> Self {
        Self { place, content }
    }

    /// Where the item was found.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

impl Input for Record {
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        let name = self.place.to_string();
        match &self.content {
            Content::Text(bytes) => load_text(bytes, name, document),
            Content::JsonLine(bytes) => json::load(bytes, &name, document),
            Content::Iob2(bytes) => iob2::load(bytes, &name, document),
            Content::Conllu(bytes) => conllu::load(bytes, &name, document),
            Content::Unreadable(reason) => Err(InputError::new(reason.as_str())),
        }
    }

    fn size(&self) -> usize {
        match &self.content {
            Content::Text(bytes)
            | Content::JsonLine(bytes)
            | Content::Iob2(bytes)
            | Content::Conllu(bytes) => bytes.len(),
            Content::Unreadable(_) => 0,
        }
    }
}

fn load_text(bytes: &[u8], name: String, document: &mut Document) -> Result<(), InputError> {
    document.reset(text::decode(bytes)?)?;
    let metadata = Metadata { id: Some(name), ..Metadata::default() };
    document.insert(metadata).map_err(InputError::new)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}
