//! What a layer of annotation is.

use std::any::Any;

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::Document;

/// One kind of annotation over a document's text, kept apart from the text (stand-off).
///
/// A layer is an ordinary struct that serialises, usually a few columns of equal length. The
/// type is the key under which a [`Document`] keeps it, [`Layer::NAME`] the key under which it
/// travels. Third parties prefix their names (`acme.topics`), so that no later version of this
/// crate takes them.
///
/// # Example
/// ```
/// use satz_core::{Document, InvalidLayer, Layer};
/// use serde::{Deserialize, Serialize};
///
/// /// The topics of an article, most fitting first.
/// #[derive(Default, Serialize, Deserialize)]
/// struct Topics {
///     names: Vec<String>,
/// }
///
/// impl Layer for Topics {
///     const NAME: &'static str = "acme.topics";
///
///     fn clear(&mut self) {
///         self.names.clear();
///     }
///
///     fn validate(&self, _: &Document) -> Result<(), InvalidLayer> {
///         if self.names.iter().any(String::is_empty) {
///             return Err(InvalidLayer::new(Self::NAME, "a topic has no name"));
///         }
///         Ok(())
///     }
/// }
/// ```
pub trait Layer: Any + Default + Send + Sync + Serialize + DeserializeOwned {
    /// Name in the wire format, in build errors and in reports.
    const NAME: &'static str;

    /// Forgets the content and keeps the capacity, so that a recycled document allocates nothing.
    fn clear(&mut self);

    /// Checks what the layer promises about the document it lies over.
    ///
    /// Runs on everything that a stage wrote and on everything that comes from outside. Other
    /// layers of `document` can be read here; those that the check needs and does not find are
    /// an error of this layer.
    ///
    /// # Errors
    /// [`InvalidLayer`] with the promise that was broken.
    fn validate(&self, document: &Document) -> Result<(), InvalidLayer> {
        let _ = document;
        Ok(())
    }
}

/// A layer breaks a promise of its type or does not fit its document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("layer `{layer}` is invalid: {reason}")]
pub struct InvalidLayer {
    layer: &'static str,
    reason: String,
}

impl InvalidLayer {
    /// An error of the layer named `layer`, with the broken promise in words.
    pub fn new(layer: &'static str, reason: impl Into<String>) -> Self {
        Self { layer, reason: reason.into() }
    }

    /// Wire name of the layer.
    pub fn layer(&self) -> &'static str {
        self.layer
    }
}

/// A layer was asked for that the document does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the document has no layer `{layer}`: run a stage that writes it first")]
pub struct MissingLayer {
    layer: &'static str,
}

impl MissingLayer {
    pub(crate) fn new(layer: &'static str) -> Self {
        Self { layer }
    }

    /// Wire name of the layer.
    pub fn layer(&self) -> &'static str {
        self.layer
    }
}

/// The object-safe twin of [`Layer`], which documents keep in a list.
pub(crate) trait AnyLayer: Any + Send + Sync {
    fn name(&self) -> &'static str;
    fn check(&self, document: &Document) -> Result<(), InvalidLayer>;
    fn write_json(&self, out: &mut Vec<u8>) -> serde_json::Result<()>;
}

impl<L: Layer> AnyLayer for L {
    fn name(&self) -> &'static str {
        L::NAME
    }

    fn check(&self, document: &Document) -> Result<(), InvalidLayer> {
        self.validate(document)
    }

    fn write_json(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, self)
    }
}
