//! Ids that are to be there once.

use std::collections::HashSet;

use satz_driver::{Document, Input, Metadata};
use xxhash_rust::xxh3::xxh3_128;

use crate::Record;

/// Finds the documents of a corpus whose id an earlier one has.
///
/// It loads every document for its id, on the thread that reads, and remembers a hash of 16 bytes
/// of each: some 30 bytes of memory a document.
///
/// # Example
/// ```no_run
/// use satz_io::{Corpus, InputFormat, UniqueIds};
///
/// let mut ids = UniqueIds::default();
/// let corpus = Corpus::new(["articles.jsonl".into()], InputFormat::Auto);
/// let corpus = corpus.map(|record| ids.check(record));
/// ```
#[derive(Debug, Default)]
pub struct UniqueIds {
    seen: HashSet<u128>,
    document: Document,
}

impl UniqueIds {
    /// The record, or one that cannot be loaded because its id is taken.
    ///
    /// What cannot be loaded anyway fails for its own reason.
    pub fn check(&mut self, record: Record) -> Record {
        let is_sound = self.document.reset("").is_ok() && record.load(&mut self.document).is_ok();
        let metadata = self.document.layer::<Metadata>().ok().filter(|_| is_sound);
        match metadata.and_then(|metadata| metadata.id.as_deref()) {
            Some(id) if !self.seen.insert(xxh3_128(id.as_bytes())) => {
                let reason = format!("an earlier document has the id `{id}`");
                record.refused(reason)
            }
            _ => record,
        }
    }
}
