//! What can go wrong with an output as a whole.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why results cannot be written, or not be continued.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The operating system refuses, as when the disk is full.
    #[error("cannot write {}", path.display())]
    Write {
        /// What was being written.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// There is a result, or the beginning of one, that would be lost.
    #[error("{} holds results already: resume that run, or force a new one", path.display())]
    Exists {
        /// The result.
        path: PathBuf,
    },
    /// Two runs would write the same result.
    #[error("another run is writing {}: wait for it, or write elsewhere", path.display())]
    Busy {
        /// The result.
        path: PathBuf,
    },
    /// A run that is to be continued was another one.
    #[error(
        "the run in {} cannot be resumed as this one, because {}: force a new one, or go back",
        path.display(), differences.join(" and ")
    )]
    Stale {
        /// The result.
        path: PathBuf,
        /// What differs, a sentence each.
        differences: Vec<String>,
    },
    /// The documents that were done are not those that are there now.
    #[error("cannot resume: the input changed between {first} and {last} since it was annotated")]
    InputChanged {
        /// Where the first document lies that may have changed.
        first: String,
        /// Where the last of them lies.
        last: String,
    },
    /// What was written is not what the manifest says.
    #[error("cannot resume {}: {reason}; force a new run", path.display())]
    Damaged {
        /// The file in question.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl OutputError {
    /// Makes an error of the operating system one of the file at `path`.
    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}
