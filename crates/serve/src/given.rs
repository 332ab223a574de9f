//! The document of a request.

use axum::http::{HeaderMap, header};
use satz_driver::{Document, Metadata};
use serde::Deserialize;

use crate::problem::Problem;

/// The body of a request in JSON; `text` and what is known of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
    text: String,
    id: Option<String>,
    title: Option<String>,
    date: Option<String>,
    language: Option<String>,
    source: Option<String>,
}

/// A text or a JSON object, as the content type says; without one it is a text.
pub(crate) fn document(headers: &HeaderMap, body: Vec<u8>) -> Result<Document, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).map_or("text/plain", |kind| {
        kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim()
    });
    let kind = kind.to_ascii_lowercase();
    let text = String::from_utf8(body)
        .map_err(|error| Problem::BadRequest(format!("the request is not UTF-8: {error}")))?;
    match kind.as_str() {
        "text/plain" => plain(text),
        "application/json" => json(&text),
        _ => Err(Problem::UnsupportedMediaType),
    }
}

/// A text from the form, under a name that people see.
///
/// Browsers send every line end of a form as CR LF (HTML standard, "form submission"); what was
/// pasted had LF.
pub(crate) fn pasted(text: &str) -> Result<Document, Problem> {
    named(
        text.replace("\r\n", "\n"),
        Metadata { id: Some("Pasted text".to_owned()), ..Metadata::default() },
    )
}

/// A document that is nothing but its text.
fn plain(text: String) -> Result<Document, Problem> {
    Document::new(text).map_err(|error| Problem::BadRequest(error.to_string()))
}

fn json(json: &str) -> Result<Document, Problem> {
    let shape = "a document is {\"text\": …} with id, title, date, language, source if known";
    let Json { text, id, title, date, language, source } = serde_json::from_str(json)
        .map_err(|error| Problem::BadRequest(format!("{error}; {shape}")))?;
    named(text, Metadata { id, title, date, language, source })
}

fn named(text: String, metadata: Metadata) -> Result<Document, Problem> {
    let mut document = plain(text)?;
    document.insert(metadata).map_err(|error| Problem::BadRequest(error.to_string()))?;
    Ok(document)
}
