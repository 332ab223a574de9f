//! How a corpus is read.

use globset::GlobSet;

use crate::{Encoding, GivenEntities, InputFormat};

/// What a [`Corpus`](crate::Corpus) takes for a document, and where in it the text is.
///
/// # Example
/// ```
/// use satz_io::{Columns, InputFormat, Reading};
///
/// let columns = Columns { text: "body".into(), ..Columns::default() };
/// let reading = Reading { format: InputFormat::JsonLines, columns, ..Reading::default() };
/// ```
#[derive(Debug, Clone)]
pub struct Reading {
    /// The format of all inputs, or that their names tell.
    pub format: InputFormat,
    /// How bytes stand for letters.
    pub encoding: Encoding,
    /// What becomes of the entity tags of IOB2 and CoNLL-U.
    pub entities: GivenEntities,
    /// What the fields of a document are called, in JSON lines and in tables.
    pub columns: Columns,
    /// Which files of a folder are read.
    pub files: FileFilter,
    /// Bytes in a document, at most; a longer one fails and is not kept in memory.
    pub max_document_bytes: usize,
}

impl Default for Reading {
    /// By file name, UTF-8, documents of up to 16 MiB.
    fn default() -> Self {
        Self {
            format: InputFormat::Auto,
            encoding: Encoding::Utf8,
            entities: GivenEntities::Ignored,
            columns: Columns::default(),
            files: FileFilter::default(),
            max_document_bytes: 16 << 20,
        }
    }
}

/// Names of the fields that satz uses; others are passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Where the text is.
    pub text: String,
    /// Where the id is.
    pub id: String,
    /// Where the title is.
    pub title: String,
}

impl Default for Columns {
    fn default() -> Self {
        Self { text: "text".to_owned(), id: "id".to_owned(), title: "title".to_owned() }
    }
}

/// Which files of a folder are read; files that are named themselves are always read.
#[derive(Debug, Clone, Default)]
pub struct FileFilter {
    /// Only files whose path below the folder matches; without it, those whose names tell a
    /// format.
    pub include: Option<GlobSet>,
    /// No file whose path below the folder matches.
    pub exclude: GlobSet,
}
