//! Web Annotations: the data model of the W3C (Recommendation of 23 February 2017) in JSON-LD.

use satz_driver::{
    Document, Encode, Entities, Form, InputError, Mention, Metadata, OffsetMap, StageError,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::Loss;

/// Writes the entities of a document as one line with an `AnnotationPage`; offsets are code points,
/// as the model demands of a `TextPositionSelector`.
///
/// Each entity is an annotation that classifies a stretch of the text. What the model has no word
/// for (the text itself, forms, scores) stands under the prefix `satz`, which readers of the model
/// pass over.
///
/// # Example
/// ```
/// use satz_driver::{Document, Encode, Entities};
/// use satz_io::WebAnnotation;
///
/// let mut document = Document::new("Wien")?;
/// document.insert(Entities::default())?;
/// let mut out = Vec::new();
/// WebAnnotation.encode(&document, &mut out)?;
/// assert!(String::from_utf8(out)?.contains("\"type\":\"AnnotationPage\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct WebAnnotation;

impl WebAnnotation {
    /// What of text, metadata and entities is not read back.
    pub const LOSES: &[Loss] = &[];
}

/// The vocabulary of the model.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

#[derive(Serialize, Deserialize)]
struct Page {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "satz:document")]
    document: Source,
    items: Vec<Annotation>,
}

/// What all annotations of a page are about.
#[derive(Serialize, Deserialize)]
struct Source {
    #[serde(rename = "satz:text")]
    text: String,
    #[serde(rename = "satz:metadata", default)]
    metadata: Metadata,
}

#[derive(Serialize, Deserialize)]
struct Annotation {
    #[serde(rename = "type")]
    kind: String,
    motivation: String,
    body: Body,
    target: Target,
}

#[derive(Serialize, Deserialize)]
struct Body {
    #[serde(rename = "type")]
    kind: String,
    purpose: String,
    value: String,
    #[serde(rename = "satz:form", default)]
    form: Form,
    #[serde(rename = "satz:score", default, skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
}

#[derive(Serialize, Deserialize)]
struct Target {
    source: String,
    selector: Selector,
}

/// By position; the quotation inside is for those who have another edition of the text.
#[derive(Serialize, Deserialize)]
struct Selector {
    #[serde(rename = "type")]
    kind: String,
    start: u32,
    end: u32,
    #[serde(rename = "refinedBy", default, skip_serializing_if = "Option::is_none")]
    refined: Option<Quotation>,
}

#[derive(Serialize, Deserialize)]
struct Quotation {
    #[serde(rename = "type")]
    kind: String,
    exact: String,
}

impl Encode for WebAnnotation {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let metadata = document.layer::<Metadata>().cloned().unwrap_or_default();
        let source = metadata.id.clone().unwrap_or_else(|| "document".to_owned());
        let points = OffsetMap::chars(document.text());
        let items = document.entities()?.map(|entity| Annotation {
            kind: "Annotation".to_owned(),
            motivation: "classifying".to_owned(),
            body: Body {
                kind: "TextualBody".to_owned(),
                purpose: "classifying".to_owned(),
                value: entity.label().to_owned(),
                form: entity.entity().form,
                score: entity.entity().score,
            },
            target: Target {
                source: iri(&source),
                selector: Selector::new(points.of(entity.span()), entity.text()),
            },
        });
        let page = Page {
            context: json!([CONTEXT, { "satz": "urn:satz:" }]),
            kind: "AnnotationPage".to_owned(),
            items: items.collect(),
            document: Source { text: document.text().to_owned(), metadata },
        };
        serde_json::to_writer(&mut *out, &page).map_err(StageError::new)?;
        out.push(b'\n');
        Ok(())
    }
}

impl Selector {
    fn new((start, end): (u32, u32), exact: &str) -> Self {
        let quotation = Quotation { kind: "TextQuoteSelector".to_owned(), exact: exact.to_owned() };
        Self { kind: "TextPositionSelector".to_owned(), start, end, refined: Some(quotation) }
    }
}

/// An id as an IRI: itself if it is one, else a name under `urn:satz:`.
///
/// What RFC 3986 does not allow is percent-encoded.
fn iri(id: &str) -> String {
    let is_web = id.starts_with("https://") || id.starts_with("http://");
    let mut iri = if is_web { String::new() } else { "urn:satz:".to_owned() };
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:?#[]@!$&'()*+,;=%".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            iri.extend(["%", &format!("{byte:02X}")]);
        }
    }
    iri
}

impl WebAnnotation {
    /// Fills `document` from a page that this type wrote.
    ///
    /// # Errors
    /// [`InputError`] if it is no such page, or its annotations do not fit its text.
    pub fn load(self, json: &str, document: &mut Document) -> Result<(), InputError> {
        let page: Page = serde_json::from_str(json).map_err(InputError::new)?;
        document.reset(&page.document.text)?;
        let entities = page.entities()?;
        document.insert(page.document.metadata).map_err(InputError::new)?;
        document.insert(entities).map_err(InputError::new)
    }
}

impl Page {
    fn entities(&self) -> Result<Entities, InputError> {
        let points = OffsetMap::chars(&self.document.text);
        let mentions = self.items.iter().map(|item| item.mention(&points));
        Entities::try_new(mentions.collect::<Result<Vec<_>, _>>()?).map_err(InputError::new)
    }
}

impl Annotation {
    fn mention(&self, points: &OffsetMap<'_>) -> Result<Mention<'_>, InputError> {
        let (body, selector) = (&self.body, &self.target.selector);
        let span = points.span(selector.start, selector.end)?;
        Ok(Mention { span, label: &body.value, form: body.form, score: body.score })
    }
}
