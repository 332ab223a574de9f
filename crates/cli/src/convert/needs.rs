//! What a new format cannot do without.

use std::sync::Arc;

use satz_driver::{Document, Encode, StageError};

use super::notation::Notation;

/// Refuses documents that lack a layer of the format, and leaves the others to its encoder.
pub(super) struct Complete {
    pub(super) to: Notation,
    pub(super) encoder: Arc<dyn Encode>,
}

impl Encode for Complete {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let is_missing = |layer: &&&str| document.layer_names().all(|name| name != **layer);
        let missing: Vec<_> = self.to.needs().iter().filter(is_missing).copied().collect();
        if missing.is_empty() {
            return self.encoder.encode(document, out);
        }
        let (to, missing) = (self.to.name(), missing.join(" and "));
        let reason =
            format!("{to} needs {missing}, which the input lacks: `satz annotate` it first");
        Err(StageError::new(reason))
    }
}
