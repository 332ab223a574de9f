//! One item of a corpus, before it is a document.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use satz_driver::{Document, Input, InputError, Metadata};
use xxhash_rust::xxh3::Xxh3;

#[cfg(feature = "parquet")]
use crate::columnar::rows::JsonRow;
use crate::table::Row;
use crate::{Reading, conllu, iob2, json, text};

/// An item of a corpus: its bytes as they were read, and where they were.
///
/// Decoding and parsing happen in [`Input::load`], on the worker threads.
#[derive(Debug, Clone)]
pub struct Record {
    place: Place,
    content: Content,
    reading: Arc<Reading>,
    /// Why the document may not be annotated, though it can be read.
    refusal: Option<String>,
}

/// Where an item was found; shown as `file`, or `file:line` for one of many in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named; `-` is standard input.
    pub path: Arc<Path>,
    /// Line or row in the file from 1, where a file has many items.
    pub line: Option<u64>,
    /// Byte of the file at which the item begins, compression undone; 0 in Parquet and Arrow, whose
    /// rows lie in many places.
    pub offset: u64,
}

#[derive(Debug, Clone)]
pub(crate) enum Content {
    Text(Vec<u8>),
    JsonLine(Vec<u8>),
    Iob2(Vec<u8>),
    Conllu(Vec<u8>),
    Row(Row),
    #[cfg(feature = "parquet")]
    ColumnarRow(JsonRow),
    /// There is no content to be had, for this reason.
    Unreadable(String),
}

impl Record {
    pub(crate) fn new(place: Place, content: Content, reading: &Arc<Reading>) -> Self {
        Self { place, content, reading: Arc::clone(reading), refusal: None }
    }

    /// The same record, but loading it fails for this reason.
    pub(crate) fn refused(self, reason: String) -> Self {
        Self { refusal: Some(reason), ..self }
    }

    /// Where the item was found.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The item as it was read, and the extension of a file that holds such an item; `None` if
    /// there was nothing to read.
    pub fn raw(&self) -> Option<(&[u8], &'static str)> {
        match &self.content {
            Content::Text(bytes) => Some((bytes, "txt")),
            Content::JsonLine(bytes) => Some((bytes, "jsonl")),
            #[cfg(feature = "parquet")]
            Content::ColumnarRow(row) => Some((&row.json, "jsonl")),
            Content::Iob2(bytes) => Some((bytes, "iob2")),
            Content::Conllu(bytes) => Some((bytes, "conllu")),
            Content::Row(row) => Some((row.bytes(), "txt")),
            Content::Unreadable(_) => None,
        }
    }

    /// Adds what the document is made from to `hash`: two records that give different documents
    /// differ in it.
    pub(crate) fn add_to(&self, hash: &mut Xxh3) {
        hash.update(self.place.path.as_os_str().as_encoded_bytes());
        hash.update(&self.place.offset.to_le_bytes());
        match &self.content {
            Content::Text(bytes)
            | Content::JsonLine(bytes)
            | Content::Iob2(bytes)
            | Content::Conllu(bytes) => hash.update(bytes),
            #[cfg(feature = "parquet")]
            Content::ColumnarRow(row) => hash.update(&row.json),
            Content::Row(row) => row.add_to(hash),
            Content::Unreadable(reason) => hash.update(reason.as_bytes()),
        }
        hash.update(&[0xff]);
    }
}

impl Record {
    fn load_content(&self, document: &mut Document) -> Result<(), InputError> {
        let (name, reading) = (self.place.to_string(), self.reading.as_ref());
        match &self.content {
            Content::Text(bytes) => load_text(bytes, name, reading, document),
            Content::JsonLine(bytes) => {
                json::load(&decode(bytes, reading)?, &name, &reading.columns, document)
            }
            #[cfg(feature = "parquet")]
            Content::ColumnarRow(row) => row.load(&name, &reading.columns, document),
            Content::Iob2(bytes) => {
                iob2::load(&decode(bytes, reading)?, &self.place, reading.entities, document)
            }
            Content::Conllu(bytes) => {
                conllu::load(&decode(bytes, reading)?, &self.place, reading.entities, document)
            }
            Content::Row(row) => row.load(name, reading, document),
            Content::Unreadable(reason) => Err(InputError::new(reason.as_str())),
        }
    }
}

impl Input for Record {
    /// Loads the content even of a refused document, so that its id is known.
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        self.load_content(document)?;
        self.refusal.as_deref().map_or(Ok(()), |reason| Err(InputError::new(reason)))
    }

    fn size(&self) -> usize {
        self.raw().map_or(0, |(bytes, _)| bytes.len())
    }
}

fn decode<'a>(
    bytes: &'a [u8],
    reading: &Reading,
) -> Result<std::borrow::Cow<'a, str>, text::TextError> {
    text::decode(bytes, reading.encoding)
}

fn load_text(
    bytes: &[u8],
    name: String,
    reading: &Reading,
    document: &mut Document,
) -> Result<(), InputError> {
    let metadata = Metadata { id: Some(name), ..Metadata::default() };
    load_parts(decode(bytes, reading).map_err(InputError::from), metadata, document)
}

/// Fills `document`; with no text to be had, the error still comes with the document's metadata.
pub(crate) fn load_parts(
    text: Result<impl AsRef<str>, InputError>,
    metadata: Metadata,
    document: &mut Document,
) -> Result<(), InputError> {
    document.reset(text.as_ref().map_or("", AsRef::as_ref))?;
    document.insert(metadata).map_err(InputError::new)?;
    text.map(drop)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}
