//! The layer `metadata`.

use serde::{Deserialize, Serialize};

use crate::Layer;

/// What is known of a document besides its text; comes with the document, not from a stage.
///
/// # Example
/// ```
/// use satz_core::{Document, Metadata};
///
/// let mut document = Document::new("Der Nationalrat tagt.")?;
/// document.insert(Metadata { id: Some("2026-11-24/7".into()), ..Metadata::default() })?;
/// assert_eq!(document.layer::<Metadata>()?.id.as_deref(), Some("2026-11-24/7"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metadata {
    /// Name of the document in its collection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Headline, when it is not part of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Date of publication, as the source writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Language as a BCP 47 tag: `de`, `de-AT`, `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Where it comes from: a file, an agency, an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Layer for Metadata {
    const NAME: &'static str = "metadata";

    fn clear(&mut self) {
        let Self { id, title, date, language, source } = self;
        for field in [id, title, date, language, source] {
            *field = None;
        }
    }
}
