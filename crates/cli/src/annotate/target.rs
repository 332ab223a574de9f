//! The place that results go to.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, StdoutLock};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Result;
use satz_driver::{Outcome, Sink};
use satz_io::{
    BratFolder, Compression, Existing, Failures, Identity, Layout, OnError, Output, OutputError,
    Record, Resumable, ResumableOptions,
};

#[cfg(feature = "parquet")]
use satz_io::ParquetFile;

use super::settings::{CompressionName, OnErrorName, OutputFormat, Settings};
use crate::exit::Usage;
#[cfg(not(feature = "parquet"))]
use crate::exit::without_parquet;

const BUFFER: usize = 1 << 16;

/// Where the documents of a run go.
pub(super) enum Target {
    Stdout(Output<BufWriter<StdoutLock<'static>>>),
    /// A device or pipe, which cannot be replaced.
    Special(Output<BufWriter<File>>),
    Resumable(Box<Resumable>),
    Brat(BratFolder),
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetFile>),
}

/// What is at the end of a path.
enum Kind<'s> {
    Stdout,
    Special(&'s Path),
    File(&'s Path),
    Folder(&'s Path),
}

impl Target {
    /// Makes the place ready before anything is read.
    pub(super) fn open(
        settings: &Settings,
        identity: Identity,
        failures: Failures,
    ) -> Result<Self> {
        let failures = failures.log_to(errors_path(settings));
        if let Kind::File(path) = kind(settings) {
            check_folder(path)?;
        }
        let target = match (settings.output.format(), kind(settings)) {
            (OutputFormat::Brat, Kind::Folder(path)) => {
                begin_anew(settings, path, "a folder of brat")?;
                BratFolder::create(path, failures).map(Self::Brat)
            }
            (OutputFormat::Brat, _) => {
                return Err(Usage("brat is a folder of files: add `-o DIR/`".to_owned()).into());
            }
            #[cfg(feature = "parquet")]
            (OutputFormat::Parquet, Kind::File(path)) => {
                begin_anew(settings, path, "a Parquet file")?;
                ParquetFile::create(path, failures).map(|file| Self::Parquet(Box::new(file)))
            }
            #[cfg(not(feature = "parquet"))]
            (OutputFormat::Parquet, Kind::File(_)) => return Err(without_parquet().into()),
            (OutputFormat::Parquet, _) => {
                return Err(Usage("Parquet is a file: add `-o FILE.parquet`".to_owned()).into());
            }
            (_, Kind::Stdout) => {
                let stdout = BufWriter::with_capacity(BUFFER, io::stdout().lock());
                let name = Path::new("standard output");
                Output::new(stdout, name, Compression::None, failures).map(Self::Stdout)
            }
            (_, Kind::Special(path)) => special(path, failures).map(Self::Special),
            (format, Kind::File(_) | Kind::Folder(_)) => {
                let options = resumable(settings, format, identity);
                Resumable::open(options, failures).map(|output| Self::Resumable(Box::new(output)))
            }
        };
        // Nothing was read yet, so the request can be repeated with a better place.
        target.map_err(|error| anyhow::Error::new(error).context(Usage(NO_PLACE.to_owned())))
    }

    /// Takes the documents from `corpus` that an earlier run did, and tells how many.
    pub(super) fn skip_done(&self, corpus: &mut impl Iterator<Item = Record>) -> Result<u64> {
        let Self::Resumable(output) = self else { return Ok(0) };
        output.skip_done(corpus).map_err(|error| Usage(error.to_string()))?;
        Ok(output.skipped())
    }

    pub(super) fn failures(&self) -> &Failures {
        match self {
            Self::Stdout(output) => output.failures(),
            Self::Special(output) => output.failures(),
            Self::Resumable(output) => output.failures(),
            Self::Brat(folder) => folder.failures(),
            #[cfg(feature = "parquet")]
            Self::Parquet(file) => file.failures(),
        }
    }

    /// Completes the result of a run that came to its end.
    pub(super) fn finish(self) -> Result<(), OutputError> {
        match self {
            Self::Stdout(output) => output.finish().map(drop),
            Self::Special(output) => output.finish().map(drop),
            Self::Resumable(output) => output.finish().map(drop),
            Self::Brat(folder) => folder.finish().map(drop),
            #[cfg(feature = "parquet")]
            Self::Parquet(file) => file.finish().map(drop),
        }
    }

    /// Leaves the result of a run that broke off so that it can be resumed, where it can.
    pub(super) fn suspend(self) -> Result<Suspended, OutputError> {
        match self {
            Self::Resumable(_) => Ok(Suspended::Resumable),
            #[cfg(feature = "parquet")]
            Self::Parquet(file) => file.discard().map(|()| Suspended::Final),
            other => other.finish().map(|()| Suspended::Final),
        }
    }
}

/// What can be done about a run that broke off.
pub(super) enum Suspended {
    Resumable,
    Final,
}

const NO_PLACE: &str = "there is no place for the result";

impl Sink<Record> for Target {
    type Error = OutputError;

    fn receive(&mut self, outcome: Outcome<'_, Record>) -> Result<ControlFlow<()>, OutputError> {
        match self {
            Self::Stdout(output) => output.receive(outcome),
            Self::Special(output) => output.receive(outcome),
            Self::Resumable(output) => output.receive(outcome),
            Self::Brat(folder) => folder.receive(outcome),
            #[cfg(feature = "parquet")]
            Self::Parquet(file) => file.receive(outcome),
        }
    }
}

/// Refuses to go on with a result that has no place to go on from, and to write over one unasked.
fn begin_anew(settings: &Settings, path: &Path, what: &str) -> Result<(), Usage> {
    if settings.run.resume {
        let advice = "annotate into JSON lines, which can be resumed, and `satz convert` those, or \
                      write each `--shard` to a place of its own";
        return Err(Usage(format!("{what} cannot be resumed: {advice}")));
    }
    let is_there =
        path.is_file() || fs::read_dir(path).is_ok_and(|mut files| files.next().is_some());
    if is_there && !settings.run.force {
        let advice = "write elsewhere, or give --force to write over them";
        return Err(Usage(format!("{} holds results already: {advice}", path.display())));
    }
    Ok(())
}

fn kind(settings: &Settings) -> Kind<'_> {
    let path = settings.output.output.as_deref().filter(|path| *path != Path::new("-"));
    let Some(path) = path else { return Kind::Stdout };
    let is_folder = path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir();
    match fs::metadata(path) {
        _ if is_folder => Kind::Folder(path),
        Ok(metadata) if !metadata.is_file() => Kind::Special(path),
        _ => Kind::File(path),
    }
}

/// Refuses a file in a folder that is not there, before anything is made beside it.
fn check_folder(path: &Path) -> Result<(), Usage> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let Some(folder) = folder.filter(|folder| !folder.is_dir()) else { return Ok(()) };
    let (path, folder) = (path.display(), folder.display());
    Err(Usage(format!(
        "cannot write {path}: there is no folder {folder}; make it, or write elsewhere"
    )))
}

fn special(path: &Path, failures: Failures) -> Result<Output<BufWriter<File>>, OutputError> {
    let file = File::options().write(true).open(path);
    let file = file.map_err(|source| OutputError::Write { path: path.to_owned(), source })?;
    Output::new(BufWriter::with_capacity(BUFFER, file), path, Compression::of(path), failures)
}

fn resumable(settings: &Settings, format: OutputFormat, identity: Identity) -> ResumableOptions {
    let (layout, compression) = match kind(settings) {
        Kind::Folder(path) => {
            let compression = settings.output.compress.into();
            let extension =
                format!("{}{}", format.extension(), Compression::extension(compression));
            (Layout::Folder { path: path.to_owned(), extension }, compression)
        }
        Kind::File(path) | Kind::Special(path) => {
            (Layout::File(path.to_owned()), Compression::of(path))
        }
        Kind::Stdout => unreachable!("standard output is no file"),
    };
    let existing = match (settings.run.resume, settings.run.force) {
        (true, _) => Existing::Resume,
        (false, true) => Existing::Replace,
        (false, false) => Existing::Refuse,
    };
    let segment_bytes = settings.output.part_size.bytes();
    ResumableOptions { layout, compression, segment_bytes, identity, existing }
}

/// What is done about failed documents, and where those that are put aside go.
pub(super) fn on_error(settings: &Settings) -> OnError {
    match settings.run.on_error {
        OnErrorName::Fail => OnError::Fail,
        OnErrorName::Skip => OnError::Skip,
        OnErrorName::Quarantine => OnError::Quarantine(match kind(settings) {
            Kind::Folder(path) => path.join("quarantine"),
            Kind::File(path) => with_suffix(path, ".quarantine"),
            Kind::Stdout | Kind::Special(_) => "quarantine".into(),
        }),
    }
}

fn errors_path(settings: &Settings) -> Option<PathBuf> {
    let usual = match kind(settings) {
        Kind::Folder(path) => Some(path.join("errors.jsonl")),
        Kind::Stdout | Kind::Special(_) | Kind::File(_) => None,
    };
    settings.output.errors.clone().or(usual)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

impl From<CompressionName> for Compression {
    fn from(name: CompressionName) -> Self {
        match name {
            CompressionName::None => Self::None,
            CompressionName::Gzip => Self::Gzip,
            CompressionName::Zstd => Self::Zstd,
        }
    }
}
