//! Opening files and standard input, compressed or not.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
const BUFFER: usize = 1 << 16;

/// Frames may ask for a window of at most 128 MiB, as the `zstd` command allows by default.
const WINDOW_LOG: u32 = 27;

/// How many bytes a corpus has read so far, before decompression; for a progress bar.
#[derive(Debug, Clone, Default)]
pub struct BytesRead(Arc<AtomicU64>);

impl BytesRead {
    /// Bytes read so far.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A reader of which every byte counts.
pub(crate) struct Counted<R> {
    pub(crate) reader: R,
    pub(crate) count: BytesRead,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Opens the file at `path`, or standard input for `-`, and undoes the compression that its first
/// bytes show.
pub(crate) fn open(path: &Path, count: &BytesRead) -> io::Result<Box<dyn BufRead + Send>> {
    let count = count.clone();
    if path == Path::new("-") {
        return decompress(Counted { reader: io::stdin(), count });
    }
    decompress(Counted { reader: File::open(path)?, count })
}

/// Undoes the compression that the first bytes of `source` show: gzip with any number of members,
/// zstd with any number of frames, or none.
///
/// # Errors
/// What reading the first bytes says.
pub(crate) fn decompress(
    source: impl Read + Send + 'static,
) -> io::Result<Box<dyn BufRead + Send>> {
    let mut source = BufReader::with_capacity(BUFFER, source);
    let start = source.fill_buf()?;
    if start.starts_with(&GZIP) {
        return Ok(buffered(MultiGzDecoder::new(source)));
    }
    if start.starts_with(&ZSTD) {
        let mut decoder = zstd::Decoder::with_buffer(source)?;
        decoder.window_log_max(WINDOW_LOG)?;
        return Ok(buffered(decoder));
    }
    Ok(Box::new(source))
}

fn buffered(reader: impl Read + Send + 'static) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::with_capacity(BUFFER, reader))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn every_member_and_every_frame_is_read() {
        let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
        let cases = [
            ("plain", b"Wien Graz".to_vec()),
            ("gzip", [gzip("Wien "), gzip("Graz")].concat()),
            ("zstd", [zstd("Wien "), zstd("Graz")].concat()),
        ];
        for (name, bytes) in cases {
            let mut text = String::new();
            let mut reader = decompress(io::Cursor::new(bytes)).unwrap();
            reader.read_to_string(&mut text).unwrap();
            assert_eq!(text, "Wien Graz", "{name}");
        }
    }
}
