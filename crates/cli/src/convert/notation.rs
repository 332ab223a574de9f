//! The formats that annotated documents are converted between.

use std::path::Path;

use clap::ValueEnum;
use satz_driver::Encode;
use satz_io::{Brat, Conllu, InputFormat, Iob2, JsonLines, SpacyJson, WebAnnotation};

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
}

impl Notation {
    /// The format that a file name stands for.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let has = |known: &str| path.extension().is_some_and(|extension| extension == known);
        if has("jsonld") {
            return Some(Self::WebAnnotation);
        }
        if has("ann") {
            return Some(Self::Brat);
        }
        match InputFormat::of(path)? {
            InputFormat::JsonLines => Some(Self::Jsonl),
            InputFormat::Conllu => Some(Self::Conllu),
            InputFormat::Iob2 => Some(Self::Iob2),
            _ => None,
        }
    }

    /// How a corpus reads it; what a corpus does not know is read by [`super::Foreign`] and
    /// [`super::Standoff`].
    pub(super) fn input_format(self) -> InputFormat {
        match self {
            Self::Conllu => InputFormat::Conllu,
            Self::Iob2 => InputFormat::Iob2,
            Self::Jsonl | Self::Brat | Self::SpacyJson | Self::WebAnnotation => {
                InputFormat::JsonLines
            }
        }
    }

    pub(super) fn encoder(self) -> Box<dyn Encode> {
        match self {
            Self::Jsonl => Box::new(JsonLines),
            Self::Conllu => Box::new(Conllu),
            Self::Iob2 => Box::new(Iob2),
            Self::Brat => Box::new(Brat),
            Self::SpacyJson => Box::new(SpacyJson),
            Self::WebAnnotation => Box::new(WebAnnotation),
        }
    }

    /// Whether the layer called `layer` has a place in it.
    pub(super) fn carries(self, layer: &str) -> bool {
        match self {
            Self::Jsonl => true,
            Self::Conllu => matches!(layer, "metadata" | "tokens" | "sentences" | "entities"),
            Self::Iob2 => matches!(layer, "tokens" | "sentences" | "entities"),
            Self::Brat => layer == "entities",
            Self::SpacyJson => matches!(layer, "tokens" | "sentences" | "entities" | "summary"),
            Self::WebAnnotation => matches!(layer, "metadata" | "entities"),
        }
    }

    /// What of these layers it does not keep in full.
    pub(super) fn narrows(self) -> Option<&'static str> {
        match self {
            Self::Jsonl | Self::WebAnnotation => None,
            Self::Conllu => {
                Some("CoNLL-U has the id alone of the metadata, entities as whole tokens")
            }
            Self::Iob2 => Some("IOB2 has entities as whole tokens, of nested ones the outermost"),
            Self::Brat => Some("brat has no scores; the id is the name of the files"),
            Self::SpacyJson => Some(
                "spaCy has entities as whole tokens, of nested ones the outermost, and no scores",
            ),
        }
    }
}
