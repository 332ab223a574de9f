//! The account of a run.

use std::time::Duration;

use satz_core::{Document, Entities, Sentences, Tokens};
use serde::Serialize;

/// What a run did: `documents == ok + failed`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunReport {
    /// Items of the corpus that were taken.
    pub documents: u64,
    /// Those that were annotated.
    pub ok: u64,
    /// Those that were not.
    pub failed: u64,
    /// Bytes of text in annotated documents.
    pub bytes: u64,
    /// Tokens in annotated documents.
    pub tokens: u64,
    /// Sentences and headings in annotated documents.
    pub sentences: u64,
    /// Entities in annotated documents.
    pub entities: u64,
    /// Wall-clock time from the first item to the last.
    pub seconds: f64,
    /// Time in each stage, summed over all threads, in pipeline order.
    pub stages: Vec<StageTime>,
}

/// Time spent in one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageTime {
    /// Name of the stage.
    pub stage: String,
    /// Seconds, summed over all threads.
    pub seconds: f64,
}

impl RunReport {
    pub(crate) fn new<'a>(stages: impl Iterator<Item = &'a str>) -> Self {
        let stages = stages.map(|stage| StageTime { stage: stage.to_owned(), seconds: 0.0 });
        Self { stages: stages.collect(), ..Self::default() }
    }

    pub(crate) fn add_document(&mut self, document: &Document) {
        self.documents += 1;
        self.ok += 1;
        self.bytes += document.text().len() as u64;
        self.tokens += document.layer::<Tokens>().map_or(0, Tokens::len) as u64;
        self.sentences += document.layer::<Sentences>().map_or(0, Sentences::len) as u64;
        self.entities += document.layer::<Entities>().map_or(0, Entities::len) as u64;
    }

    pub(crate) fn add_failure(&mut self) {
        self.documents += 1;
        self.failed += 1;
    }

    pub(crate) fn add_times(&mut self, times: &[Duration]) {
        for (stage, time) in self.stages.iter_mut().zip(times) {
            stage.seconds += time.as_secs_f64();
        }
    }
}
