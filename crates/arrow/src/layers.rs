//! The layers of documents as columns.

use std::mem;

use arrow_array::ArrayRef;
use arrow_schema::{ArrowError, Field};
use satz_driver::{Document, OffsetMap, OffsetUnit};
use thiserror::Error;

use crate::columns::{EntityItems, SentenceItems, SummaryItems, TokenItems};
use crate::lists::{Lists, Offsets};

/// Builds the columns `tokens`, `sentences`, `entities` and `summary`, a row for each document.
///
/// | column | items | numbers count |
/// |---|---|---|
/// | `tokens` | `{start, end, kind}` | [`OffsetUnit`]s of the text, `end` not included |
/// | `sentences` | `{first, end, kind}` | tokens from 0, `end` not included |
/// | `entities` | `{start, end, label, form, score}` | [`OffsetUnit`]s of the text |
/// | `summary` | `{sentence, score}` | sentences from 0 |
///
/// Numbers are `Int32`, names are `Utf8` and those of the wire format, scores are `Float32` or
/// null. A layer that a document does not have is null.
///
/// # Example
/// ```
/// use satz_arrow::LayerColumns;
/// use satz_driver::{Document, OffsetUnit, Tokenizer};
///
/// let mut document = Document::new("Öl")?;
/// document.apply(&Tokenizer::german())?;
/// let mut columns = LayerColumns::new(OffsetUnit::Chars);
/// columns.push(&document)?;
/// let [tokens, sentences, ..] = columns.finish()?;
/// assert_eq!((tokens.null_count(), sentences.null_count()), (0, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct LayerColumns {
    unit: OffsetUnit,
    bytes: usize,
    tokens: Lists<TokenItems>,
    sentences: Lists<SentenceItems>,
    entities: Lists<EntityItems>,
    summary: Lists<SummaryItems>,
}

/// A document that no record batch can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{what} has {bytes} bytes and a batch takes at most {limit}: split the document")]
pub struct TooLarge {
    pub(crate) what: &'static str,
    pub(crate) bytes: usize,
    pub(crate) limit: usize,
}

impl LayerColumns {
    /// Bytes that a batch can have, as offsets of Arrow's lists and strings are `i32`.
    pub const MOST_BYTES: usize = i32::MAX as usize;

    /// Version of these columns. Files that keep documents say it; it changes with the columns.
    pub const VERSION: &str = "1";

    /// Columns without rows, whose offsets will count `unit`.
    pub fn new(unit: OffsetUnit) -> Self {
        Self { unit, ..Self::default() }
    }

    /// The columns.
    pub fn fields() -> [Field; 4] {
        [
            Lists::<TokenItems>::field(),
            Lists::<SentenceItems>::field(),
            Lists::<EntityItems>::field(),
            Lists::<SummaryItems>::field(),
        ]
    }

    /// Bytes of the rows so far.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Bytes that the row of `document` takes.
    pub fn bytes_of(document: &Document) -> usize {
        Lists::<TokenItems>::bytes(document)
            + Lists::<SentenceItems>::bytes(document)
            + Lists::<EntityItems>::bytes(document)
            + Lists::<SummaryItems>::bytes(document)
    }

    /// Appends the row of `document`.
    ///
    /// # Errors
    /// [`TooLarge`] if its text or the rows have more bytes than a batch can; nothing is appended
    /// then. [`LayerColumns::finish`] makes room.
    pub fn push(&mut self, document: &Document) -> Result<(), TooLarge> {
        self.push_of(document, Self::bytes_of(document))
    }

    /// Appends the row of `document`, which takes `bytes`.
    pub(crate) fn push_of(&mut self, document: &Document, bytes: usize) -> Result<(), TooLarge> {
        let bytes = self.bytes + bytes;
        check("the text", document.text().len(), Self::MOST_BYTES)?;
        check("the annotation", bytes, Self::MOST_BYTES)?;
        let offsets = Offsets(OffsetMap::new(document.text(), self.unit));
        self.tokens.push(document, &offsets);
        self.sentences.push(document, &offsets);
        self.entities.push(document, &offsets);
        self.summary.push(document, &offsets);
        self.bytes = bytes;
        Ok(())
    }

    /// Appends a row of a document that has no layers.
    pub fn push_null(&mut self) {
        self.tokens.push_null();
        self.sentences.push_null();
        self.entities.push_null();
        self.summary.push_null();
        self.bytes += 4 * size_of::<i32>();
    }

    /// The columns, in the order of [`LayerColumns::fields`]; there are no rows afterwards.
    ///
    /// # Errors
    /// [`ArrowError`] if the columns do not fit the fields, which would be a bug.
    pub fn finish(&mut self) -> Result<[ArrayRef; 4], ArrowError> {
        let rows = mem::replace(self, Self::new(self.unit));
        Ok([
            rows.tokens.finish()?,
            rows.sentences.finish()?,
            rows.entities.finish()?,
            rows.summary.finish()?,
        ])
    }
}

pub(crate) fn check(what: &'static str, bytes: usize, limit: usize) -> Result<(), TooLarge> {
    if bytes > limit { Err(TooLarge { what, bytes, limit }) } else { Ok(()) }
}
