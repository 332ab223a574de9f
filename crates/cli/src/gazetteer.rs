//! Names of the user, from files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use satz_driver::entities::{Gazetteer, GazetteerBuilder};
use xxhash_rust::xxh3::Xxh3;

use crate::exit::Usage;

/// The names in all of the files; nothing without a file.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Option<Arc<Gazetteer>>> {
    let mut builder = GazetteerBuilder::default();
    for path in paths {
        builder.read_file(path).with_context(|| unusable(path))?;
    }
    Ok((!paths.is_empty()).then(|| Arc::new(builder.build())))
}

/// Hash of the files, in their order.
pub(crate) fn identity(paths: &[PathBuf]) -> Result<String> {
    let mut hash = Xxh3::new();
    for path in paths {
        hash.update(&fs::read(path).with_context(|| unusable(path))?);
        hash.update(&[0]);
    }
    Ok(format!("{:016x}", hash.digest()))
}

fn unusable(path: &Path) -> Usage {
    Usage(format!("cannot use {}", path.display()))
}
