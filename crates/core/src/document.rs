//! Immutable text and the layers over it.

use std::any::Any;
use std::fmt;

use serde_json::value::RawValue;
use thiserror::Error;

use crate::layer::AnyLayer;
use crate::{InvalidLayer, Layer, MissingLayer, Reads, Stage, StageError, Writes};

/// A text of 4 GiB or more, which `u32` offsets cannot address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the text has {len} bytes and a document takes at most {max}: split it", max = u32::MAX)]
pub struct TextTooLong {
    len: usize,
}

/// A text and its layers of annotation.
///
/// The text never changes while layers lie over it; [`Document::reset`] starts over with another
/// text and keeps all buffers, so that a loop over a corpus allocates nothing once it is warm.
/// Each layer is there once or not at all, and one that is absent is an error
/// ([`MissingLayer`]), never an empty list.
///
/// # Example
/// ```
/// use satz_core::{Document, Metadata, Span, TokenKind, Tokens};
///
/// let mut document = Document::new("Guten Tag")?;
/// assert!(document.layer::<Tokens>().is_err());
///
/// let mut tokens = Tokens::default();
/// tokens.push(Span::new(0, 5), TokenKind::Word);
/// tokens.push(Span::new(6, 9), TokenKind::Word);
/// document.insert(tokens)?;
///
/// let words: Vec<_> = document.tokens()?.map(|token| token.text()).collect();
/// assert_eq!(words, ["Guten", "Tag"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Document {
    /// At most `u32::MAX` bytes, so that every offset fits a [`crate::Span`].
    text: String,
    /// The layers that are there, each type once, in the order in which they came.
    layers: Vec<Box<dyn AnyLayer>>,
    /// Buffers of layers that are not there now; no type is both here and in `layers`.
    spare: Vec<Box<dyn AnyLayer>>,
    /// Layers that the reader did not know, kept as they came.
    pub(crate) unknown: Vec<(String, Box<RawValue>)>,
}

impl Document {
    /// A document over `text`, without layers.
    ///
    /// # Errors
    /// [`TextTooLong`] from 4 GiB on.
    pub fn new(text: impl Into<String>) -> Result<Self, TextTooLong> {
        let text = text.into();
        check_length(text.len())?;
        Ok(Self { text, ..Self::default() })
    }

    /// Starts over with another text: all layers are gone, their buffers stay.
    ///
    /// # Errors
    /// [`TextTooLong`] from 4 GiB on; the document is empty then.
    pub fn reset(&mut self, text: &str) -> Result<(), TextTooLong> {
        self.text.clear();
        self.spare.append(&mut self.layers);
        self.unknown.clear();
        check_length(text.len())?;
        self.text.push_str(text);
        Ok(())
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The layer of type `L`.
    ///
    /// # Errors
    /// [`MissingLayer`] if no one wrote it.
    pub fn layer<L: Layer>(&self) -> Result<&L, MissingLayer> {
        let found = self.layers.iter().find_map(|layer| as_ref(layer.as_ref()));
        found.ok_or(MissingLayer::new(L::NAME))
    }

    /// Whether the layer of type `L` is there.
    pub fn has<L: Layer>(&self) -> bool {
        self.layer::<L>().is_ok()
    }

    /// Wire names of the layers that are there, in the order in which they came; those that the
    /// reader did not know come last.
    pub fn layer_names(&self) -> impl Iterator<Item = &str> {
        let known = self.layers.iter().map(|layer| layer.name());
        known.chain(self.unknown.iter().map(|(name, _)| name.as_str()))
    }

    /// Gives the document a layer, in place of the one of that type it may have.
    ///
    /// # Errors
    /// [`InvalidLayer`] if the layer does not fit the text or the other layers; the document has
    /// no layer of that type then.
    pub fn insert<L: Layer>(&mut self, layer: L) -> Result<(), InvalidLayer> {
        self.withdraw::<L>();
        self.stow(layer);
        self.publish::<L>();
        self.check_or_withdraw::<L>()
    }

    /// Runs one stage on this document: its inputs are borrowed, its outputs written and checked.
    ///
    /// The outputs replace layers of the same type. Pipelines do this for many stages and
    /// documents; tests and benches call it directly.
    ///
    /// # Errors
    /// [`StageError`] if a layer that the stage reads is missing, if the stage fails, or if what
    /// it wrote is invalid. The document has none of the stage's outputs then.
    pub fn apply<S: Stage>(&mut self, stage: &S) -> Result<(), StageError> {
        let mut writes = S::Writes::take(self);
        let outcome = S::Reads::borrow(self)
            .map_err(StageError::from)
            .and_then(|reads| stage.annotate(&self.text, reads, &mut writes));
        writes.stow(self);
        outcome?;
        S::Writes::publish(self)?;
        Ok(())
    }

    /// Moves the buffer of `L` out, empty; the layer is absent afterwards.
    pub(crate) fn take<L: Layer>(&mut self) -> L {
        self.withdraw::<L>();
        let mut layer: L = self.spare_mut().map(std::mem::take).unwrap_or_default();
        layer.clear();
        layer
    }

    /// Keeps a buffer for later use; the layer stays absent.
    pub(crate) fn stow<L: Layer>(&mut self, layer: L) {
        match self.spare_mut() {
            Some(spare) => *spare = layer,
            None => self.spare.push(Box::new(layer)),
        }
    }

    /// Makes the stowed layer of type `L` the document's.
    pub(crate) fn publish<L: Layer>(&mut self) {
        if let Some(index) = position::<L>(&self.spare) {
            self.layers.push(self.spare.swap_remove(index));
        }
    }

    /// Validates the layer of type `L` and takes it away if it is invalid.
    pub(crate) fn check_or_withdraw<L: Layer>(&mut self) -> Result<(), InvalidLayer> {
        let outcome = self.layer::<L>().map_or(Ok(()), |layer| layer.validate(self));
        if outcome.is_err() {
            self.withdraw::<L>();
        }
        outcome
    }

    fn spare_mut<L: Layer>(&mut self) -> Option<&mut L> {
        self.spare.iter_mut().find_map(|layer| as_mut(layer.as_mut()))
    }

    pub(crate) fn withdraw<L: Layer>(&mut self) {
        if let Some(index) = position::<L>(&self.layers) {
            self.spare.push(self.layers.remove(index));
        }
    }

    pub(crate) fn any_layers(&self) -> impl Iterator<Item = &dyn AnyLayer> {
        self.layers.iter().map(AsRef::as_ref)
    }

    pub(crate) fn push_any(&mut self, layer: Box<dyn AnyLayer>) {
        self.layers.push(layer);
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.layer_names().collect();
        f.debug_struct("Document")
            .field("text", &self.text)
            .field("layers", &names)
            .finish_non_exhaustive()
    }
}

fn check_length(len: usize) -> Result<(), TextTooLong> {
    u32::try_from(len).map(drop).map_err(|_| TextTooLong { len })
}

fn position<L: Layer>(layers: &[Box<dyn AnyLayer>]) -> Option<usize> {
    layers.iter().position(|layer| as_ref::<L>(layer.as_ref()).is_some())
}

fn as_ref<L: Layer>(layer: &dyn AnyLayer) -> Option<&L> {
    (layer as &dyn Any).downcast_ref()
}

fn as_mut<L: Layer>(layer: &mut dyn AnyLayer) -> Option<&mut L> {
    (layer as &mut dyn Any).downcast_mut()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Metadata, Span, TokenKind, Tokens};

    fn one_token(start: u32, end: u32) -> Tokens {
        let mut tokens = Tokens::default();
        tokens.push(Span::new(start, end), TokenKind::Word);
        tokens
    }

    #[test]
    fn lengths_beyond_u32_are_refused_with_the_limit() {
        let error = check_length(1 << 32).unwrap_err();
        assert!(error.to_string().contains("4294967295"), "{error}");
        assert!(check_length(u32::MAX as usize).is_ok());
    }

    #[test]
    fn a_missing_layer_is_an_error_that_names_it() {
        let error = Document::new("Tag").unwrap().layer::<Tokens>().unwrap_err();
        assert_eq!(error.layer(), "tokens");
    }

    #[test]
    fn an_invalid_layer_is_not_kept() {
        let mut document = Document::new("Tag").unwrap();
        assert!(document.insert(one_token(0, 3)).is_ok());
        assert!(document.insert(one_token(0, 9)).is_err());
        assert!(!document.has::<Tokens>());
    }

    #[test]
    fn reset_forgets_every_layer_and_keeps_the_buffers() {
        let mut document = Document::new("Tag").unwrap();
        document.insert(one_token(0, 3)).unwrap();
        document.insert(Metadata::default()).unwrap();
        document.reset("Nacht").unwrap();
        assert_eq!(document.layer_names().count(), 0);
        assert_eq!(document.spare.len(), 2);
        assert!(document.take::<Tokens>().is_empty());
    }

    #[test]
    fn inserting_twice_keeps_one() {
        let mut document = Document::new("Tag").unwrap();
        document.insert(one_token(0, 1)).unwrap();
        document.insert(one_token(0, 3)).unwrap();
        assert_eq!(document.layer_names().collect::<Vec<_>>(), ["tokens"]);
        assert_eq!(document.layer::<Tokens>().unwrap().spans(), [Span::new(0, 3)]);
    }
}
