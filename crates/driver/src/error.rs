//! What can go wrong with one document.

use std::any::Any;

use satz_core::{Document, Metadata, StageError};
use thiserror::Error;

/// Why one document of a corpus has no annotation; names the document, the stage and the cause.
#[derive(Debug, Error)]
#[error("{}stage `{stage}`: {cause}", self.prefix())]
pub struct DocumentError {
    document: Option<String>,
    stage: String,
    cause: Cause,
}

/// What a document goes through behind its stages.
pub(crate) const OUTPUT: &str = "output";

#[derive(Debug, Error)]
enum Cause {
    #[error(transparent)]
    Stage(StageError),
    #[error("it panicked: {0}; this is a bug of the stage, please report it with the text")]
    Panic(String),
}

impl DocumentError {
    /// The output has no place for `document`; for sinks that keep documents themselves.
    ///
    /// # Example
    /// ```
    /// use satz_driver::{Document, DocumentError};
    ///
    /// let error = DocumentError::output(&Document::default(), "it is too long");
    /// assert_eq!(error.to_string(), "stage `output`: it is too long");
    /// ```
    pub fn output(
        document: &Document,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::stage(OUTPUT, document, StageError::new(cause))
    }

    pub(crate) fn stage(stage: &str, document: &Document, error: StageError) -> Self {
        Self::new(stage, document, Cause::Stage(error))
    }

    pub(crate) fn panic(stage: &str, document: &Document, payload: &(dyn Any + Send)) -> Self {
        Self::new(stage, document, Cause::Panic(message(payload)))
    }

    fn new(stage: &str, document: &Document, cause: Cause) -> Self {
        let metadata = document.layer::<Metadata>().ok();
        let document = metadata.and_then(|metadata| metadata.id.clone());
        Self { document, stage: stage.to_owned(), cause }
    }

    /// Id of the document, if it had one when it failed.
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }

    /// Name of the stage that failed; `input` if the document could not be loaded, `output` if it
    /// could not be encoded.
    pub fn stage_name(&self) -> &str {
        &self.stage
    }

    /// What happened, without the document and the stage.
    pub fn reason(&self) -> String {
        self.cause.to_string()
    }

    fn prefix(&self) -> String {
        self.document.as_ref().map_or_else(String::new, |id| format!("document `{id}`: "))
    }
}

/// What a panic said, as far as it can be told.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_names_document_stage_and_cause() {
        let mut document = Document::new("").unwrap();
        document.insert(Metadata { id: Some("7".into()), ..Metadata::default() }).unwrap();
        let error = DocumentError::stage("topics", &document, StageError::new("no server"));
        assert_eq!(error.to_string(), "document `7`: stage `topics`: no server");
    }
}
