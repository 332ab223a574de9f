//! A stretch of the output that is complete or not there.

use std::io::{self, BufWriter, Write};

use xxhash_rust::xxh3::Xxh3;

use crate::compression::Compressor;
use crate::disk::DiskFile;
use crate::{Compression, OutputError, Record};

/// A segment that is being written.
pub(super) struct Segment {
    writer: Compressor<Hashed>,
    input: Xxh3,
    /// Bytes of encoded documents, before compression.
    pub(super) encoded: u64,
}

/// What became of a segment that is on the disk.
pub(super) struct Complete {
    pub(super) file: BufWriter<DiskFile>,
    /// Bytes on the disk.
    pub(super) bytes: u64,
    pub(super) input: String,
    pub(super) output: String,
}

impl Segment {
    pub(super) fn begin(
        file: BufWriter<DiskFile>,
        compression: Compression,
    ) -> Result<Self, OutputError> {
        let path = file.get_ref().path().to_owned();
        let writer = compression.begin(Hashed { file, hash: Xxh3::new(), bytes: 0 });
        let writer = writer.map_err(OutputError::write(&path))?;
        Ok(Self { writer, input: Xxh3::new(), encoded: 0 })
    }

    /// Takes note of a document of the corpus, failed or not.
    pub(super) fn note(&mut self, record: &Record) {
        record.add_to(&mut self.input);
    }

    pub(super) fn write(&mut self, encoded: &[u8]) -> io::Result<()> {
        self.encoded += encoded.len() as u64;
        self.writer.write_all(encoded)
    }

    /// Ends the segment and waits until it is on the disk.
    pub(super) fn complete(self) -> io::Result<Complete> {
        let Hashed { mut file, hash, bytes } = self.writer.finish()?;
        file.flush()?;
        let (input, output) = (hex(&self.input), hex(&hash));
        Ok(Complete { file, bytes, input, output })
    }
}

/// A hash as manifests write it.
pub(super) fn hex(hash: &Xxh3) -> String {
    format!("{:016x}", hash.digest())
}

/// Hashes and counts what it writes.
struct Hashed {
    file: BufWriter<DiskFile>,
    hash: Xxh3,
    bytes: u64,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
