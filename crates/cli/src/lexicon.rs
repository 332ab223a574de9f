//! The user's words, from a file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use satz_driver::Lexicon;

use crate::exit::Usage;

/// The words in the file; none without a file.
pub(crate) fn read(path: Option<&Path>) -> Result<Lexicon> {
    let name = path.unwrap_or(Path::new("")).display();
    Lexicon::from_toml(&text(path)?).with_context(|| Usage(format!("cannot use {name}")))
}

/// The text of the file; none without a file.
pub(crate) fn text(path: Option<&Path>) -> Result<String> {
    let Some(path) = path else { return Ok(String::new()) };
    fs::read_to_string(path).with_context(|| Usage(format!("cannot read {}", path.display())))
}
