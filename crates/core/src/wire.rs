//! Documents as JSON: one line each, versioned, byte offsets.
//!
//! ```json
//! {"format":1,"text":"Wien …","layers":{"tokens":{"spans":[[0,4]],"kinds":["word"]},"acme.topics":{}}}
//! ```
//!
//! Layers stand in the order in which they came to be. What the reader does not know is kept as
//! raw JSON and written back unchanged, so a tool in the middle loses nothing of its neighbours.
//!
//! # Example
//! ```
//! use satz_core::{LayerRegistry, wire};
//!
//! let line = r#"{"format":1,"text":"Wien","layers":{"acme.topics":{"names":["Politik"]}}}"#;
//! let document = LayerRegistry::standard().read(line)?;
//! assert_eq!(document.text(), "Wien");
//! assert_eq!(wire::to_string(&document)?, line);
//! # Ok::<(), satz_core::WireError>(())
//! ```

use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use thiserror::Error;

use crate::layer::AnyLayer;
use crate::{
    Document, Entities, InvalidLayer, Layer, Metadata, Sentences, Summary, TextTooLong, Tokens,
};

/// Version of the format that this crate reads and writes.
pub const FORMAT: u32 = 1;

/// A line that is not a document, or a document that is not what it promises.
#[derive(Debug, Error)]
pub enum WireError {
    /// Not JSON, or not of the shape of a document.
    #[error("not a document: {0}")]
    Json(#[from] serde_json::Error),
    /// Written by another version.
    #[error("format {found} is not known: this version reads format {FORMAT}")]
    Format {
        /// The version that the document names.
        found: u32,
    },
    /// A layer is not of the shape of its type.
    #[error("layer `{layer}` cannot be read: {source}")]
    Layer {
        /// Wire name of the layer.
        layer: String,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A layer does not fit the text or the other layers.
    #[error(transparent)]
    Invalid(#[from] InvalidLayer),
    /// The text cannot be addressed.
    #[error(transparent)]
    TooLong(#[from] TextTooLong),
}

/// Appends `document` to `out` as one line of JSON, without the line end.
///
/// # Errors
/// [`WireError::Json`] if a layer refuses to serialise.
pub fn write(document: &Document, out: &mut Vec<u8>) -> Result<(), WireError> {
    out.extend_from_slice(format!("{{\"format\":{FORMAT},\"text\":").as_bytes());
    serde_json::to_writer(&mut *out, document.text())?;
    out.extend_from_slice(b",\"layers\":{");
    let mut separator: &[u8] = b"";
    for layer in document.any_layers() {
        write_key(layer.name(), separator, out)?;
        layer.write_json(out)?;
        separator = b",";
    }
    for (name, json) in &document.unknown {
        write_key(name, separator, out)?;
        out.extend_from_slice(json.get().as_bytes());
        separator = b",";
    }
    out.extend_from_slice(b"}}");
    Ok(())
}

/// `document` as one line of JSON, without the line end.
///
/// # Errors
/// [`WireError::Json`] if a layer refuses to serialise.
pub fn to_string(document: &Document) -> Result<String, WireError> {
    let mut out = Vec::new();
    write(document, &mut out)?;
    String::from_utf8(out).map_err(|error| serde_json::Error::custom(error).into())
}

fn write_key(name: &str, separator: &[u8], out: &mut Vec<u8>) -> serde_json::Result<()> {
    out.extend_from_slice(separator);
    serde_json::to_writer(&mut *out, name)?;
    out.push(b':');
    Ok(())
}

/// The layers that a reader knows, by their wire names.
///
/// A value, not a global: each reader has its own.
///
/// # Example
/// ```
/// # use satz_core::{Document, Layer, LayerRegistry};
/// # use serde::{Deserialize, Serialize};
/// #[derive(Default, Serialize, Deserialize)]
/// struct Topics {
///     names: Vec<String>,
/// }
/// # impl Layer for Topics {
/// #     const NAME: &'static str = "acme.topics";
/// #     fn clear(&mut self) { self.names.clear(); }
/// # }
///
/// let line = r#"{"format":1,"text":"Wien","layers":{"acme.topics":{"names":["Politik"]}}}"#;
/// let document = LayerRegistry::standard().with::<Topics>().read(line)?;
/// assert_eq!(document.layer::<Topics>()?.names, ["Politik"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct LayerRegistry {
    readers: Vec<(&'static str, ReadLayer)>,
}

type ReadLayer = fn(&str) -> serde_json::Result<Box<dyn AnyLayer>>;

fn read_layer<L: Layer>(json: &str) -> serde_json::Result<Box<dyn AnyLayer>> {
    Ok(Box::new(serde_json::from_str::<L>(json)?))
}

impl LayerRegistry {
    /// Knows the layers of this crate.
    pub fn standard() -> Self {
        let registry = Self::default().with::<Metadata>().with::<Tokens>().with::<Sentences>();
        registry.with::<Entities>().with::<Summary>()
    }

    /// Knows `L` too.
    pub fn with<L: Layer>(mut self) -> Self {
        self.readers.retain(|(name, _)| *name != L::NAME);
        self.readers.push((L::NAME, read_layer::<L>));
        self
    }

    /// Reads one document and validates all of its layers.
    ///
    /// # Errors
    /// [`WireError`], with the layer that is to blame.
    pub fn read(&self, line: &str) -> Result<Document, WireError> {
        let wire: WireDocument = serde_json::from_str(line)?;
        if wire.format != FORMAT {
            return Err(WireError::Format { found: wire.format });
        }
        let mut document = Document::new(wire.text)?;
        for (name, json) in wire.layers.0 {
            self.add(name, json, &mut document)?;
        }
        document.any_layers().try_for_each(|layer| layer.check(&document))?;
        Ok(document)
    }

    fn add(
        &self,
        name: String,
        json: Box<RawValue>,
        document: &mut Document,
    ) -> Result<(), WireError> {
        match self.readers.iter().find(|(known, _)| *known == name) {
            Some((_, read)) => document.push_any(
                read(json.get()).map_err(|source| WireError::Layer { layer: name, source })?,
            ),
            None => document.unknown.push((name, json)),
        }
        Ok(())
    }
}

impl fmt::Debug for LayerRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.readers.iter().map(|(name, _)| name)).finish()
    }
}

/// The outer shape of a line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireDocument {
    format: u32,
    text: String,
    layers: RawLayers,
}

/// Layers in the order of the line, each name once.
struct RawLayers(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for RawLayers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RawLayersVisitor)
    }
}

struct RawLayersVisitor;

impl<'de> Visitor<'de> for RawLayersVisitor {
    type Value = RawLayers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a layer at each key")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<RawLayers, M::Error> {
        let mut layers: Vec<(String, Box<RawValue>)> = Vec::new();
        while let Some((name, json)) = map.next_entry::<String, Box<RawValue>>()? {
            if layers.iter().any(|(known, _)| *known == name) {
                return Err(M::Error::custom(format_args!("layer `{name}` stands there twice")));
            }
            layers.push((name, json));
        }
        Ok(RawLayers(layers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_say_what_is_wrong() {
        let cases = [
            ("not JSON", "{", "not a document"),
            ("no text", r#"{"format":1,"layers":{}}"#, "missing field `text`"),
            ("other version", r#"{"format":9,"text":"","layers":{}}"#, "format 9 is not known"),
            ("unknown key", r#"{"format":1,"text":"","layers":{},"x":1}"#, "unknown field `x`"),
            (
                "same layer twice",
                r#"{"format":1,"text":"","layers":{"a":1,"a":2}}"#,
                "`a` stands there twice",
            ),
            (
                "layer of another shape",
                r#"{"format":1,"text":"","layers":{"tokens":[]}}"#,
                "layer `tokens` cannot be read",
            ),
            (
                "layer of another text",
                r#"{"format":1,"text":"","layers":{"tokens":{"spans":[[0,1]],"kinds":["word"]}}}"#,
                "past the text",
            ),
        ];
        for (name, line, expected) in cases {
            let error = LayerRegistry::standard().read(line).unwrap_err().to_string();
            assert!(error.contains(expected), "{name}: {error}");
        }
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_crash() {
        let line = format!(r#"{{"format":1,"text":"","layers":{{"a":{}"#, "[".repeat(100_000));
        assert!(LayerRegistry::standard().read(&line).is_err());
    }
}
