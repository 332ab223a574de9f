//! JSON lines with offsets for readers whose strings are not UTF-8.

use std::fmt;

use satz_driver::{Document, Encode, OffsetMap, OffsetUnit, StageError, wire};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use serde_json::value::RawValue;

/// Writes JSON lines whose offsets count in another unit than bytes.
///
/// The line says so (`"offsets":"chars"`), so that it is not taken for the wire format, which is
/// always in bytes. What is converted is the column `spans` of every layer that has one.
///
/// # Example
/// ```
/// use satz_driver::{Document, Encode, OffsetUnit, Tokenizer};
/// use satz_io::JsonLinesIn;
///
/// let mut document = Document::new("Öl")?;
/// document.apply(&Tokenizer::german())?;
/// let mut out = Vec::new();
/// JsonLinesIn(OffsetUnit::Chars).encode(&document, &mut out)?;
/// let expected = r#"{"format":1,"offsets":"chars","text":"Öl","layers":{"tokens":{"spans":[[0,2]],"kinds":["word"]}}}"#;
/// assert_eq!(String::from_utf8(out)?.trim_end(), expected);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct JsonLinesIn(pub OffsetUnit);

impl Encode for JsonLinesIn {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let line = wire::to_string(document).map_err(StageError::new)?;
        let line: Line<'_> = serde_json::from_str(&line).map_err(StageError::new)?;
        let map = OffsetMap::new(document.text(), self.0);
        let layers = line.layers.0.into_iter().map(|(name, json)| Ok((name, convert(json, &map)?)));
        let layers = layers.collect::<serde_json::Result<_>>().map_err(StageError::new)?;
        let text = document.text();
        let line =
            ConvertedLine { format: line.format, offsets: self.0, text, layers: Pairs(layers) };
        serde_json::to_writer(&mut *out, &line).map_err(StageError::new)?;
        out.push(b'\n');
        Ok(())
    }
}

/// A line of the wire format, its layers as they stand there.
#[derive(Deserialize)]
struct Line<'a> {
    format: u32,
    #[serde(borrow)]
    layers: Pairs<&'a RawValue>,
}

#[derive(Serialize)]
struct ConvertedLine<'a> {
    format: u32,
    offsets: OffsetUnit,
    text: &'a str,
    layers: Pairs<Box<RawValue>>,
}

/// The layer `json` with its spans converted; what is no object with spans stays as it is.
fn convert(json: &RawValue, map: &OffsetMap<'_>) -> serde_json::Result<Box<RawValue>> {
    let Ok(Pairs(columns)) = serde_json::from_str::<Pairs<&RawValue>>(json.get()) else {
        return Ok(json.to_owned());
    };
    let columns = columns.into_iter().map(|(name, column)| {
        let spans = serde_json::from_str::<Vec<(u32, u32)>>(column.get());
        let column = match (name.as_str(), spans) {
            ("spans", Ok(mut spans)) => {
                for (start, end) in &mut spans {
                    (*start, *end) = (map.units(*start), map.units(*end));
                }
                serde_json::value::to_raw_value(&spans)?
            }
            _ => column.to_owned(),
        };
        Ok((name, column))
    });
    serde_json::value::to_raw_value(&Pairs(columns.collect::<serde_json::Result<_>>()?))
}

/// The entries of an object, in their order.
struct Pairs<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(std::marker::PhantomData))
    }
}

struct PairsVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
    type Value = Pairs<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs<T>, M::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

impl<T: Serialize> Serialize for Pairs<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}
