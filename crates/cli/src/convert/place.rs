//! Where converted documents go.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use satz_driver::Document;
use satz_io::{BratFolder, Failures};

use super::notation::Notation;
use crate::exit::Usage;
use crate::output::Target;

/// A stream of bytes, or a folder of brat.
pub(super) enum Place {
    Stream(Target),
    Brat(BratFolder),
}

impl Place {
    pub(super) fn open(to: Notation, path: Option<&Path>) -> Result<Self> {
        match (to, path) {
            (Notation::Brat, None) => {
                Err(Usage("brat is a folder of files: add `-o DIR/`".to_owned()).into())
            }
            (Notation::Brat, Some(folder)) => {
                Ok(Self::Brat(BratFolder::create(folder, Failures::default())?))
            }
            _ => Target::open(path).map(Self::Stream),
        }
    }

    /// Takes the next document; `encoded` is what the encoder of the format made of it.
    pub(super) fn write(&mut self, document: &Document, encoded: &[u8]) -> Result<()> {
        match self {
            Self::Stream(target) => target.write_all(encoded).context("cannot write the result"),
            Self::Brat(folder) => Ok(folder.write(document, encoded)?),
        }
    }

    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Stream(target) => target.finish(),
            Self::Brat(folder) => Ok(folder.finish().map(drop)?),
        }
    }
}
