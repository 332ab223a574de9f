//! Where converted documents go.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use satz_driver::Document;
#[cfg(feature = "parquet")]
use satz_io::ParquetFile;
use satz_io::{BratFolder, Failures};

use super::notation::Notation;
use crate::exit::Usage;
#[cfg(not(feature = "parquet"))]
use crate::exit::without_parquet;
use crate::output::Target;

/// A stream of bytes, or a folder of brat.
pub(super) enum Place {
    Stream(Target),
    Brat(BratFolder),
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetFile>),
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
            #[cfg(feature = "parquet")]
            (Notation::Parquet, Some(file)) => {
                Ok(Self::Parquet(ParquetFile::create(file, Failures::default())?.into()))
            }
            #[cfg(not(feature = "parquet"))]
            (Notation::Parquet, Some(_)) => Err(without_parquet().into()),
            (Notation::Parquet, None) => {
                Err(Usage("Parquet is a file: add `-o FILE.parquet`".to_owned()).into())
            }
            _ => Target::open(path).map(Self::Stream),
        }
    }

    /// Takes the next document; `encoded` is what the encoder of the format made of it.
    pub(super) fn write(&mut self, document: &Document, encoded: &[u8]) -> Result<()> {
        match self {
            Self::Stream(target) => target.write_all(encoded).context("cannot write the result"),
            Self::Brat(folder) => Ok(folder.write(document, encoded)?),
            #[cfg(feature = "parquet")]
            Self::Parquet(file) => Ok(file.write(document)?),
        }
    }

    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Stream(target) => target.finish(),
            Self::Brat(folder) => Ok(folder.finish().map(drop)?),
            #[cfg(feature = "parquet")]
            Self::Parquet(file) => Ok(file.finish().map(drop)?),
        }
    }
}
