//! Files, folders and standard input as one stream of documents.

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use crate::files::{Files, files_of};
use crate::open::{self, BytesRead};
use crate::open_file::OpenFile;
use crate::record::{Content, Place, Record};
use crate::{InputFormat, Reading};

/// The documents of files, folders and standard input, in order.
///
/// Folders are walked by name; in them only files whose names say that satz reads them count. A
/// file that cannot be read is an item too: one that fails when it is loaded, so that the account
/// of a run has it. So is the place at which a file turns out to be damaged; the documents before
/// it are as good as any.
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
    reading: Arc<Reading>,
    files: Files,
    open: Option<OpenFile>,
    /// A file that could not be opened, and is told of next.
    failed: Option<Record>,
    bytes_read: BytesRead,
}

impl Corpus {
    /// The documents of `inputs`, read as `format`; the input `-` is standard input.
    pub fn new(inputs: impl IntoIterator<Item = PathBuf>, format: InputFormat) -> Self {
        Self::read(inputs, Reading { format, ..Reading::default() })
    }

    /// The documents of `inputs`, read as `reading` says; the input `-` is standard input.
    pub fn read(inputs: impl IntoIterator<Item = PathBuf>, reading: Reading) -> Self {
        Self {
            inputs: inputs.into_iter().collect::<Vec<_>>().into_iter(),
            reading: Arc::new(reading),
            files: Box::new(std::iter::empty()),
            open: None,
            failed: None,
            bytes_read: BytesRead::default(),
        }
    }

    /// The documents that `source` gives, as those of a file called `name`.
    ///
    /// # Example
    /// ```
    /// use satz_io::{Corpus, Reading};
    ///
    /// let lines = "{\"text\":\"Es schneit.\"}\n{\"text\":\"Es taut.\"}\n".as_bytes();
    /// let corpus = Corpus::of(lines, "memory.jsonl".as_ref(), Reading::default());
    /// assert_eq!(corpus.map(|record| record.place().line).collect::<Vec<_>>(), [Some(1), Some(2)]);
    /// ```
    pub fn of(source: impl Read + Send + 'static, name: &Path, reading: Reading) -> Self {
        let mut corpus = Self::read([], reading);
        corpus.failed = corpus.begin(name, open::decompress(source));
        corpus
    }

    /// A count of the bytes that were read, which goes on while the corpus is used.
    pub fn bytes_read(&self) -> BytesRead {
        self.bytes_read.clone()
    }

    /// The next file to read; `None` when the inputs are used up.
    fn next_file(&mut self) -> Option<walkdir::Result<PathBuf>> {
        loop {
            if let Some(file) = self.files.next() {
                return Some(file);
            }
            self.files = files_of(self.inputs.next()?, &self.reading.files);
        }
    }

    /// Reads the file at `path` from now on, or tells in a record why that cannot be.
    fn begin(
        &mut self,
        path: &Path,
        reader: io::Result<Box<dyn BufRead + Send>>,
    ) -> Option<Record> {
        let count = &self.bytes_read;
        match reader.and_then(|reader| OpenFile::new(path, reader, &self.reading, count)) {
            Ok(open) => {
                self.open = Some(open);
                None
            }
            Err(error) => Some(self.unreadable(path, &error)),
        }
    }

    fn unreadable(&self, path: &Path, reason: &dyn std::fmt::Display) -> Record {
        let place = Place { path: path.into(), line: None, offset: 0 };
        Record::new(place, Content::Unreadable(format!("cannot be read: {reason}")), &self.reading)
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
            if let Some(failed) = self.failed.take() {
                return Some(failed);
            }
            self.failed = match self.next_file()? {
                Ok(path) => self.begin(&path, open::open(&path, &self.bytes_read)),
                Err(error) => Some(self.unreadable(error.path().unwrap_or(Path::new("")), &error)),
            };
        }
    }
}
