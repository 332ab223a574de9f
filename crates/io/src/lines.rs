//! Lines of bytes, none longer than a limit.

use std::io::{self, BufRead};

/// Reads a stream line by line in bounded memory.
pub(crate) struct Lines<R> {
    reader: R,
    limit: usize,
    /// Lines read so far.
    number: u64,
    /// Bytes read so far.
    offset: u64,
}

/// One line of a stream, without its line end.
pub(crate) struct Line {
    /// Counted from 1.
    pub(crate) number: u64,
    /// Byte of the stream at which it begins.
    pub(crate) offset: u64,
    pub(crate) content: LineContent,
}

/// What a line holds.
pub(crate) enum LineContent {
    Bytes(Vec<u8>),
    /// The line is longer than the limit and was skipped.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, number: 0, offset: 0 }
    }

    /// The next line, or `None` at the end. Only LF ends a line; a CR before it is dropped.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let (mut read, offset) = (0, self.offset);
        loop {
            let buffer = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                outcome => outcome?,
            };
            let end = memchr::memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if bytes.len() + part.len() <= self.limit {
                bytes.extend_from_slice(part);
            }
            read += part.len();
            let at_end = buffer.is_empty();
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            self.offset += used as u64;
            if end.is_some() || at_end {
                if at_end && read == 0 {
                    return Ok(None);
                }
                self.number += 1;
                let content = self.content(bytes, read);
                return Ok(Some(Line { number: self.number, offset, content }));
            }
        }
    }

    /// Bytes read so far: where a stream is damaged that cannot be read on.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    fn content(&self, mut bytes: Vec<u8>, read: usize) -> LineContent {
        if read > self.limit {
            return LineContent::TooLong;
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        LineContent::Bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, limit: usize) -> Vec<String> {
        // A buffer of three bytes, so that lines lie across its edges.
        let mut lines = Lines::new(io::BufReader::with_capacity(3, text.as_bytes()), limit);
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push(match line.content {
                LineContent::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
                LineContent::TooLong => format!("line {} too long", line.number),
            });
        }
        found
    }

    #[test]
    fn lines_end_at_line_feeds_only() {
        let cases: [(&str, &[&str]); 6] = [
            ("", &[]),
            ("a", &["a"]),
            ("a\nbcde\n", &["a", "bcde"]),
            ("a\r\nb\n", &["a", "b"]),
            ("a\rb\n\nc", &["a\rb", "", "c"]),
            ("123456\n12345\n", &["line 1 too long", "12345"]),
        ];
        for (text, expected) in cases {
            assert_eq!(lines(text, 5), expected, "{text:?}");
        }
    }
}
