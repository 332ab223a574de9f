//! The built-in entity recognizers, in memory once.

use std::sync::{Arc, OnceLock};

use satz_entities::EntityRecognizer;

use crate::Language;

/// The built-in recognizers, each made when the first pipeline asks for it.
///
/// A model takes tens of megabytes; a program with several pipelines gives all of them the same
/// value, by [`Preset::pipeline_sharing`](crate::Preset::pipeline_sharing).
///
/// # Example
/// ```
/// use std::sync::Arc;
///
/// use satz_driver::{Language, Recognizers};
///
/// let recognizers = Recognizers::default();
/// let (first, second) = (recognizers.of(Language::German), recognizers.of(Language::German));
/// assert!(Arc::ptr_eq(&first, &second));
/// ```
#[derive(Debug, Default)]
pub struct Recognizers {
    german: OnceLock<Arc<EntityRecognizer>>,
    english: OnceLock<Arc<EntityRecognizer>>,
}

impl Recognizers {
    /// The recognizer for `language`.
    pub fn of(&self, language: Language) -> Arc<EntityRecognizer> {
        let recognizer = match language {
            Language::German => self.german.get_or_init(|| EntityRecognizer::german().into()),
            Language::English => self.english.get_or_init(|| EntityRecognizer::english().into()),
        };
        Arc::clone(recognizer)
    }
}
