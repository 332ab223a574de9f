//! Compressed output.

use std::io::{self, Write};
use std::path::Path;

use flate2::write::GzEncoder;

/// How an output is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// Not at all.
    #[default]
    None,
    /// Gzip, `.gz`.
    Gzip,
    /// Zstandard, `.zst`.
    Zstd,
}

/// The level of the `zstd` command, and the fastest of gzip that is not much larger than the rest.
const ZSTD_LEVEL: i32 = 3;
const GZIP_LEVEL: u32 = 3;

impl Compression {
    /// The compression that the name of `path` stands for.
    ///
    /// ```
    /// use satz_io::Compression;
    ///
    /// assert_eq!(Compression::of("news.jsonl.zst".as_ref()), Compression::Zstd);
    /// assert_eq!(Compression::of("news.jsonl".as_ref()), Compression::None);
    /// ```
    pub fn of(path: &Path) -> Self {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("gz" | "gzip") => Self::Gzip,
            Some("zst" | "zstd") => Self::Zstd,
            _ => Self::None,
        }
    }

    /// The end of a file name, with its dot; empty without compression.
    pub fn extension(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Gzip => ".gz",
            Self::Zstd => ".zst",
        }
    }

    /// Begins a gzip member or a zstd frame on `writer`.
    pub(crate) fn begin<W: Write>(self, writer: W) -> io::Result<Compressor<W>> {
        let gzip = flate2::Compression::new(GZIP_LEVEL);
        Ok(match self {
            Self::None => Compressor::None(writer),
            Self::Gzip => Compressor::Gzip(GzEncoder::new(writer, gzip)),
            Self::Zstd => Compressor::Zstd(zstd::Encoder::new(writer, ZSTD_LEVEL)?),
        })
    }
}

/// A stretch of output that can be decompressed on its own.
pub(crate) enum Compressor<W: Write> {
    None(W),
    Gzip(GzEncoder<W>),
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Compressor<W> {
    /// Ends the member or frame and gives the writer back.
    pub(crate) fn finish(self) -> io::Result<W> {
        match self {
            Self::None(writer) => Ok(writer),
            Self::Gzip(encoder) => encoder.finish(),
            Self::Zstd(encoder) => encoder.finish(),
        }
    }
}

impl<W: Write> Write for Compressor<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::None(writer) => writer.write(bytes),
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::None(writer) => writer.flush(),
            Self::Gzip(encoder) => encoder.flush(),
            Self::Zstd(encoder) => encoder.flush(),
        }
    }
}
