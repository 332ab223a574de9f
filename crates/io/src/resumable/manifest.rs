//! The record of what of an output is on the disk for good.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::OutputError;
use crate::disk::{Disk, DiskFile};

/// Version of the manifest that this crate reads and writes.
const FORMAT: u32 = 1;

/// What made a result, by name: options, versions, hashes. Runs that differ in it give different
/// results, so one cannot be continued as the other.
pub type Identity = BTreeMap<String, String>;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: u32,
    identity: Identity,
}

/// A further line: one more segment is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Number of the segment, from 0.
    pub(super) segment: u64,
    /// Documents in this segment and all before it, failed ones among them.
    pub(super) documents: u64,
    /// Failed documents among them.
    pub(super) failed: u64,
    /// Length of the file that the segment is in, up to its end.
    pub(super) bytes: u64,
    /// Length of the log of failures then.
    pub(super) log_bytes: u64,
    /// XXH3 of the documents of this segment as they were read.
    pub(super) input: String,
    /// XXH3 of the segment as it is on the disk.
    pub(super) output: String,
}

/// The manifest of one result, locked as long as this lives.
///
/// The lock is the operating system's, so it ends with the process however that ends.
pub(super) struct Manifest {
    path: PathBuf,
    disk: Disk,
    lock: File,
    file: Option<BufWriter<DiskFile>>,
    identity: Option<Identity>,
    entries: Vec<Entry>,
}

impl Manifest {
    /// Locks the manifest at `path`, which need not be there yet, and reads it; `result` is what
    /// errors name.
    pub(super) fn open(path: &Path, result: &Path, disk: &Disk) -> Result<Self, OutputError> {
        let lock = File::options().create(true).truncate(false).write(true).open(path);
        let lock = lock.map_err(OutputError::write(path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OutputError::Busy { path: result.to_owned() });
            }
            Err(TryLockError::Error(error)) => return Err(OutputError::write(path)(error)),
        }
        let (disk, path) = (disk.clone(), path.to_owned());
        let mut manifest =
            Self { path, disk, lock, file: None, identity: None, entries: Vec::new() };
        manifest.read()?;
        Ok(manifest)
    }

    /// Reads the complete lines; a last one without its end was being written when a run died.
    fn read(&mut self) -> Result<(), OutputError> {
        let text = fs::read_to_string(&self.path).map_err(OutputError::write(&self.path))?;
        let complete = text.rfind('\n').map_or("", |end| &text[..=end]);
        for (number, line) in complete.lines().enumerate() {
            self.read_line(number, line).map_err(|reason| {
                let reason = format!("line {}: {reason}", number + 1);
                OutputError::Damaged { path: self.path.clone(), reason }
            })?;
        }
        if !complete.is_empty() {
            self.file = Some(BufWriter::new(self.disk.open(&self.path, complete.len() as u64)?));
        }
        Ok(())
    }

    fn read_line(&mut self, number: usize, line: &str) -> Result<(), String> {
        if number > 0 {
            let entry: Entry = serde_json::from_str(line).map_err(|error| error.to_string())?;
            let expected = self.entries.len() as u64;
            if entry.segment != expected {
                return Err(format!("segment {} where {expected} should be", entry.segment));
            }
            self.entries.push(entry);
            return Ok(());
        }
        let header: Header = serde_json::from_str(line).map_err(|error| error.to_string())?;
        if header.format != FORMAT {
            return Err(format!("format {} is not known", header.format));
        }
        self.identity = Some(header.identity);
        Ok(())
    }

    /// Whether a run began here.
    pub(super) fn has_begun(&self) -> bool {
        self.identity.is_some()
    }

    /// The complete segments.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is different in `identity`, a sentence each.
    pub(super) fn differences(&self, identity: &Identity) -> Vec<String> {
        let nothing = Identity::new();
        let before = self.identity.as_ref().unwrap_or(&nothing);
        let keys: BTreeSet<_> = before.keys().chain(identity.keys()).collect();
        let differing = keys.into_iter().filter(|key| before.get(*key) != identity.get(*key));
        let show =
            |value: Option<&String>| value.map_or("not set".to_owned(), |it| format!("`{it}`"));
        differing
            .map(|key| {
                format!("{key} was {}, now {}", show(before.get(key)), show(identity.get(key)))
            })
            .collect()
    }

    /// Forgets everything and begins with `identity`.
    pub(super) fn begin(&mut self, identity: &Identity) -> Result<(), OutputError> {
        self.entries.clear();
        self.file = Some(BufWriter::new(self.disk.open(&self.path, 0)?));
        self.identity = Some(identity.clone());
        self.write(&Header { format: FORMAT, identity: identity.clone() })
    }

    /// Adds a line for a segment that is on the disk.
    pub(super) fn push(&mut self, entry: Entry) -> Result<(), OutputError> {
        self.write(&entry)?;
        self.entries.push(entry);
        Ok(())
    }

    fn write(&mut self, line: &impl Serialize) -> Result<(), OutputError> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let mut write = || {
            let mut line = serde_json::to_vec(line)?;
            line.push(b'\n');
            file.write_all(&line)?;
            file.flush()
        };
        write().map_err(OutputError::write(&self.path))?;
        file.get_ref().sync()
    }

    /// Takes the manifest away, when the result needs it no more.
    pub(super) fn remove(self) -> Result<(), OutputError> {
        self.disk.remove(&self.path)?;
        drop(self.lock);
        Ok(())
    }
}
