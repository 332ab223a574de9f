//! The place that results go to.

use std::fs::{self, File};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::{Builder, NamedTempFile};

const BUFFER: usize = 1 << 16;

/// Standard output, or a file that appears under its name only when it is complete.
pub(crate) enum Target {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A device or pipe, which cannot be replaced.
    Special(BufWriter<File>),
    File {
        writer: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
}

impl Target {
    /// Opens `path`, or standard output without one.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self::Stdout(BufWriter::with_capacity(BUFFER, io::stdout().lock())));
        };
        let cannot_write = || format!("cannot write {}", path.display());
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            let file = File::options().write(true).open(path).with_context(cannot_write)?;
            return Ok(Self::Special(BufWriter::with_capacity(BUFFER, file)));
        }
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.unwrap_or(Path::new("."));
        let file = unnamed().tempfile_in(folder).with_context(cannot_write)?;
        let writer = BufWriter::with_capacity(BUFFER, file);
        Ok(Self::File { writer, path: path.to_owned() })
    }

    /// Writes what is buffered and gives a file its name.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Self::Stdout(mut writer) => writer.flush().context("cannot write standard output"),
            Self::Special(mut writer) => writer.flush().context("cannot write the output"),
            Self::File { writer, path } => {
                let cannot_write = || format!("cannot write {}", path.display());
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error);
                let file = file.with_context(cannot_write)?;
                file.as_file().sync_all().with_context(cannot_write)?;
                file.persist(&path).map_err(|error| error.error).with_context(cannot_write)?;
                Ok(())
            }
        }
    }
}

/// A temporary file that others may read as far as the user's mask lets them: it is the result.
#[cfg(unix)]
fn unnamed() -> Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;

    let mut builder = Builder::new();
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn unnamed() -> Builder<'static, 'static> {
    Builder::new()
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(writer) => writer.write(bytes),
            Self::Special(writer) => writer.write(bytes),
            Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::Special(writer) => writer.flush(),
            Self::File { writer, .. } => writer.flush(),
        }
    }
}
