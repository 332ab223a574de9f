//! Stages in a row, checked before the first document.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use satz_core::{Document, Layer, Stage, StageError};
use thiserror::Error;

use crate::DocumentError;
use crate::dyn_stage::DynStage;

/// Stages in a row, each of which finds the layers that it reads.
///
/// # Example
/// ```
/// use satz_driver::{Document, Pipeline, Summarizer, Tokenizer};
///
/// let error = Pipeline::builder()
///     .stage(Tokenizer::german())
///     .stage(Summarizer::german())
///     .build()
///     .unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "stage `summary` needs layer `sentences`, which no earlier stage provides"
/// );
/// ```
#[derive(Default)]
pub struct Pipeline {
    stages: Vec<Box<dyn DynStage>>,
}

impl Pipeline {
    /// A pipeline without stages, to be filled.
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::default()
    }

    /// Names of the stages, in order.
    pub fn stage_names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.stages.iter().map(|stage| stage.name())
    }

    /// Runs all stages on one document.
    ///
    /// A stage whose layers the document already has does not run: what is given is kept.
    ///
    /// # Errors
    /// [`DocumentError`] for the first stage that fails or panics. The layers of the stages
    /// before it stay.
    pub fn process(&self, document: &mut Document) -> Result<(), DocumentError> {
        self.process_timed(document, &mut Vec::new())
    }

    /// Like [`Pipeline::process`]; `times` receives the time that each stage took.
    pub(crate) fn process_timed(
        &self,
        document: &mut Document,
        times: &mut Vec<Duration>,
    ) -> Result<(), DocumentError> {
        times.clear();
        for stage in &self.stages {
            let start = Instant::now();
            if !stage.is_given(document) {
                contain(stage.name(), document, |document| stage.apply(document))?;
            }
            times.push(start.elapsed());
        }
        Ok(())
    }
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.stage_names()).finish()
    }
}

/// Runs one step on a document; a panic is an error of the document.
pub(crate) fn contain(
    name: &str,
    document: &mut Document,
    step: impl FnOnce(&mut Document) -> Result<(), StageError>,
) -> Result<(), DocumentError> {
    // Unwind safe: the layer being written is out of the document while a stage runs, and a
    // pool does not keep scratch memory that saw a panic.
    match catch_unwind(AssertUnwindSafe(|| step(document))) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(DocumentError::stage(name, document, error)),
        Err(payload) => Err(DocumentError::panic(name, document, payload.as_ref())),
    }
}

/// Collects stages for a [`Pipeline`].
#[derive(Default)]
pub struct PipelineBuilder {
    given: Vec<&'static str>,
    stages: Vec<Box<dyn DynStage>>,
}

impl PipelineBuilder {
    /// Appends a stage.
    pub fn stage(mut self, stage: impl Stage + 'static) -> Self {
        self.stages.push(Box::new(stage));
        self
    }

    /// Promises that every document brings the layer `L` along, for stages that read it.
    pub fn given<L: Layer>(mut self) -> Self {
        self.given.push(L::NAME);
        self
    }

    /// Checks that each stage finds what it reads.
    ///
    /// # Errors
    /// [`BuildError`] for the first stage that does not fit.
    pub fn build(self) -> Result<Pipeline, BuildError> {
        for (index, stage) in self.stages.iter().enumerate() {
            let (earlier, following) = (&self.stages[..index], &self.stages[index + 1..]);
            check_name(stage.as_ref(), earlier)?;
            check_outputs(stage.as_ref(), earlier)?;
            check_requirements(stage.as_ref(), &self.given, earlier, following)?;
        }
        Ok(Pipeline { stages: self.stages })
    }
}

type Stages = [Box<dyn DynStage>];

fn check_name(stage: &dyn DynStage, earlier: &Stages) -> Result<(), BuildError> {
    match earlier.iter().find(|other| other.name() == stage.name()) {
        Some(_) => Err(BuildError::NameTaken { stage: stage.name().to_owned() }),
        None => Ok(()),
    }
}

fn check_outputs(stage: &dyn DynStage, earlier: &Stages) -> Result<(), BuildError> {
    for layer in stage.outputs() {
        if let Some(other) = earlier.iter().find(|other| other.outputs().contains(&layer)) {
            let (first, second) = (other.name().to_owned(), stage.name().to_owned());
            return Err(BuildError::TwoWriters { layer, first, second });
        }
    }
    Ok(())
}

fn check_requirements(
    stage: &dyn DynStage,
    given: &[&str],
    earlier: &Stages,
    following: &Stages,
) -> Result<(), BuildError> {
    let written = |stages: &Stages, layer| stages.iter().any(|s| s.outputs().contains(&layer));
    for requirement in stage.requirements() {
        let layer = requirement.layer;
        if given.contains(&layer) || written(earlier, layer) {
            continue;
        }
        if written(following, layer) {
            return Err(BuildError::WrongOrder { stage: stage.name().to_owned(), layer });
        }
        // Metadata comes with the documents or not at all; every document may have it.
        if !requirement.optional {
            return Err(BuildError::MissingLayer { stage: stage.name().to_owned(), layer });
        }
    }
    Ok(())
}

/// Why stages do not make a pipeline.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BuildError {
    /// No stage writes what a stage reads.
    #[error("stage `{stage}` needs layer `{layer}`, which no earlier stage provides")]
    MissingLayer {
        /// The stage that reads it.
        stage: String,
        /// The layer.
        layer: &'static str,
    },
    /// What a stage reads is written after it.
    #[error("stage `{stage}` reads layer `{layer}`, which a later stage writes: swap them")]
    WrongOrder {
        /// The stage that reads it.
        stage: String,
        /// The layer.
        layer: &'static str,
    },
    /// A layer would be written twice.
    #[error("layer `{layer}` is written by stage `{first}` and by stage `{second}`: drop one")]
    TwoWriters {
        /// The layer.
        layer: &'static str,
        /// The earlier stage.
        first: String,
        /// The later stage.
        second: String,
    },
    /// Two stages have the same name.
    #[error("two stages are called `{stage}`: errors could not tell them apart")]
    NameTaken {
        /// The name.
        stage: String,
    },
}
