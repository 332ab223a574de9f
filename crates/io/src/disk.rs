//! The calls to the file system on which an output depends, each of which may fail.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::OutputError;

/// A call that changes something on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Create,
    Write,
    Sync,
    Rename,
    SyncFolder,
    Remove,
}

/// Is asked before every call, and may make it fail.
type Witness = dyn FnMut(Call, &Path) -> io::Result<()> + Send;

/// The file system, or in tests one that is watched and fails when it is told to.
#[derive(Clone, Default)]
pub(crate) struct Disk {
    witness: Option<Arc<Mutex<Witness>>>,
}

impl Disk {
    #[cfg(test)]
    pub(crate) fn watched(
        witness: impl FnMut(Call, &Path) -> io::Result<()> + Send + 'static,
    ) -> Self {
        Self { witness: Some(Arc::new(Mutex::new(witness))) }
    }

    fn ask(&self, call: Call, path: &Path) -> io::Result<()> {
        let Some(witness) = &self.witness else { return Ok(()) };
        let mut witness = witness.lock().unwrap_or_else(PoisonError::into_inner);
        witness(call, path)
    }

    /// Opens the file at `path` for writing behind its first `keep` bytes; what came after them is
    /// gone.
    pub(crate) fn open(&self, path: &Path, keep: u64) -> Result<DiskFile, OutputError> {
        let open = || {
            self.ask(Call::Create, path)?;
            let file = File::options().create(true).truncate(false).write(true).open(path)?;
            file.set_len(keep)?;
            let mut file = DiskFile { file, path: path.to_owned(), disk: self.clone() };
            io::Seek::seek(&mut file.file, io::SeekFrom::Start(keep))?;
            Ok(file)
        };
        open().map_err(OutputError::write(path))
    }

    /// Gives a file another name, for good.
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> Result<(), OutputError> {
        let rename = || {
            self.ask(Call::Rename, to)?;
            fs::rename(from, to)?;
            self.sync_folder(to)
        };
        rename().map_err(OutputError::write(to))
    }

    pub(crate) fn remove(&self, path: &Path) -> Result<(), OutputError> {
        let removed = self.ask(Call::Remove, path).and_then(|()| fs::remove_file(path));
        removed.map_err(OutputError::write(path))
    }

    /// A new name lasts when its folder is on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let folder = folder_of(path);
        self.ask(Call::SyncFolder, folder)?;
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// The folder in which `path` lies.
pub(crate) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// A file that is being written.
pub(crate) struct DiskFile {
    file: File,
    path: PathBuf,
    disk: Disk,
}

impl DiskFile {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Waits until everything that was written is on the disk.
    pub(crate) fn sync(&self) -> Result<(), OutputError> {
        let synced = self.disk.ask(Call::Sync, &self.path).and_then(|()| self.file.sync_data());
        synced.map_err(OutputError::write(&self.path))
    }
}

impl Write for DiskFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Err(error) = self.disk.ask(Call::Write, &self.path) {
            // A disk that runs full takes a part of what it is given.
            self.file.write_all(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
