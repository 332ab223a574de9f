//! Tables: CSV of RFC 4180 and tab-separated values, a document a row, columns named in the first.
//!
//! In a tab-separated file quotation marks are letters like others; a text has neither tabs nor
//! line breaks there.

use std::borrow::Cow;
use std::io::{self, BufRead};
use std::mem;
use std::ops::Range;
use std::sync::Arc;

use csv_core::{ReadRecordResult, ReaderBuilder};
use satz_driver::{Document, InputError, Metadata};
use xxhash_rust::xxh3::Xxh3;

use crate::record::load_parts;
use crate::{Reading, text};

/// How the columns of a table are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableKind {
    Csv,
    Tsv,
}

/// Reads a stream row by row in bounded memory.
pub(crate) struct Table<R> {
    reader: R,
    parser: csv_core::Reader,
    limit: usize,
    header: Arc<[String]>,
    offset: u64,
}

/// A row of a table: its fields one after the other, unquoted.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    header: Arc<[String]>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// A row and where it was.
pub(crate) struct Found {
    pub(crate) line: u64,
    pub(crate) offset: u64,
    /// `None` for a row that is longer than the limit and was skipped.
    pub(crate) row: Option<Row>,
}

impl<R: BufRead> Table<R> {
    /// Reads the names of the columns.
    pub(crate) fn new(mut reader: R, kind: TableKind, limit: usize) -> io::Result<Self> {
        let mark = if reader.fill_buf()?.starts_with(BOM) { BOM.len() } else { 0 };
        reader.consume(mark);
        let parser = match kind {
            TableKind::Csv => csv_core::Reader::new(),
            TableKind::Tsv => ReaderBuilder::new().delimiter(b'\t').quoting(false).build(),
        };
        let offset = mark as u64;
        let mut table = Self { reader, parser, limit, header: Arc::default(), offset };
        if let Some(Found { row: Some(row), .. }) = table.next()? {
            table.header = row.fields().map(name_of).collect();
        }
        Ok(table)
    }

    /// The next row, or `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Found>> {
        let (line, offset) = self.start_of_row()?;
        let (mut output, mut ends) = (vec![0; 1 << 12], vec![0; 1 << 5]);
        let (mut written, mut fields, mut too_long) = (0, 0, false);
        loop {
            let input = self.reader.fill_buf()?;
            let (result, read, wrote, ended) =
                self.parser.read_record(input, &mut output[written..], &mut ends[fields..]);
            self.reader.consume(read);
            self.offset += read as u64;
            (written, fields) = (written + wrote, fields + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                // Nothing of a row beyond the limit is kept; the parser goes on to its end.
                ReadRecordResult::OutputFull if output.len() >= self.limit => {
                    (written, too_long) = (0, true);
                }
                ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ends.len() >= MAX_COLUMNS => {
                    (fields, too_long) = (0, true);
                }
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => break,
            }
        }
        output.truncate(written);
        ends.truncate(fields);
        let row = Row { header: Arc::clone(&self.header), bytes: output, ends };
        Ok(Some(Found { line, offset, row: (!too_long).then_some(row) }))
    }

    /// Line and byte of the next row, behind the line ends before it, which the parser has not
    /// read yet.
    fn start_of_row(&mut self) -> io::Result<(u64, u64)> {
        let input = self.reader.fill_buf()?;
        let ends = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let (bytes, lines) = (ends.clone().count(), ends.filter(|byte| **byte == b'\n').count());
        Ok((self.parser.line() + lines as u64, self.offset + bytes as u64))
    }

    /// Bytes read so far.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }
}

/// The parser takes what follows a mark at the end of its input for the end of the table.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A row with more is no row of a table.
const MAX_COLUMNS: usize = 1 << 16;

fn name_of(field: &[u8]) -> String {
    let name = String::from_utf8_lossy(field);
    name.trim_start_matches('\u{feff}').trim().to_owned()
}

impl Row {
    /// All fields, one after the other.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn add_to(&self, hash: &mut Xxh3) {
        hash.update(&self.bytes);
        self.ends.iter().for_each(|end| hash.update(&end.to_le_bytes()));
    }

    fn fields(&self) -> impl Iterator<Item = &[u8]> {
        self.ranges().map(|range| &self.bytes[range])
    }

    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        self.ends.iter().map(move |&end| mem::replace(&mut start, end)..end)
    }

    /// The field in the column called `name`, if there is one and it is not empty.
    fn field<'a>(
        &'a self,
        name: &str,
        reading: &Reading,
    ) -> Result<Option<Cow<'a, str>>, InputError> {
        let column = self.header.iter().position(|column| column == name);
        let field = column.and_then(|column| self.fields().nth(column));
        let field = field.filter(|field| !field.is_empty());
        Ok(field.map(|field| text::decode(field, reading.encoding)).transpose()?)
    }

    /// Fills `document`; `place` is its id when the row has none.
    pub(crate) fn load(
        &self,
        place: String,
        reading: &Reading,
        document: &mut Document,
    ) -> Result<(), InputError> {
        let columns = &reading.columns;
        let owned =
            |name: &str| Ok::<_, InputError>(self.field(name, reading)?.map(Cow::into_owned));
        let metadata = Metadata {
            id: Some(owned(&columns.id)?.unwrap_or(place)),
            title: owned(&columns.title)?,
            date: owned("date")?,
            language: owned("language")?,
            source: owned("source")?,
        };
        let text = self.field(&columns.text, reading);
        load_parts(
            text.and_then(|text| text.ok_or_else(|| self.no_text(reading))),
            metadata,
            document,
        )
    }

    fn no_text(&self, reading: &Reading) -> InputError {
        let name = &reading.columns.text;
        if self.header.contains(name) {
            return InputError::new(format!("the column `{name}` is empty"));
        }
        let known = self.header.join("`, `");
        InputError::new(format!("there is no column `{name}` among `{known}`: name the text's"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, kind: TableKind, limit: usize) -> Vec<String> {
        let reader = io::BufReader::with_capacity(3, text.as_bytes());
        let mut table = Table::new(reader, kind, limit).unwrap();
        let mut rows = Vec::new();
        while let Some(found) = table.next().unwrap() {
            let mut document = Document::default();
            let row = found.row.map(|row| row.load("?".into(), &Reading::default(), &mut document));
            let metadata = document.layer::<Metadata>().ok();
            let id = metadata.and_then(|metadata| metadata.id.clone()).unwrap_or_default();
            rows.push(match row {
                None => format!("{} too long", found.line),
                Some(Err(error)) => format!("{} {id}: {error}", found.line),
                Some(Ok(())) => format!("{} {id}: {}", found.line, document.text()),
            });
        }
        rows
    }

    #[test]
    fn rows_are_documents() {
        use TableKind::{Csv, Tsv};
        let long = format!("id,text\n1,{}\n2,b\n", "x".repeat(9000));
        let cases: [(&str, &str, TableKind, &[&str]); 7] = [
            ("by name", "text,n,id\na,0,x\n", Csv, &["2 x: a"]),
            (
                "quoted",
                "id,text\n1,\"a, \"\"b\"\"\nc\"\n2,d\n",
                Csv,
                &["2 1: a, \"b\"\nc", "4 2: d"],
            ),
            ("marked", "\u{feff}id,text\r\n1,a\r\n", Csv, &["2 1: a"]),
            ("no id", "id,text\n,a\n", Csv, &["2 ?: a"]),
            ("tabs", "id\ttext\n1\t\"a\n", Tsv, &["2 1: \"a"]),
            ("empty", "id,text\n1,\n", Csv, &["2 1: the column `text` is empty"]),
            ("too long", &long, Csv, &["2 too long", "3 2: b"]),
        ];
        for (name, text, kind, expected) in cases {
            assert_eq!(rows(text, kind, 8192), expected, "{name}");
        }
    }

    #[test]
    fn a_table_without_the_column_says_which_there_are() {
        let rows = rows("id,body\n1,a\n", TableKind::Csv, 100);
        assert_eq!(rows, ["2 1: there is no column `text` among `id`, `body`: name the text's"]);
    }
}
