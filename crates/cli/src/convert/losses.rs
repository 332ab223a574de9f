//! What a new format has no place for.

use std::collections::BTreeMap;

use satz_driver::Document;

use super::notation::Notation;
use crate::exit::{counted, tell};

/// Counts the documents of which something does not get into the new format.
pub(super) struct Losses {
    to: Notation,
    /// By what is lost.
    documents: BTreeMap<String, u64>,
}

impl Losses {
    pub(super) fn new(to: Notation) -> Self {
        Self { to, documents: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, document: &Document) {
        let layers = document.layer_names().filter(|layer| !self.to.carries(layer));
        let layers = layers.map(|layer| format!("layer `{layer}`"));
        let losses = self.to.losses().iter().filter(|loss| loss.applies_to(document));
        for lost in layers.chain(losses.map(ToString::to_string)) {
            *self.documents.entry(lost).or_default() += 1;
        }
    }

    pub(super) fn warn(&self) {
        for (lost, documents) in &self.documents {
            let documents = counted(*documents, "document");
            tell(&format!("warning: {} has no place for {lost} ({documents})", self.to.name()));
        }
    }
}
