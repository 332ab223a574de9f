//! The answer of what is timed: a bench whose answer is wrong is void.

use satz_driver::{Document, Language, Pipeline, Preset, PresetLanguage, PresetStage, wire};
use xxhash_rust::xxh3::xxh3_64;

/// The stages that a summary can be made from, in order.
pub const ALL_STAGES: [PresetStage; 4] =
    [PresetStage::Tokens, PresetStage::Sentences, PresetStage::Entities, PresetStage::Summary];

/// The built-in `stages` for `language`.
///
/// # Panics
/// If a stage needs one that is not before it.
pub fn pipeline(language: Language, stages: &[PresetStage]) -> Pipeline {
    let (language, stages) = (PresetLanguage::Only(language), stages.to_vec());
    let preset = Preset { language, stages, ..Preset::default() };
    preset.pipeline().expect("each stage finds what it reads")
}

/// `text` as `pipeline` annotates it, in a fresh document.
///
/// # Panics
/// If a stage fails.
pub fn annotated(pipeline: &Pipeline, text: &str) -> Document {
    let mut document = Document::new(text).expect("a sample is short");
    pipeline.process(&mut document).expect("the stages take any text");
    document
}

/// A fingerprint of a document's text and layers: XXH3 of its line of JSON.
///
/// # Panics
/// If a layer cannot be expressed.
pub fn checksum(document: &Document) -> u64 {
    let line = wire::to_string(document).expect("the built-in layers are expressible");
    xxh3_64(line.as_bytes())
}
