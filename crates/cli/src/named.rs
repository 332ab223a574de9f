//! The inputs that a command line names.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Makes sure that all of `paths` are there, before anything is read.
pub(crate) fn check(paths: &[PathBuf]) -> Result<()> {
    for path in paths.iter().filter(|path| path.as_path() != Path::new("-")) {
        fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    }
    Ok(())
}
