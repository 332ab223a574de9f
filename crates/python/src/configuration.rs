//! What a pipeline is made from: names, numbers and paths, all of which a pickle can carry.

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use satz_driver::entities::{Gazetteer, GazetteerBuilder, GazetteerError, Model};
use satz_driver::{
    EntityModel, Language, Lexicon, Preset, PresetLanguage, PresetStage, Recognizers,
};

use crate::error::wrong;

const LANGUAGES: [(&str, PresetLanguage); 3] = [
    ("de", PresetLanguage::Only(Language::German)),
    ("en", PresetLanguage::Only(Language::English)),
    ("auto", PresetLanguage::Detected),
];

const STAGES: [(&str, PresetStage); 4] = [
    ("tokens", PresetStage::Tokens),
    ("sentences", PresetStage::Sentences),
    ("entities", PresetStage::Entities),
    ("summary", PresetStage::Summary),
];

/// The arguments of `satz.load`; models and words are read from their files wherever a pipeline is
/// made of it.
#[derive(Debug, Clone, FromPyObject, IntoPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Configuration {
    pub(crate) language: String,
    pub(crate) stages: Vec<String>,
    pub(crate) summary_sentences: usize,
    pub(crate) lexicon: Option<PathBuf>,
    pub(crate) entity_model: Option<PathBuf>,
    pub(crate) gazetteers: Vec<PathBuf>,
}

impl Configuration {
    pub(crate) fn pipeline(&self) -> PyResult<satz_driver::Pipeline> {
        let builder = self.preset()?.builder(&Recognizers::default());
        #[cfg(feature = "panicking-stage")]
        let builder = builder.stage(crate::panicking_stage::PanickingStage);
        builder.build().map_err(wrong)
    }

    fn preset(&self) -> PyResult<Preset> {
        let too_few = || wrong("summary_sentences is 0: a summary has at least one");
        let stages = self.stages.iter().map(|name| named(name, &STAGES));
        Ok(Preset {
            language: named(&self.language, &LANGUAGES)?,
            stages: stages.collect::<PyResult<_>>()?,
            summary_sentences: NonZeroUsize::new(self.summary_sentences).ok_or_else(too_few)?,
            lexicon: self.lexicon.as_deref().map(lexicon).transpose()?.unwrap_or_default(),
            entity_model: self
                .entity_model
                .as_deref()
                .map(entity_model)
                .transpose()?
                .unwrap_or_default(),
            gazetteer: gazetteer(&self.gazetteers)?,
            min_score: None,
        })
    }
}

/// The names of all stages.
pub(crate) fn all_stages() -> Vec<String> {
    STAGES.map(|(name, _)| name.to_owned()).to_vec()
}

fn lexicon(path: &Path) -> PyResult<Lexicon> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    Lexicon::from_toml(&text).map_err(|error| unusable(path, &error))
}

/// The built-in model of this name, or else that of a file.
fn entity_model(path: &Path) -> PyResult<EntityModel> {
    if let Some(built_in) = path.to_str().and_then(EntityModel::named) {
        return Ok(built_in);
    }
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let model = Model::from_bytes(&bytes).map_err(|error| unusable(path, &error))?;
    Ok(EntityModel::Own(Arc::new(model)))
}

/// The names in all of the files; nothing without a file.
fn gazetteer(paths: &[PathBuf]) -> PyResult<Option<Arc<Gazetteer>>> {
    let mut builder = GazetteerBuilder::default();
    for path in paths {
        builder.read_file(path).map_err(|error| match error {
            GazetteerError::File(error) => unreadable(path, &error),
            error => unusable(path, &error),
        })?;
    }
    Ok((!paths.is_empty()).then(|| Arc::new(builder.build())))
}

/// Python makes a `FileNotFoundError` of it, or what else the number says.
fn unreadable(path: &Path, error: &io::Error) -> PyErr {
    PyOSError::new_err((error.raw_os_error(), error.to_string(), path.to_owned()))
}

fn unusable(path: &Path, error: &dyn std::error::Error) -> PyErr {
    wrong(format!("cannot use {}: {error}", path.display()))
}

pub(crate) fn named<T: Copy>(name: &str, table: &[(&str, T)]) -> PyResult<T> {
    let found = table.iter().find(|(known, _)| *known == name);
    let known = || table.iter().map(|(known, _)| *known).collect::<Vec<_>>().join("`, `");
    found
        .map(|(_, value)| *value)
        .ok_or_else(|| wrong(format!("`{name}` is none of `{}`", known())))
}

/// `de` or `en`
pub(crate) fn language_tag(language: Language) -> &'static str {
    let only = PresetLanguage::Only(language);
    LANGUAGES.iter().find(|(_, known)| *known == only).map_or("", |(name, _)| name)
}
