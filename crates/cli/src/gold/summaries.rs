//! Articles with summaries by editors.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use satz_driver::{Document, Language, Metadata, Preset, PresetLanguage, PresetStage};
use serde::Deserialize;

/// An article with everything that a summarizer reads, and its summaries.
pub(crate) struct Gold {
    pub(crate) document: Document,
    references: Vec<String>,
}

impl Gold {
    pub(crate) fn references(&self) -> Vec<&str> {
        self.references.iter().map(String::as_str).collect()
    }
}

/// The articles of files of JSON lines with `text`, `summary` and perhaps `title`.
pub(crate) fn read(paths: &[PathBuf], language: Language) -> Result<Vec<Gold>> {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences, PresetStage::Entities];
    let language = PresetLanguage::Only(language);
    let pipeline = Preset { language, stages, ..Preset::default() }.pipeline()?;
    let mut articles = Vec::new();
    for path in paths {
        for Line { text, title, summary } in lines(path)? {
            let mut document = Document::new(text.as_str())?;
            document.insert(Metadata { title, ..Metadata::default() })?;
            pipeline.process(&mut document)?;
            articles.push(Gold { document, references: summary.into() });
        }
    }
    Ok(articles)
}

fn lines(path: &Path) -> Result<Vec<Line>> {
    let cannot_read = || format!("cannot read {}", path.display());
    let lines = BufReader::new(File::open(path).with_context(cannot_read)?).lines();
    lines
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_>>()
        .with_context(cannot_read)
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    title: Option<String>,
    summary: References,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a summary is a text or a list of texts")]
enum References {
    One(String),
    Many(Vec<String>),
}

impl From<References> for Vec<String> {
    fn from(references: References) -> Self {
        match references {
            References::One(reference) => vec![reference],
            References::Many(references) => references,
        }
    }
}
