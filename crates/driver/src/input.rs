//! What a corpus is made of.

use std::error::Error;

use satz_core::{Document, StageError, TextTooLong};
use thiserror::Error;

/// One item of a corpus: anything that can fill a recycled document.
///
/// Every `AsRef<str>` is one, as its text. Others bring layers along: the metadata of a record,
/// or tokens and sentences that are given; stages whose layers are given do not run. Loading
/// happens on the worker threads, so what costs time (decoding, parsing) belongs here and not
/// into the iterator of the corpus.
///
/// # Example
/// ```
/// use satz_driver::{Document, Input, InputError, Metadata};
///
/// struct Article {
///     title: String,
///     body: String,
/// }
///
/// impl Input for Article {
///     fn load(&self, document: &mut Document) -> Result<(), InputError> {
///         document.reset(&self.body)?;
///         let title = Some(self.title.clone());
///         document.insert(Metadata { title, ..Metadata::default() }).map_err(InputError::new)
///     }
///
///     fn size(&self) -> usize {
///         self.body.len()
///     }
/// }
/// ```
pub trait Input {
    /// Resets `document` to this item's text and gives it the layers that come with it.
    ///
    /// # Errors
    /// [`InputError`] if there is no text to be had; the item counts as a failed document.
    fn load(&self, document: &mut Document) -> Result<(), InputError>;

    /// Size in bytes, about; batches are cut by it.
    fn size(&self) -> usize;
}

impl<T: AsRef<str> + ?Sized> Input for T {
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        Ok(document.reset(self.as_ref())?)
    }

    fn size(&self) -> usize {
        self.as_ref().len()
    }
}

/// Why an item of a corpus is no document.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct InputError(Box<dyn Error + Send + Sync>);

impl InputError {
    /// From an error or from a message.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }

    pub(crate) fn into_stage_error(self) -> StageError {
        StageError::new(self.0)
    }
}

impl From<TextTooLong> for InputError {
    fn from(error: TextTooLong) -> Self {
        Self::new(error)
    }
}
