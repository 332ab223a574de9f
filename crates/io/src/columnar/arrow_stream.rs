//! The record batches of Arrow IPC.

use std::io::{self, BufRead};

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use arrow_schema::{ArrowError, SchemaRef};

/// What a file begins with; zeros and the stream of its batches follow.
const FILE: &[u8] = b"ARROW1";

/// Decodes a stream as it comes; of a file, too, the index at its end is not needed.
///
/// Memory is taken for bytes that are there, not for those that a damaged header announces.
pub(super) struct ArrowStream<R> {
    reader: R,
    decoder: StreamDecoder,
    buffer: Buffer,
}

impl<R: BufRead> ArrowStream<R> {
    pub(super) fn new(mut reader: R) -> io::Result<Self> {
        if reader.fill_buf()?.starts_with(FILE) {
            reader.consume(FILE.len());
            while reader.fill_buf()?.first() == Some(&0) {
                reader.consume(1);
            }
        }
        Ok(Self { reader, decoder: StreamDecoder::new(), buffer: Buffer::default() })
    }

    /// The columns, once the first batch was read.
    pub(super) fn schema(&self) -> Option<SchemaRef> {
        self.decoder.schema()
    }

    fn read(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        loop {
            if self.buffer.is_empty() {
                let bytes = self.reader.fill_buf()?;
                self.buffer = Buffer::from(bytes);
                let read = bytes.len();
                self.reader.consume(read);
            }
            if self.buffer.is_empty() {
                return self.decoder.finish().map(|()| None);
            }
            match self.decoder.decode(&mut self.buffer) {
                Ok(None) => {}
                // What follows the end of the stream is the index of a file.
                Err(_) if self.decoder.finish().is_ok() => return Ok(None),
                outcome => return outcome,
            }
        }
    }
}

impl<R: BufRead> Iterator for ArrowStream<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}
