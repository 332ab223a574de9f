//! Pipelines that were built for requests, kept for the next ones.

use std::sync::{Arc, Mutex, PoisonError};

use satz_driver::{BuildError, Pipeline, Preset, Recognizers};
use satz_view::Explainer;

/// Pipelines in memory; clients ask for few combinations.
const KEPT: usize = 4;

/// A pipeline, and what explains its summaries.
pub(crate) struct Annotator {
    preset: Preset,
    pub(crate) pipeline: Pipeline,
    pub(crate) explainer: Explainer,
}

/// The annotators that were used last.
#[derive(Default)]
pub(crate) struct Annotators {
    /// What all pipelines share, as a model takes tens of megabytes.
    recognizers: Recognizers,
    /// The most recent last, at most [`KEPT`].
    recent: Mutex<Vec<Arc<Annotator>>>,
}

impl Annotators {
    /// The annotator for `preset`; it is built if no recent one does. Who asks meanwhile waits, so
    /// that no two build the same.
    pub(crate) fn of(&self, preset: &Preset) -> Result<Arc<Annotator>, BuildError> {
        // The list is whole even after a panic: nothing in between can fail.
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let found = recent.iter().position(|annotator| annotator.preset == *preset);
        let annotator = match found {
            Some(position) => recent.remove(position),
            None => Arc::new(Annotator {
                pipeline: preset.builder(&self.recognizers).build()?,
                explainer: Explainer::new(preset.clone()),
                preset: preset.clone(),
            }),
        };
        if recent.len() == KEPT {
            recent.remove(0);
        }
        recent.push(Arc::clone(&annotator));
        Ok(annotator)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use satz_driver::PresetStage;

    use super::*;

    #[test]
    fn the_last_ones_are_kept() {
        let annotators = Annotators::default();
        let preset = |sentences| Preset {
            stages: vec![PresetStage::Tokens],
            summary_sentences: NonZeroUsize::new(sentences).unwrap(),
            ..Preset::default()
        };
        let first = annotators.of(&preset(1)).unwrap();
        for sentences in 2..=KEPT {
            annotators.of(&preset(sentences)).unwrap();
        }
        assert!(Arc::ptr_eq(&first, &annotators.of(&preset(1)).unwrap()));
        for sentences in 2..=KEPT + 1 {
            annotators.of(&preset(sentences)).unwrap();
        }
        assert!(!Arc::ptr_eq(&first, &annotators.of(&preset(1)).unwrap()));
        assert_eq!(annotators.recent.lock().unwrap().len(), KEPT);
    }
}
