//! Where the segments of a result lie.

use std::ffi::OsString;
use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::manifest::Entry;
use crate::OutputError;
use crate::disk::{Disk, DiskFile};

/// The shape of a result.
#[derive(Debug, Clone)]
pub enum Layout {
    /// One file. Until it is complete it is called `NAME.partial`, and beside it lies
    /// `NAME.manifest`.
    File(PathBuf),
    /// A folder of numbered files, `part-00000.EXTENSION` and so on, with `manifest.jsonl` and, at
    /// the end, `_SUCCESS`.
    Folder {
        /// The folder.
        path: PathBuf,
        /// Of the parts, without a dot before it: `jsonl`, `jsonl.zst`.
        extension: String,
    },
}

const PARTIAL: &str = ".partial";
const TEMPORARY: &str = ".tmp";

impl Layout {
    /// What the user calls the result.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Folder { path, .. } => path,
        }
    }

    pub(super) fn manifest(&self) -> PathBuf {
        match self {
            Self::File(path) => with_suffix(path, ".manifest"),
            Self::Folder { path, .. } => path.join("manifest.jsonl"),
        }
    }

    fn success(&self) -> Option<PathBuf> {
        match self {
            Self::File(_) => None,
            Self::Folder { path, .. } => Some(path.join("_SUCCESS")),
        }
    }

    fn part(&self, number: u64) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Folder { path, extension } => path.join(format!("part-{number:05}.{extension}")),
        }
    }

    /// The file in which the segment `number` is written.
    fn unfinished(&self, number: u64) -> PathBuf {
        match self {
            Self::File(path) => with_suffix(path, PARTIAL),
            Self::Folder { .. } => with_suffix(&self.part(number), TEMPORARY),
        }
    }

    /// Makes the folder that everything goes into.
    pub(super) fn prepare(&self) -> Result<(), OutputError> {
        match self {
            Self::File(path) if path.is_dir() => {
                let error = std::io::Error::from(std::io::ErrorKind::IsADirectory);
                Err(OutputError::write(path)(error))
            }
            Self::File(_) => Ok(()),
            Self::Folder { path, .. } => fs::create_dir_all(path).map_err(OutputError::write(path)),
        }
    }

    /// Takes everything away that an earlier run left, but the manifest.
    pub(super) fn clear(&self, entries: &[Entry]) -> Result<(), OutputError> {
        self.drop_unfinished(entries.len() as u64)?;
        if let Self::Folder { .. } = self {
            for entry in entries {
                remove_if_there(&self.part(entry.segment))?;
            }
        }
        self.success().as_deref().map_or(Ok(()), remove_if_there)
    }

    fn drop_unfinished(&self, next: u64) -> Result<(), OutputError> {
        remove_if_there(&self.unfinished(next))
    }

    /// Brings the files into the state in which the last entry was written.
    pub(super) fn restore(&self, entries: &[Entry], disk: &Disk) -> Result<(), OutputError> {
        match self {
            Self::File(path) => {
                let (partial, bytes) = (self.unfinished(0), end_of(entries));
                // The last step of a run is to give the file its name, and was the last of this.
                if !partial.exists() && size(path) == Some(bytes) {
                    disk.rename(path, &partial)?;
                }
                check_size(&partial, entries.last().map(|entry| entry.bytes), |size, bytes| {
                    size >= bytes
                })
            }
            Self::Folder { .. } => {
                self.drop_unfinished(entries.len() as u64)?;
                for entry in entries {
                    let part = self.part(entry.segment);
                    check_size(&part, Some(entry.bytes), |size, bytes| size == bytes)?;
                }
                self.success().as_deref().map_or(Ok(()), remove_if_there)
            }
        }
    }

    /// Opens the file for the segment after `entries`.
    pub(super) fn open(
        &self,
        entries: &[Entry],
        disk: &Disk,
    ) -> Result<BufWriter<DiskFile>, OutputError> {
        let keep = match self {
            Self::File(_) => end_of(entries),
            Self::Folder { .. } => 0,
        };
        let file = disk.open(&self.unfinished(entries.len() as u64), keep)?;
        Ok(BufWriter::with_capacity(BUFFER, file))
    }

    /// Gives a complete segment its place, and tells whether the next one goes into the same file.
    pub(super) fn place(&self, number: u64, disk: &Disk) -> Result<Continuation, OutputError> {
        match self {
            Self::File(_) => Ok(Continuation::SameFile),
            Self::Folder { .. } => {
                disk.rename(&self.unfinished(number), &self.part(number))?;
                Ok(Continuation::NextFile)
            }
        }
    }

    /// Length of the file that a segment is in, when it is complete.
    pub(super) fn length(&self, entries: &[Entry], bytes: u64) -> u64 {
        match self {
            Self::File(_) => end_of(entries) + bytes,
            Self::Folder { .. } => bytes,
        }
    }

    /// Shows that the result is complete.
    pub(super) fn finish(&self, summary: &[u8], disk: &Disk) -> Result<(), OutputError> {
        match (self, self.success()) {
            (Self::File(path), _) => disk.rename(&self.unfinished(0), path),
            (Self::Folder { .. }, None) => Ok(()),
            (Self::Folder { .. }, Some(success)) => {
                let temporary = with_suffix(&success, TEMPORARY);
                let mut file = disk.open(&temporary, 0)?;
                std::io::Write::write_all(&mut file, summary)
                    .map_err(OutputError::write(&temporary))?;
                file.sync()?;
                disk.rename(&temporary, &success)
            }
        }
    }
}

/// Where the segment after this one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Continuation {
    SameFile,
    NextFile,
}

const BUFFER: usize = 1 << 16;

fn end_of(entries: &[Entry]) -> u64 {
    entries.last().map_or(0, |entry| entry.bytes)
}

fn size(path: &Path) -> Option<u64> {
    path.metadata().ok().map(|metadata| metadata.len())
}

fn check_size(
    path: &Path,
    expected: Option<u64>,
    fits: impl Fn(u64, u64) -> bool,
) -> Result<(), OutputError> {
    let Some(expected) = expected else { return Ok(()) };
    let found = size(path).unwrap_or(0);
    if fits(found, expected) {
        return Ok(());
    }
    let reason = format!("it has {found} bytes and should have {expected}");
    Err(OutputError::Damaged { path: path.to_owned(), reason })
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

fn remove_if_there(path: &Path) -> Result<(), OutputError> {
    if path.exists() { Disk::default().remove(path) } else { Ok(()) }
}
