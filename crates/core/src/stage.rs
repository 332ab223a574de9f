//! What a stage is, and how to write one.

use std::error::Error;
use std::sync::Arc;

use thiserror::Error;

use crate::{InvalidLayer, MissingLayer, Reads, Writes};

/// One step of a pipeline: a function from the text and the layers it reads to the layers it
/// writes.
///
/// A stage names its inputs and outputs as types, and gets exactly those. So a pipeline knows
/// what it needs before the first document, a stage cannot damage a layer it did not name, and it
/// can be called in a test or a bench without a pipeline.
///
/// # Write a stage
/// Say we want the reading time of an article. It is a new fact, so it gets a [`Layer`]: a struct
/// that serialises, with a name of our own.
///
/// ```
/// use satz_core::Layer;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Default, Serialize, Deserialize)]
/// struct ReadingTime {
///     seconds: u32,
/// }
///
/// impl Layer for ReadingTime {
///     const NAME: &'static str = "acme.reading_time";
///     fn clear(&mut self) {
///         self.seconds = 0;
///     }
/// }
/// ```
///
/// The stage counts words, so it reads [`Tokens`]. `Writes` is our layer; it comes in empty, and
/// may bring the capacity of an earlier document along.
///
/// ```
/// # use satz_core::Layer;
/// # use serde::{Deserialize, Serialize};
/// # #[derive(Default, Serialize, Deserialize)]
/// # struct ReadingTime { seconds: u32 }
/// # impl Layer for ReadingTime {
/// #     const NAME: &'static str = "acme.reading_time";
/// #     fn clear(&mut self) { self.seconds = 0; }
/// # }
/// use satz_core::{Document, Span, Stage, StageError, TokenKind, Tokens};
///
/// struct Reader {
///     words_per_minute: u32,
/// }
///
/// impl Stage for Reader {
///     type Reads = Tokens;
///     type Writes = ReadingTime;
///
///     fn name(&self) -> &str {
///         "reading time"
///     }
///
///     fn annotate(
///         &self,
///         _text: &str,
///         tokens: &Tokens,
///         time: &mut ReadingTime,
///     ) -> Result<(), StageError> {
///         let words = tokens.kinds().iter().filter(|kind| **kind == TokenKind::Word).count();
///         let words = u32::try_from(words).map_err(StageError::new)?;
///         time.seconds = words * 60 / self.words_per_minute;
///         Ok(())
///     }
/// }
///
/// // A test needs no pipeline: a document, the layers that are read, one call.
/// let mut document = Document::new("Guten Morgen")?;
/// let mut tokens = Tokens::default();
/// tokens.push(Span::new(0, 5), TokenKind::Word);
/// tokens.push(Span::new(6, 12), TokenKind::Word);
/// document.insert(tokens)?;
/// document.apply(&Reader { words_per_minute: 60 })?;
/// assert_eq!(document.layer::<ReadingTime>()?.seconds, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Several inputs are a tuple; an input that is used if it is there is an [`Option`]:
/// `type Reads = (Tokens, Sentences, Option<Entities>)` makes `annotate` take
/// `(tokens, sentences, entities): (&Tokens, &Sentences, Option<&Entities>)`. A joint model
/// writes a tuple.
///
/// Three rules make a stage a good neighbour. It is **pure**: the same input gives the same
/// output, whatever ran before and on whichever thread. It **never panics on text**: a panic
/// costs its document. And its **time grows with the length** of the text, not with its square.
/// Scratch memory lives in a [`Pool`](crate::Pool) inside the stage.
///
/// [`Layer`]: crate::Layer
/// [`Tokens`]: crate::Tokens
pub trait Stage: Send + Sync {
    /// The layers read: `()`, a layer, `Option` of a layer, or a tuple of these.
    type Reads: Reads;
    /// The layers written: a layer or a tuple of layers.
    type Writes: Writes;

    /// Name in errors and reports, unique within a pipeline.
    fn name(&self) -> &str;

    /// Reads `text` and `reads` and fills `writes`, which come in empty.
    ///
    /// # Errors
    /// [`StageError`] when this document cannot be annotated. Other documents of the corpus are
    /// not affected.
    fn annotate(
        &self,
        text: &str,
        reads: <Self::Reads as Reads>::Refs<'_>,
        writes: &mut Self::Writes,
    ) -> Result<(), StageError>;
}

/// Several pipelines may share a stage, and the memory of its model.
impl<S: Stage + ?Sized> Stage for Arc<S> {
    type Reads = S::Reads;
    type Writes = S::Writes;

    fn name(&self) -> &str {
        (**self).name()
    }

    fn annotate(
        &self,
        text: &str,
        reads: <Self::Reads as Reads>::Refs<'_>,
        writes: &mut Self::Writes,
    ) -> Result<(), StageError> {
        (**self).annotate(text, reads, writes)
    }
}

/// Why a stage could not annotate a document.
///
/// The kinds may grow, so it shows only its message and its source.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct StageError(StageErrorKind);

#[derive(Debug, Error)]
enum StageErrorKind {
    #[error(transparent)]
    Missing(#[from] MissingLayer),
    #[error(transparent)]
    Invalid(#[from] InvalidLayer),
    #[error(transparent)]
    Own(Box<dyn Error + Send + Sync>),
}

impl StageError {
    /// A failure of the stage's own, from an error or from a message.
    ///
    /// ```
    /// let error = satz_core::StageError::new("the topic server does not answer");
    /// assert_eq!(error.to_string(), "the topic server does not answer");
    /// ```
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(StageErrorKind::Own(cause.into()))
    }
}

impl From<MissingLayer> for StageError {
    fn from(error: MissingLayer) -> Self {
        Self(error.into())
    }
}

impl From<InvalidLayer> for StageError {
    fn from(error: InvalidLayer) -> Self {
        Self(error.into())
    }
}
