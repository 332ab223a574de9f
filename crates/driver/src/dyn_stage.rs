//! The object-safe twin of [`Stage`].

use satz_core::{Document, Reads, Requirement, Stage, StageError, Writes};

/// A stage whose layers are known at run time only, so that a pipeline can keep a list of them.
///
/// Private: the public trait stays small, and this one can grow with the driver's needs.
pub(crate) trait DynStage: Send + Sync {
    fn name(&self) -> &str;
    fn requirements(&self) -> Vec<Requirement>;
    fn outputs(&self) -> Vec<&'static str>;
    fn is_given(&self, document: &Document) -> bool;
    fn apply(&self, document: &mut Document) -> Result<(), StageError>;
}

impl<S: Stage> DynStage for S {
    fn name(&self) -> &str {
        Stage::name(self)
    }

    fn requirements(&self) -> Vec<Requirement> {
        S::Reads::requirements()
    }

    fn outputs(&self) -> Vec<&'static str> {
        S::Writes::names()
    }

    fn is_given(&self, document: &Document) -> bool {
        S::Writes::present(document)
    }

    fn apply(&self, document: &mut Document) -> Result<(), StageError> {
        document.apply(self)
    }
}
