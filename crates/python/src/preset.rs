//! Presets by the names that the command line gives them.

use std::num::NonZeroUsize;

use pyo3::prelude::*;
use satz_driver::{Language, Preset, PresetLanguage, PresetStage};

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

pub(crate) fn preset(
    language: &str,
    stages: Option<Vec<String>>,
    summary_sentences: usize,
) -> PyResult<Preset> {
    let too_few = || wrong("summary_sentences is 0: a summary has at least one");
    let stages = stages.map(|names| names.iter().map(|name| named(name, &STAGES)).collect());
    Ok(Preset {
        language: named(language, &LANGUAGES)?,
        stages: stages.transpose()?.unwrap_or_else(|| Preset::default().stages),
        summary_sentences: NonZeroUsize::new(summary_sentences).ok_or_else(too_few)?,
        ..Preset::default()
    })
}

pub(crate) fn language_name(preset: &Preset) -> &'static str {
    name_of(preset.language, &LANGUAGES)
}

pub(crate) fn stage_names(preset: &Preset) -> Vec<&'static str> {
    preset.stages.iter().map(|&stage| name_of(stage, &STAGES)).collect()
}

pub(crate) fn named<T: Copy>(name: &str, table: &[(&str, T)]) -> PyResult<T> {
    let found = table.iter().find(|(known, _)| *known == name);
    let known = || table.iter().map(|(known, _)| *known).collect::<Vec<_>>().join("`, `");
    found
        .map(|(_, value)| *value)
        .ok_or_else(|| wrong(format!("`{name}` is none of `{}`", known())))
}

fn name_of<T: Copy + PartialEq>(value: T, table: &[(&'static str, T)]) -> &'static str {
    table.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| name)
}

/// `de` or `en`
pub(crate) fn language_tag(language: Language) -> &'static str {
    name_of(PresetLanguage::Only(language), &LANGUAGES)
}
