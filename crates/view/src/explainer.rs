//! The reasons of summaries, in documents of several languages.

use satz_driver::summarizer::{Budget, Explanation};
use satz_driver::{Document, Language, Preset, Summarizer, Summary};

/// Says why the sentences of summaries were chosen that the pipeline of a [`Preset`] wrote.
///
/// # Example
/// ```
/// use satz_driver::{Document, Preset, PresetStage};
/// use satz_view::Explainer;
///
/// let stages = vec![PresetStage::Tokens, PresetStage::Sentences, PresetStage::Summary];
/// let preset = Preset { stages, ..Preset::default() };
/// let mut document = Document::new("In Tirol schneit es. Die Straßen sind glatt.")?;
/// preset.pipeline()?.process(&mut document)?;
/// let explanation = Explainer::new(preset).explain(&document).unwrap();
/// assert_eq!(explanation.choices.len(), document.summary()?.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Explainer {
    preset: Preset,
    german: Summarizer,
    english: Summarizer,
}

impl Explainer {
    /// For documents that the pipeline of `preset` annotated.
    pub fn new(preset: Preset) -> Self {
        let budget = Budget::Sentences(preset.summary_sentences.get());
        let (german, english) = (Summarizer::german(), Summarizer::english());
        Self { preset, german: german.with_budget(budget), english: english.with_budget(budget) }
    }

    /// The reasons; `None` for a document without a summary.
    pub fn explain(&self, document: &Document) -> Option<Explanation> {
        let summarizer = match self.preset.language_of(document) {
            Language::German => &self.german,
            Language::English => &self.english,
        };
        document.layer::<Summary>().ok()?;
        summarizer.explain(document).ok()
    }
}
