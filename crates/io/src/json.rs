//! JSON lines: a document a line.

use std::borrow::Cow;
use std::fmt;

use satz_driver::{Document, Encode, InputError, LayerRegistry, Metadata, StageError, wire};
use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::Columns;
use crate::record::load_parts;

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

/// Fills `document` from a line; `name` is its id when the line has none.
pub(crate) fn load(
    line: &str,
    name: &str,
    columns: &Columns,
    document: &mut Document,
) -> Result<(), InputError> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let fields = FieldsOf(columns).deserialize(&mut deserializer);
    let fields = fields.and_then(|fields| deserializer.end().map(|()| fields));
    let fields = fields.map_err(InputError::new)?;
    if fields.is_annotated {
        *document = LayerRegistry::standard().read(line).map_err(InputError::new)?;
        return Ok(());
    }
    let text =
        fields.text.ok_or_else(|| InputError::new(format!("there is no field `{}`", columns.text)));
    let metadata = Metadata {
        id: Some(fields.id.map_or_else(|| name.to_owned(), Id::into_string)),
        title: fields.title,
        date: fields.date,
        language: fields.language,
        source: fields.source,
    };
    load_parts(text, metadata, document)
}

/// The fields of a line that satz uses; others are passed over.
#[derive(Default)]
struct Fields<'a> {
    id: Option<Id<'a>>,
    text: Option<Cow<'a, str>>,
    title: Option<String>,
    date: Option<String>,
    language: Option<String>,
    source: Option<String>,
    /// Whether satz itself wrote the line.
    is_annotated: bool,
}

/// A string that lies in the line itself where it has no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Archives number their documents or name them.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an id is a string or a whole number")]
enum Id<'a> {
    Number(i64),
    #[serde(borrow)]
    Name(Cow<'a, str>),
}

impl Id<'_> {
    fn into_string(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Name(name) => name.into_owned(),
        }
    }
}

/// Reads [`Fields`] under the names that a user gave them.
struct FieldsOf<'c>(&'c Columns);

impl<'a> DeserializeSeed<'a> for FieldsOf<'_> {
    type Value = Fields<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Fields<'a>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for FieldsOf<'_> {
    type Value = Fields<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a text")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Fields<'a>, M::Error> {
        let (columns, mut fields) = (self.0, Fields::default());
        while let Some(Text(name)) = map.next_key()? {
            match name.as_ref() {
                name if name == columns.text => {
                    let text = map.next_value::<Option<Text<'a>>>()?;
                    once(&mut fields.text, text.map(|Text(text)| text), name)?;
                }
                name if name == columns.id => once(&mut fields.id, map.next_value()?, name)?,
                name if name == columns.title => once(&mut fields.title, map.next_value()?, name)?,
                "date" => once(&mut fields.date, map.next_value()?, "date")?,
                "language" => once(&mut fields.language, map.next_value()?, "language")?,
                "source" => once(&mut fields.source, map.next_value()?, "source")?,
                name => {
                    fields.is_annotated |= name == "layers";
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(fields)
    }
}

/// Which of two texts is meant nobody can say.
fn once<T, E: de::Error>(field: &mut Option<T>, value: Option<T>, name: &str) -> Result<(), E> {
    if field.is_some() {
        return Err(E::custom(format_args!("duplicate field `{name}`")));
    }
    *field = value;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(line: &str) -> Result<String, String> {
        let mut document = Document::default();
        load(line, "a.jsonl:1", &Columns::default(), &mut document)
            .map_err(|error| error.to_string())?;
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
            ("not an object", r"[1]", "expected an object with a text"),
            ("something after it", r#"{"text":"a"} {}"#, "trailing characters"),
        ];
        for (name, line, expected) in cases {
            let error = id(line).unwrap_err();
            assert!(error.contains(expected), "{name}: {error}");
        }
    }

    #[test]
    fn fields_are_found_under_other_names() {
        let names = |text: &str, id: &str, title: &str| Columns {
            text: text.to_owned(),
            id: id.to_owned(),
            title: title.to_owned(),
        };
        let columns = names("body", "url", "head");
        let line = r#"{"url":"u","head":"h","body":"b","text":"t","id":1}"#;
        let mut document = Document::default();
        load(line, "a:1", &columns, &mut document).unwrap();
        let metadata = document.layer::<Metadata>().unwrap();
        assert_eq!(document.text(), "b");
        assert_eq!((metadata.id.as_deref(), metadata.title.as_deref()), (Some("u"), Some("h")));
    }

    #[test]
    fn a_document_that_fails_still_has_its_id() {
        let mut document = Document::default();
        let line = r#"{"id":"x","text":null}"#;
        assert!(load(line, "a:1", &Columns::default(), &mut document).is_err());
        assert_eq!(document.layer::<Metadata>().unwrap().id.as_deref(), Some("x"));
    }
}
