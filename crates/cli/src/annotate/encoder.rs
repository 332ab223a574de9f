//! The form in which documents are written.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use satz_driver::{Encode, OffsetUnit};
use satz_io::{
    Brat, Colour, Compression, Conllu, InputFormat, Iob2, JsonLines, JsonLinesIn, Readable,
    SentenceLines, SpacyJson, WebAnnotation,
};

use super::settings::{OffsetName, OutputFormat, OutputSettings};
use crate::exit::Usage;

/// Lines of running text are hard to read when they are longer.
const WIDEST_TEXT: usize = 100;
const USUAL_WIDTH: usize = 80;

impl OutputSettings {
    /// What was asked for, else what the name of the result stands for, else what fits its place.
    pub(super) fn format(&self) -> OutputFormat {
        let terminal = self.output.is_none() && io::stdout().is_terminal();
        let usual = if terminal { OutputFormat::Text } else { OutputFormat::Jsonl };
        self.format.or_else(|| OutputFormat::of(self.output.as_deref()?)).unwrap_or(usual)
    }

    /// Refuses a file whose name would say what it is not.
    pub(super) fn check(&self) -> Result<(), Usage> {
        let Some(path) = &self.output else { return Ok(()) };
        if self.format() == OutputFormat::Parquet && Compression::of(path) != Compression::None {
            let name = path.with_extension("");
            let advice = format!("name it {}", name.display());
            return Err(Usage(format!("Parquet is compressed inside: {advice}")));
        }
        let is_of_others = InputFormat::of(path).is_some() && OutputFormat::of(path).is_none();
        if self.format.is_some() || !is_of_others {
            return Ok(());
        }
        let (path, name) = (path.display(), path.with_extension("jsonl"));
        let advice = format!("name it {}, or give its --format", name.display());
        Err(Usage(format!("satz writes no file like {path}: {advice}")))
    }

    /// Makes the bytes of a document; a Parquet file takes documents as they are.
    pub(super) fn encoder(&self) -> Option<Arc<dyn Encode>> {
        Some(match (self.format(), self.offsets) {
            (OutputFormat::Parquet, _) => return None,
            (OutputFormat::Jsonl, OffsetName::Bytes) => Arc::new(JsonLines),
            (OutputFormat::Jsonl, OffsetName::Chars) => Arc::new(JsonLinesIn(OffsetUnit::Chars)),
            (OutputFormat::Jsonl, OffsetName::Utf16) => Arc::new(JsonLinesIn(OffsetUnit::Utf16)),
            (OutputFormat::Iob2, _) => Arc::new(Iob2),
            (OutputFormat::Conllu, _) => Arc::new(Conllu),
            (OutputFormat::Brat, _) => Arc::new(Brat),
            (OutputFormat::Sentences, _) => Arc::new(SentenceLines),
            (OutputFormat::SpacyJson, _) => Arc::new(SpacyJson),
            (OutputFormat::WebAnnotation, _) => Arc::new(WebAnnotation),
            (OutputFormat::Text, _) => Arc::new(Readable { colour: self.colour(), width: width() }),
        })
    }

    /// Colours for a terminal that has them, unless `NO_COLOR` is set.
    fn colour(&self) -> Colour {
        let choice = anstream::AutoStream::choice(&io::stdout());
        match (choice, &self.output) {
            (anstream::ColorChoice::Never, _) | (_, Some(_)) => Colour::Plain,
            _ => Colour::Ansi,
        }
    }
}

impl OutputFormat {
    /// The format that the name of a file stands for, compression aside.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        if Compression::of(path) != Compression::None {
            return Self::of(&path.with_extension(""));
        }
        match InputFormat::of(path) {
            Some(InputFormat::Text) => Some(Self::Text),
            Some(InputFormat::JsonLines) => Some(Self::Jsonl),
            Some(InputFormat::Iob2) => Some(Self::Iob2),
            Some(InputFormat::Conllu) => Some(Self::Conllu),
            Some(InputFormat::Parquet) => Some(Self::Parquet),
            Some(InputFormat::Auto | InputFormat::Csv | InputFormat::Tsv | InputFormat::Arrow) => {
                None
            }
            None if has_extension(path, "jsonld") => Some(Self::WebAnnotation),
            None if has_extension(path, "ann") => Some(Self::Brat),
            None => None,
        }
    }

    /// The end of the names of files in this format, without a dot before it.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Jsonl | Self::SpacyJson | Self::WebAnnotation => "jsonl",
            Self::Text | Self::Sentences => "txt",
            Self::Iob2 => "iob2",
            Self::Conllu => "conllu",
            Self::Brat => "ann",
            Self::Parquet => "parquet",
        }
    }
}

fn has_extension(path: &Path, name: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(name))
}

fn width() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.unwrap_or(USUAL_WIDTH).min(WIDEST_TEXT)
}
