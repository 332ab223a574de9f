//! Files that are read at any place.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

use crate::open::{BytesRead, Counted};

/// A file whose index comes last, and a count of what is read of it.
pub(crate) struct Source(Counted<File>);

impl Source {
    /// The file at `path`, of which `reader` shows the beginning; what is no file, as a pipe, is
    /// copied to one that goes away with the process.
    ///
    /// # Errors
    /// [`io::Error`] for a file that was compressed as a whole: it cannot be read at any place.
    pub(crate) fn open(path: &Path, reader: impl BufRead, count: &BytesRead) -> io::Result<Self> {
        let count = count.clone();
        if path.metadata().is_ok_and(|metadata| metadata.is_file()) {
            let mut file = File::open(path)?;
            refuse_compressed(&mut file, reader)?;
            return Ok(Self(Counted { reader: file, count }));
        }
        let mut file = tempfile::tempfile()?;
        io::copy(&mut { reader }, &mut file)?;
        Ok(Self(Counted { reader: file, count: BytesRead::default() }))
    }

    fn at(&self, start: u64) -> io::Result<Counted<File>> {
        let mut reader = self.0.reader.try_clone()?;
        reader.seek(SeekFrom::Start(start))?;
        Ok(Counted { reader, count: self.0.count.clone() })
    }
}

fn refuse_compressed(file: &mut File, mut reader: impl BufRead) -> io::Result<()> {
    let (shown, mut own) = (reader.fill_buf()?, [0; 4]);
    file.read_exact(&mut own)?;
    file.rewind()?;
    if shown.starts_with(&own) {
        return Ok(());
    }
    let reason = "the file is compressed as a whole: decompress it; Parquet is compressed inside";
    Err(io::Error::new(io::ErrorKind::InvalidData, reason))
}

impl Length for Source {
    fn len(&self) -> u64 {
        self.0.reader.metadata().map_or(0, |metadata| metadata.len())
    }
}

impl ChunkReader for Source {
    type T = BufReader<Counted<File>>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(self.at(start)?))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        // A damaged index asks for more than there is; memory is for what is there.
        if start.checked_add(length as u64).is_none_or(|end| end > self.len()) {
            return Err(ParquetError::EOF(format!("{length} bytes at {start} are not there")));
        }
        let mut bytes = vec![0; length];
        self.at(start)?.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}
