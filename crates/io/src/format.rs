//! The formats of a corpus.

use std::path::Path;

/// How an input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputFormat {
    /// By the file name; what no other format claims is text.
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
}

const EXTENSIONS: [(&str, InputFormat); 9] = [
    ("txt", InputFormat::Text),
    ("jsonl", InputFormat::JsonLines),
    ("ndjson", InputFormat::JsonLines),
    ("json", InputFormat::JsonLines),
    ("csv", InputFormat::Csv),
    ("tsv", InputFormat::Tsv),
    ("iob2", InputFormat::Iob2),
    ("iob", InputFormat::Iob2),
    ("conllu", InputFormat::Conllu),
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

    /// The format to read `path` in, when this one was asked for.
    pub(crate) fn resolve(self, path: &Path) -> Self {
        match self {
            Self::Auto => Self::of(path).unwrap_or(Self::Text),
            asked => asked,
        }
    }
}
