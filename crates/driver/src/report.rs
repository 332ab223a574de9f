//! The account of a run.

use std::time::Duration;

use satz_core::{Document, Entities, Metadata, Sentences, Tokens};
use serde::Serialize;

/// What a run did: `documents == ok + failed + skipped`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunReport {
    /// Items of the corpus that were taken.
    pub documents: u64,
    /// Those that were annotated.
    pub ok: u64,
    /// Those that were not.
    pub failed: u64,
    /// Those that an earlier run had done, of which this one is the continuation.
    pub skipped: u64,
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
    /// The ten documents that took longest, the slowest first.
    pub slowest: Vec<SlowDocument>,
}

/// Time spent in one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageTime {
    /// Name of the stage.
    pub stage: String,
    /// Seconds, summed over all threads.
    pub seconds: f64,
}

/// A document that took long.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SlowDocument {
    /// Position among the items of the run, from 0.
    pub index: usize,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// Bytes of its text.
    pub bytes: usize,
    /// From loading to encoding.
    pub seconds: f64,
}

/// More would not be read.
const SLOWEST: usize = 10;

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

    /// Counts documents that an earlier run had done.
    pub fn add_skipped(&mut self, documents: u64) {
        self.documents += documents;
        self.skipped += documents;
    }

    /// Keeps the document in mind if it is one of the slowest.
    pub(crate) fn add_slow(&mut self, index: usize, document: &Document, time: Duration) {
        let seconds = time.as_secs_f64();
        let place = self.slowest.partition_point(|other| other.seconds >= seconds);
        if place == SLOWEST {
            return;
        }
        let metadata = document.layer::<Metadata>().ok();
        let id = metadata.and_then(|metadata| metadata.id.clone());
        let bytes = document.text().len();
        self.slowest.insert(place, SlowDocument { index, id, bytes, seconds });
        self.slowest.truncate(SLOWEST);
    }

    pub(crate) fn add_times(&mut self, times: &[Duration]) {
        for (stage, time) in self.stages.iter_mut().zip(times) {
            stage.seconds += time.as_secs_f64();
        }
    }
}
