//! Files, folders and standard input as one stream of documents.

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{mem, vec};

use walkdir::WalkDir;

use crate::format::InputFormat;
use crate::lines::{Line, LineContent, Lines};
use crate::open;
use crate::record::{Content, Place, Record};
use crate::{conllu, iob2};

/// A document has at most this many bytes unless a reader is told otherwise.
const MAX_DOCUMENT_BYTES: usize = 64 << 20;

/// A file of sentences without document marks is cut after this many, to be spread over threads.
const SENTENCES_IN_DOCUMENT: usize = 1000;

/// The documents of files, folders and standard input, in order.
///
/// Folders are walked by name; in them only files whose names say that satz reads them count. A
/// file that cannot be read is an item too: one that fails when it is loaded, so that the account
/// of a run has it.
///
/// # Example
/// ```no_run
/// use satz_io::{Corpus, InputFormat};
///
/// for record in Corpus::new(["archive/2026".into(), "today.jsonl.gz".into()], InputFormat::Auto) {
///     println!("{}", record.place());
/// }
/// ```
pub struct Corpus {
    inputs: vec::IntoIter<PathBuf>,
    format: InputFormat,
    files: Box<dyn Iterator<Item = walkdir::Result<PathBuf>> + Send>,
    open: Option<OpenFile>,
}

impl Corpus {
    /// The documents of `inputs`, read as `format`; the input `-` is standard input.
    pub fn new(inputs: impl IntoIterator<Item = PathBuf>, format: InputFormat) -> Self {
        let inputs = inputs.into_iter().collect::<Vec<_>>().into_iter();
        Self { inputs, format, files: Box::new(std::iter::empty()), open: None }
    }

    /// The next file to read; `None` when the inputs are used up.
    fn next_file(&mut self) -> Option<walkdir::Result<PathBuf>> {
        loop {
            if let Some(file) = self.files.next() {
                return Some(file);
            }
            self.files = files_of(self.inputs.next()?);
        }
    }
}

impl Iterator for Corpus {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            if let Some(record) = self.open.as_mut().and_then(OpenFile::next) {
                return Some(record);
            }
            self.open = None;
            match self.next_file()? {
                Ok(path) => match OpenFile::new(&path, self.format.resolve(&path)) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => return Some(unreadable(&path, None, &error)),
                },
                Err(error) => {
                    let path = error.path().unwrap_or(Path::new("")).to_owned();
                    return Some(unreadable(&path, None, &error));
                }
            }
        }
    }
}

/// The files of one input: itself, or those of the folder that it names.
fn files_of(input: PathBuf) -> Box<dyn Iterator<Item = walkdir::Result<PathBuf>> + Send> {
    if !input.is_dir() {
        return Box::new(std::iter::once(Ok(input)));
    }
    let entries = WalkDir::new(input).sort_by_file_name().into_iter();
    Box::new(entries.filter_map(|entry| match entry {
        Ok(entry) if !entry.file_type().is_file() => None,
        Ok(entry) => InputFormat::of(entry.path()).map(|_| Ok(entry.into_path())),
        Err(error) => Some(Err(error)),
    }))
}

fn unreadable(path: &Path, line: Option<u64>, reason: &dyn std::fmt::Display) -> Record {
    let place = Place { path: path.into(), line };
    Record::new(place, Content::Unreadable(format!("cannot be read: {reason}")))
}

/// A file that documents are being taken from.
struct OpenFile {
    path: Arc<Path>,
    kind: FileKind,
}

enum FileKind {
    Whole(Box<dyn BufRead + Send>),
    JsonLines(Lines<Box<dyn BufRead + Send>>),
    Sentences(SentenceFile),
    Finished,
}

/// A file of sentences, and how one of its documents becomes a record.
struct SentenceFile {
    lines: Lines<Box<dyn BufRead + Send>>,
    begins_document: fn(&[u8]) -> bool,
    content: fn(Vec<u8>) -> Content,
    /// A line that was read and belongs to the next document.
    ahead: Vec<u8>,
}

impl OpenFile {
    fn new(path: &Path, format: InputFormat) -> io::Result<Self> {
        let reader =
            if path == Path::new("-") { open::decompress(io::stdin())? } else { open::open(path)? };
        let lines = |reader| Lines::new(reader, MAX_DOCUMENT_BYTES);
        let kind = match format {
            InputFormat::Auto | InputFormat::Text => FileKind::Whole(reader),
            InputFormat::JsonLines => FileKind::JsonLines(lines(reader)),
            InputFormat::Iob2 => FileKind::Sentences(SentenceFile {
                lines: lines(reader),
                begins_document: iob2::begins_document,
                content: Content::Iob2,
                ahead: Vec::new(),
            }),
            InputFormat::Conllu => FileKind::Sentences(SentenceFile {
                lines: lines(reader),
                begins_document: conllu::begins_document,
                content: Content::Conllu,
                ahead: Vec::new(),
            }),
        };
        Ok(Self { path: path.into(), kind })
    }

    fn next(&mut self) -> Option<Record> {
        let outcome = match &mut self.kind {
            FileKind::Whole(reader) => read_whole(reader),
            FileKind::JsonLines(lines) => read_json_line(lines),
            FileKind::Sentences(file) => file.read_document(),
            FileKind::Finished => Ok(None),
        };
        if matches!(self.kind, FileKind::Whole(_)) || outcome.is_err() {
            self.kind = FileKind::Finished;
        }
        match outcome {
            Ok(None) => None,
            Ok(Some((line, content))) => {
                Some(Record::new(Place { path: self.path.clone(), line }, content))
            }
            Err(error) => Some(unreadable(&self.path, None, &error)),
        }
    }
}

/// The line of an item, where a file has many, and its content.
type Item = (Option<u64>, Content);

fn read_whole(reader: &mut impl Read) -> io::Result<Option<Item>> {
    let mut bytes = Vec::new();
    let limit = MAX_DOCUMENT_BYTES as u64;
    if reader.take(limit + 1).read_to_end(&mut bytes)? > MAX_DOCUMENT_BYTES {
        return Ok(Some((None, too_long())));
    }
    Ok(Some((None, Content::Text(bytes))))
}

fn read_json_line(lines: &mut Lines<impl BufRead>) -> io::Result<Option<Item>> {
    while let Some(Line { number, content }) = lines.next()? {
        match content {
            LineContent::TooLong => return Ok(Some((Some(number), too_long()))),
            LineContent::Bytes(bytes) if bytes.trim_ascii().is_empty() => {}
            LineContent::Bytes(bytes) => {
                return Ok(Some((Some(number), Content::JsonLine(bytes))));
            }
        }
    }
    Ok(None)
}

fn too_long() -> Content {
    let limit = MAX_DOCUMENT_BYTES >> 20;
    Content::Unreadable(format!("the document is longer than {limit} MiB: split it"))
}

impl SentenceFile {
    /// Collects lines up to the next document mark, or a good number of sentences.
    fn read_document(&mut self) -> io::Result<Option<Item>> {
        let mut document = mem::take(&mut self.ahead);
        let (mut first, mut sentences) = (None, 0);
        while sentences < SENTENCES_IN_DOCUMENT {
            let Some(Line { number, content }) = self.lines.next()? else { break };
            let LineContent::Bytes(mut line) = content else {
                return Ok(Some((Some(number), too_long())));
            };
            sentences += usize::from(line.is_empty());
            line.push(b'\n');
            if (self.begins_document)(&line) && !document.trim_ascii().is_empty() {
                self.ahead = line;
                break;
            }
            first.get_or_insert(number);
            document.append(&mut line);
        }
        let empty = document.trim_ascii().is_empty();
        Ok((!empty).then(|| (first, (self.content)(document))))
    }
}
