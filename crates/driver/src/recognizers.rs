//! The built-in entity recognizers, in memory once.

use std::sync::{Arc, OnceLock};

use satz_entities::EntityRecognizer;

use crate::{EntityModel, Language};

/// The built-in recognizers, each made when the first pipeline asks for it.
///
/// A model takes tens of megabytes; a program with several pipelines gives all of them the same
/// value, by [`Preset::builder`](crate::Preset::builder).
///
/// # Example
/// ```
/// use std::sync::Arc;
///
/// use satz_driver::{EntityModel, Language, Recognizers};
///
/// let recognizers = Recognizers::default();
/// let german = || recognizers.of(&EntityModel::Fast, Language::German);
/// let (first, second) = (german(), german());
/// assert!(Arc::ptr_eq(&first, &second));
/// ```
#[derive(Debug, Default)]
pub struct Recognizers {
    german: OnceLock<Arc<EntityRecognizer>>,
    german_accurate: OnceLock<Arc<EntityRecognizer>>,
    english: OnceLock<Arc<EntityRecognizer>>,
}

impl Recognizers {
    /// The recognizer with a model for `language`; a new one if the model is the user's own.
    pub fn of(&self, model: &EntityModel, language: Language) -> Arc<EntityRecognizer> {
        let place = match (model, language) {
            (EntityModel::Own(_), _) => return Arc::new(model.recognizer(language)),
            (_, Language::English) => &self.english,
            (EntityModel::Fast, Language::German) => &self.german,
            (EntityModel::Accurate, Language::German) => &self.german_accurate,
        };
        Arc::clone(place.get_or_init(|| model.recognizer(language).into()))
    }
}
