//! A stage with a bug, for tests of what its panic costs.

use satz_driver::{Layer, Stage, StageError};
use serde::{Deserialize, Serialize};

/// Panics at a text that asks for it; every pipeline of a wheel that was built with the feature
/// `panicking-stage` ends with it.
pub(crate) struct PanickingStage;

/// What the stage leaves in other documents: nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Nothing {}

impl Layer for Nothing {
    const NAME: &'static str = "test.nothing";

    fn clear(&mut self) {}
}

impl Stage for PanickingStage {
    type Reads = ();
    type Writes = Nothing;

    fn name(&self) -> &'static str {
        "panic"
    }

    fn annotate(&self, text: &str, (): (), _: &mut Nothing) -> Result<(), StageError> {
        assert!(text != "Hier gerät die Stufe in Panik.", "a text asked for it");
        Ok(())
    }
}
