//! The documents of one file.

use std::io::{self, BufRead, Read};
use std::mem;
use std::path::Path;
use std::sync::Arc;

use satz_driver::entities::iob2;

#[cfg(feature = "parquet")]
use crate::columnar::rows::{JsonRow, Rows};
use crate::lines::{Line, LineContent, Lines};
use crate::record::{Content, Place, Record};
use crate::table::{Found, Table, TableKind};
use crate::text::is_utf16;
use crate::{BytesRead, Columns, Encoding, InputFormat, Reading, conllu};

/// Sentences without a document mark before them are cut after this many, to be spread over threads.
const SENTENCES_IN_DOCUMENT: usize = 1000;

type Reader = Box<dyn BufRead + Send>;

/// A file that documents are being taken from.
pub(crate) struct OpenFile {
    path: Arc<Path>,
    reading: Arc<Reading>,
    items: Items,
}

enum Items {
    Whole(Reader),
    JsonLines(Lines<Reader>),
    Table(Box<Table<Reader>>),
    Sentences(SentenceFile),
    #[cfg(feature = "parquet")]
    Rows(Box<Rows>),
    Finished,
}

/// What was found next in a file: the content, or that it is too long, and where.
struct Item {
    line: Option<u64>,
    offset: u64,
    content: Option<Content>,
}

impl OpenFile {
    /// Takes `reader`, which reads the file at `path`; `count` is for those who open it themselves.
    pub(crate) fn new(
        path: &Path,
        mut reader: Reader,
        reading: &Arc<Reading>,
        count: &BytesRead,
    ) -> io::Result<Self> {
        let limit = reading.max_document_bytes;
        let format = reading.format.resolve(path, reader.fill_buf()?);
        refuse_utf16(reader.fill_buf()?, format, reading)?;
        let items = match format {
            InputFormat::Auto | InputFormat::Text => Items::Whole(reader),
            InputFormat::JsonLines => Items::JsonLines(Lines::new(reader, limit)),
            InputFormat::Csv => Items::Table(Table::new(reader, TableKind::Csv, limit)?.into()),
            InputFormat::Tsv => Items::Table(Table::new(reader, TableKind::Tsv, limit)?.into()),
            InputFormat::Iob2 => {
                Items::Sentences(SentenceFile::new(reader, limit, SentenceKind::IOB2))
            }
            InputFormat::Conllu => {
                Items::Sentences(SentenceFile::new(reader, limit, SentenceKind::CONLLU))
            }
            InputFormat::Parquet | InputFormat::Arrow => {
                rows(path, reader, (format, &reading.columns), count)?
            }
        };
        Ok(Self { path: path.into(), reading: Arc::clone(reading), items })
    }

    /// The next document; a file that cannot be read on has one last item that says so.
    pub(crate) fn next(&mut self) -> Option<Record> {
        let limit = self.reading.max_document_bytes;
        let item = match &mut self.items {
            Items::Whole(reader) => read_whole(reader, limit),
            Items::JsonLines(lines) => read_json_line(lines),
            Items::Table(table) => table.next().map(|found| found.map(Item::of_row)),
            Items::Sentences(file) => file.read_document(),
            #[cfg(feature = "parquet")]
            Items::Rows(rows) => rows.next().map(|row| row.map(|row| Item::of_json(row, limit))),
            Items::Finished => Ok(None),
        };
        let offset = self.items.offset();
        if matches!(self.items, Items::Whole(_)) || item.is_err() {
            self.items = Items::Finished;
        }
        let item = item.unwrap_or_else(|error| Some(Item::damaged(offset, &error)))?;
        let place = Place { path: self.path.clone(), line: item.line, offset: item.offset };
        let content = item.content.unwrap_or_else(|| too_long(limit));
        Some(Record::new(place, content, &self.reading))
    }
}

impl Items {
    /// Bytes that were read, for files with many documents.
    fn offset(&self) -> u64 {
        match self {
            Self::Whole(_) | Self::Finished => 0,
            #[cfg(feature = "parquet")]
            Self::Rows(_) => 0,
            Self::JsonLines(lines) => lines.offset(),
            Self::Table(table) => table.offset(),
            Self::Sentences(file) => file.lines.offset(),
        }
    }
}

impl Item {
    fn of_row(Found { line, offset, row }: Found) -> Self {
        Self { line: Some(line), offset, content: row.map(Content::Row) }
    }

    #[cfg(feature = "parquet")]
    fn of_json((number, row): (u64, JsonRow), limit: usize) -> Self {
        let content = (row.json.len() <= limit).then_some(Content::ColumnarRow(row));
        Self { line: Some(number), offset: 0, content }
    }

    fn damaged(offset: u64, error: &io::Error) -> Self {
        let reason = if offset == 0 {
            format!("cannot be read: {error}")
        } else {
            format!("cannot be read beyond byte {offset}: {error}; what comes before is complete")
        };
        Self { line: None, offset, content: Some(Content::Unreadable(reason)) }
    }
}

#[cfg(feature = "parquet")]
fn rows(
    path: &Path,
    reader: Reader,
    what: (InputFormat, &Columns),
    count: &BytesRead,
) -> io::Result<Items> {
    Ok(Items::Rows(Rows::open(path, reader, what, count)?.into()))
}

#[cfg(not(feature = "parquet"))]
fn rows(_: &Path, _: Reader, _: (InputFormat, &Columns), _: &BytesRead) -> io::Result<Items> {
    let reason = "Parquet and Arrow are read by a build with the feature `parquet`";
    Err(io::Error::new(io::ErrorKind::Unsupported, reason))
}

/// Lines of UTF-16 do not end where those of other encodings end.
fn refuse_utf16(start: &[u8], format: InputFormat, reading: &Reading) -> io::Result<()> {
    let whole = matches!(format, InputFormat::Auto | InputFormat::Text);
    if !is_utf16(start) || whole && reading.encoding == Encoding::Auto {
        return Ok(());
    }
    let reason = "the input is UTF-16: convert it, for example with `iconv -f UTF-16 -t UTF-8`";
    Err(io::Error::new(io::ErrorKind::InvalidData, reason))
}

fn read_whole(reader: &mut impl Read, limit: usize) -> io::Result<Option<Item>> {
    let mut bytes = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    let content = (read <= limit).then_some(Content::Text(bytes));
    Ok(Some(Item { line: None, offset: 0, content }))
}

fn read_json_line(lines: &mut Lines<impl BufRead>) -> io::Result<Option<Item>> {
    while let Some(Line { number, offset, content }) = lines.next()? {
        let content = match content {
            LineContent::TooLong => None,
            LineContent::Bytes(bytes) if bytes.trim_ascii().is_empty() => continue,
            LineContent::Bytes(bytes) => Some(Content::JsonLine(bytes)),
        };
        return Ok(Some(Item { line: Some(number), offset, content }));
    }
    Ok(None)
}

fn too_long(limit: usize) -> Content {
    Content::Unreadable(format!("the document is longer than {limit} bytes: split it"))
}

/// How a format of sentences says that a document begins, and what its documents are.
struct SentenceKind {
    begins_document: fn(&[u8]) -> bool,
    content: fn(Vec<u8>) -> Content,
}

impl SentenceKind {
    const IOB2: Self = Self { begins_document: iob2::begins_document, content: Content::Iob2 };
    const CONLLU: Self =
        Self { begins_document: conllu::begins_document, content: Content::Conllu };
}

/// A file of sentences, a line for each token.
struct SentenceFile {
    lines: Lines<Reader>,
    kind: SentenceKind,
    limit: usize,
    /// A line that was read and belongs to the next document, and where it was.
    ahead: Option<(u64, u64, Vec<u8>)>,
}

impl SentenceFile {
    fn new(reader: Reader, limit: usize, kind: SentenceKind) -> Self {
        Self { lines: Lines::new(reader, limit), kind, limit, ahead: None }
    }

    /// Collects lines up to the next document mark or the limit; what has no mark itself, up to a
    /// good number of sentences.
    fn read_document(&mut self) -> io::Result<Option<Item>> {
        let (mut document, mut place, mut sentences) = (Vec::new(), None, 0);
        let mut is_marked = false;
        while is_marked || sentences < SENTENCES_IN_DOCUMENT {
            let Some((number, offset, mut line)) = self.next_line()? else { break };
            if document.is_empty() && line.trim_ascii().is_empty() {
                continue;
            }
            let begins = (self.kind.begins_document)(&line);
            let full = document.len() + line.len() > self.limit;
            if (begins || full) && !document.is_empty() {
                self.ahead = Some((number, offset, line));
                break;
            }
            sentences += usize::from(line == b"\n");
            place.get_or_insert((number, offset));
            is_marked |= begins;
            document.append(&mut line);
        }
        let content = Some((self.kind.content)(document));
        Ok(place.map(|(line, offset)| Item { line: Some(line), offset, content }))
    }

    /// The next line with its end, where it was; a line beyond all measure is an error.
    fn next_line(&mut self) -> io::Result<Option<(u64, u64, Vec<u8>)>> {
        if let Some(ahead) = mem::take(&mut self.ahead) {
            return Ok(Some(ahead));
        }
        let Some(Line { number, offset, content }) = self.lines.next()? else { return Ok(None) };
        let LineContent::Bytes(mut line) = content else {
            let reason = format!("line {number} is longer than {} bytes", self.limit);
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        };
        line.push(b'\n');
        Ok(Some((number, offset, line)))
    }
}
