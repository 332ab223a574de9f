//! The formats that annotated documents are converted between.

use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;
use satz_driver::Encode;
use satz_io::{Brat, Conllu, InputFormat, Iob2, JsonLines, Loss, SpacyJson, WebAnnotation};

use crate::annotate::settings::OutputFormat;

/// A format that is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Notation {
    /// What `satz annotate` writes: a document a line, with all layers
    Jsonl,
    /// Universal Dependencies
    Conllu,
    /// A token and its tag a line
    Iob2,
    /// Standoff: a folder with a text file and an annotation file for each document
    Brat,
    /// `Doc.to_json` of spaCy
    SpacyJson,
    /// JSON-LD of the W3C
    WebAnnotation,
    /// A table with layers as nested columns; in builds with the feature `parquet`
    Parquet,
}

impl Notation {
    /// The format that a file name stands for.
    pub(super) fn of(path: &Path) -> Option<Self> {
        match OutputFormat::of(path)? {
            OutputFormat::Jsonl => Some(Self::Jsonl),
            OutputFormat::Conllu => Some(Self::Conllu),
            OutputFormat::Iob2 => Some(Self::Iob2),
            OutputFormat::Brat => Some(Self::Brat),
            OutputFormat::SpacyJson => Some(Self::SpacyJson),
            OutputFormat::WebAnnotation => Some(Self::WebAnnotation),
            OutputFormat::Parquet => Some(Self::Parquet),
            OutputFormat::Text | OutputFormat::Sentences => None,
        }
    }

    /// How a corpus reads it; what a corpus does not know is read by [`super::ForeignFiles`] and
    /// [`super::Standoff`].
    pub(super) fn input_format(self) -> InputFormat {
        match self {
            Self::Conllu => InputFormat::Conllu,
            Self::Iob2 => InputFormat::Iob2,
            Self::Parquet => InputFormat::Parquet,
            Self::Jsonl | Self::Brat | Self::SpacyJson | Self::WebAnnotation => {
                InputFormat::JsonLines
            }
        }
    }

    /// Makes the bytes of a document; a Parquet file takes documents as they are.
    pub(super) fn encoder(self) -> Option<Arc<dyn Encode>> {
        Some(match self {
            Self::Jsonl => Arc::new(JsonLines),
            Self::Conllu => Arc::new(Conllu),
            Self::Iob2 => Arc::new(Iob2),
            Self::Brat => Arc::new(Brat),
            Self::SpacyJson => Arc::new(SpacyJson),
            Self::WebAnnotation => Arc::new(WebAnnotation),
            Self::Parquet => return None,
        })
    }

    /// Whether the layer called `layer` has a place in it.
    pub(super) fn carries(self, layer: &str) -> bool {
        match self {
            Self::Jsonl => true,
            Self::Conllu => matches!(layer, "metadata" | "tokens" | "sentences" | "entities"),
            Self::Iob2 => matches!(layer, "tokens" | "sentences" | "entities"),
            Self::Brat => matches!(layer, "metadata" | "entities"),
            Self::SpacyJson => matches!(layer, "tokens" | "sentences" | "entities" | "summary"),
            Self::WebAnnotation => matches!(layer, "metadata" | "entities"),
            Self::Parquet => {
                matches!(layer, "metadata" | "tokens" | "sentences" | "entities" | "summary")
            }
        }
    }

    /// What of these layers it does not keep in full.
    pub(super) fn losses(self) -> &'static [Loss] {
        match self {
            Self::Jsonl => &[],
            Self::Conllu => Conllu::LOSES,
            Self::Iob2 => Iob2::LOSES,
            Self::Brat => Brat::LOSES,
            Self::SpacyJson => SpacyJson::LOSES,
            Self::WebAnnotation => WebAnnotation::LOSES,
            Self::Parquet => &[Loss::Omitted],
        }
    }

    /// The layers without which there is nothing to write.
    pub(super) fn needs(self) -> &'static [&'static str] {
        match self {
            Self::Jsonl | Self::Parquet => &[],
            Self::Conllu => &["tokens", "sentences"],
            Self::Iob2 => &["tokens", "sentences", "entities"],
            Self::Brat | Self::WebAnnotation => &["entities"],
            Self::SpacyJson => &["tokens"],
        }
    }

    /// Its name on the command line.
    pub(super) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}
