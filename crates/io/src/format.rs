//! The formats of a corpus.

use std::path::Path;

/// How an input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputFormat {
    /// By the file name; a name that tells nothing leaves it to the first bytes, and what no other
    /// format claims is text.
    #[default]
    Auto,
    /// A file is a document.
    Text,
    /// A line is a document: `{"id":…,"text":…}`, or what satz itself wrote.
    JsonLines,
    /// A row of a comma-separated table is a document; the first names the columns.
    Csv,
    /// A row of a tab-separated table is a document; the first names the columns.
    Tsv,
    /// `token<TAB>tag` lines, a blank line after each sentence; tokens and sentences are given.
    Iob2,
    /// CoNLL-U of Universal Dependencies; tokens and sentences are given.
    Conllu,
    /// A row of a Parquet file is a document; needs the feature `parquet`.
    Parquet,
    /// A row of an Arrow IPC file or stream is a document; needs the feature `parquet`.
    Arrow,
}

const EXTENSIONS: [(&str, InputFormat); 13] = [
    ("txt", InputFormat::Text),
    ("jsonl", InputFormat::JsonLines),
    ("ndjson", InputFormat::JsonLines),
    ("json", InputFormat::JsonLines),
    ("csv", InputFormat::Csv),
    ("tsv", InputFormat::Tsv),
    ("iob2", InputFormat::Iob2),
    ("iob", InputFormat::Iob2),
    ("conllu", InputFormat::Conllu),
    ("parquet", InputFormat::Parquet),
    ("arrow", InputFormat::Arrow),
    ("arrows", InputFormat::Arrow),
    ("feather", InputFormat::Arrow),
];

/// What files of binary formats begin with.
const MARKS: [(&[u8], InputFormat); 3] = [
    (b"PAR1", InputFormat::Parquet),
    (b"ARROW1", InputFormat::Arrow),
    // The first message of an Arrow stream.
    (b"\xff\xff\xff\xff", InputFormat::Arrow),
];

const COMPRESSIONS: [&str; 4] = ["gz", "zst", "gzip", "zstd"];

impl InputFormat {
    /// The format that the name of `path` stands for, compression aside; `None` for names that
    /// satz does not read when it walks a folder.
    ///
    /// ```
    /// use satz_io::InputFormat;
    ///
    /// assert_eq!(InputFormat::of("a/news.jsonl.gz".as_ref()), Some(InputFormat::JsonLines));
    /// assert_eq!(InputFormat::of("a/README.md".as_ref()), None);
    /// ```
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        if COMPRESSIONS.contains(&extension.as_str()) {
            return Self::of(Path::new(path.file_stem()?));
        }
        EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
    }

    /// The format to read `path` in, when this one was asked for; `start` is what it begins with.
    pub(crate) fn resolve(self, path: &Path, start: &[u8]) -> Self {
        let of_start = || MARKS.into_iter().find(|(mark, _)| start.starts_with(mark));
        match self {
            Self::Auto => Self::of(path)
                .or_else(|| of_start().map(|(_, format)| format))
                .unwrap_or(Self::Text),
            asked => asked,
        }
    }
}
