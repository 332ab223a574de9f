//! The form in which documents are written.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use satz_driver::{Encode, OffsetUnit};
use satz_io::{
    Brat, Colour, Conllu, Iob2, JsonLines, JsonLinesIn, Readable, SentenceLines, SpacyJson,
    WebAnnotation,
};

use super::settings::{OffsetName, OutputFormat, OutputSettings};

/// Lines of running text are hard to read when they are longer.
const WIDEST_TEXT: usize = 100;
const USUAL_WIDTH: usize = 80;

impl OutputSettings {
    /// What was asked for, else what fits the place that the result goes to.
    pub(super) fn format(&self) -> OutputFormat {
        let terminal = self.output.is_none() && io::stdout().is_terminal();
        let usual = if terminal { OutputFormat::Text } else { OutputFormat::Jsonl };
        self.format.unwrap_or(usual)
    }

    /// Makes the bytes of a document; a Parquet file takes documents as they are.
    #[cfg_attr(
        not(feature = "parquet"),
        expect(clippy::unnecessary_wraps, reason = "only Parquet takes documents as they are")
    )]
    pub(super) fn encoder(&self) -> Option<Arc<dyn Encode>> {
        Some(match (self.format(), self.offsets) {
            #[cfg(feature = "parquet")]
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
    /// The end of the names of files in this format, without a dot before it.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Jsonl | Self::SpacyJson | Self::WebAnnotation => "jsonl",
            Self::Text | Self::Sentences => "txt",
            Self::Iob2 => "iob2",
            Self::Conllu => "conllu",
            Self::Brat => "ann",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }
}

fn width() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.unwrap_or(USUAL_WIDTH).min(WIDEST_TEXT)
}
