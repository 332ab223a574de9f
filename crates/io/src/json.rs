//! JSON lines: a document a line.

use std::borrow::Cow;

use satz_driver::{Document, Encode, InputError, LayerRegistry, Metadata, StageError, wire};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::text;

/// Writes a document as one line of the wire format.
///
/// # Example
/// ```
/// use satz_io::JsonLines;
/// use satz_driver::{Document, Encode};
///
/// let mut out = Vec::new();
/// JsonLines.encode(&Document::new("Servus")?, &mut out)?;
/// assert_eq!(out, b"{\"format\":1,\"text\":\"Servus\",\"layers\":{}}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct JsonLines;

impl Encode for JsonLines {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        wire::write(document, out).map_err(StageError::new)?;
        out.push(b'\n');
        Ok(())
    }
}

/// A line of an archive: the fields that satz uses; others are passed over.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(default)]
    id: Option<Id<'a>>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    source: Option<String>,
    /// Present in what satz itself wrote.
    #[serde(default)]
    layers: Option<IgnoredAny>,
}

/// Archives number their documents or name them.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an id is a string or a whole number")]
enum Id<'a> {
    Number(i64),
    #[serde(borrow)]
    Name(Cow<'a, str>),
}

/// Fills `document` from a line; `name` is its id when the line has none.
pub(crate) fn load(line: &[u8], name: &str, document: &mut Document) -> Result<(), InputError> {
    let line = text::decode(line)?;
    let record: Record<'_> = serde_json::from_str(line).map_err(InputError::new)?;
    if record.layers.is_some() {
        *document = LayerRegistry::standard().read(line).map_err(InputError::new)?;
        return Ok(());
    }
    let Some(text) = record.text else {
        return Err(InputError::new("the line has no field `text`"));
    };
    document.reset(&text)?;
    let metadata = Metadata {
        id: Some(record.id.map_or_else(|| name.to_owned(), Id::into_string)),
        title: record.title,
        date: record.date,
        language: record.language,
        source: record.source,
    };
    document.insert(metadata).map_err(InputError::new)
}

impl Id<'_> {
    fn into_string(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Name(name) => name.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(line: &str) -> Result<String, String> {
        let mut document = Document::default();
        load(line.as_bytes(), "a.jsonl:1", &mut document).map_err(|error| error.to_string())?;
        let metadata = document.layer::<Metadata>().map_err(|error| error.to_string())?;
        metadata.id.clone().ok_or_else(|| "no id".to_owned())
    }

    #[test]
    fn ids_are_names_numbers_or_places() {
        let cases = [
            (r#"{"id":"x","text":"a"}"#, "x"),
            (r#"{"id":7,"text":"a"}"#, "7"),
            (r#"{"text":"a"}"#, "a.jsonl:1"),
            (r#"{"id":null,"text":"a","other":[{}]}"#, "a.jsonl:1"),
            (r#"{"format":1,"text":"a","layers":{"metadata":{"id":"y"}}}"#, "y"),
            ("\u{feff}{\"id\":\"x\",\"text\":\"a\"}", "x"),
        ];
        for (line, expected) in cases {
            assert_eq!(id(line).as_deref(), Ok(expected), "{line}");
        }
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        let cases = [
            ("no text", r#"{"id":"x"}"#, "no field `text`"),
            ("null", r#"{"text":null}"#, "no field `text`"),
            ("text is a number", r#"{"text":1}"#, "invalid type"),
            ("twice", r#"{"text":"a","text":"b"}"#, "duplicate field `text`"),
            ("id is a list", r#"{"id":[],"text":"a"}"#, "a string or a whole number"),
            ("cut off", r#"{"text":"a"#, "EOF"),
            ("half a surrogate pair", r#"{"text":"\ud800"}"#, "hex escape"),
            ("not an object", r"[1]", "invalid length"),
        ];
        for (name, line, expected) in cases {
            let error = id(line).unwrap_err();
            assert!(error.contains(expected), "{name}: {error}");
        }
    }
}
