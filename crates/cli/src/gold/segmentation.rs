//! Texts whose tokens and sentences are known.

use std::path::Path;

use anyhow::{Context, Result, bail};
use satz_driver::sentences::Segmentation;
use satz_driver::{Document, Input, Sentences, Span, Tokens};
use satz_io::{Corpus, InputFormat, Record};
use serde::Deserialize;

/// A text with the spans that a reader set.
pub(crate) struct Gold {
    pub(crate) text: String,
    pub(crate) spans: Spans,
}

pub(crate) struct Spans {
    tokens: Option<Vec<Span>>,
    pub(crate) sentences: Vec<Span>,
}

impl Spans {
    pub(crate) fn of(document: &Document) -> Result<Self> {
        let tokens = document.layer::<Tokens>()?;
        let sentences = document.layer::<Sentences>()?;
        let sentences = (0..sentences.len()).map(|index| sentences.span(index, tokens)).collect();
        Ok(Self { tokens: Some(tokens.spans().to_vec()), sentences })
    }

    pub(crate) fn view(&self) -> Segmentation<'_> {
        Segmentation { tokens: self.tokens.as_deref(), sentences: &self.sentences }
    }
}

/// The documents of a file: CoNLL-U, or JSON lines with `text`, `sentences` and perhaps `tokens`.
pub(crate) fn read(path: &Path) -> Result<Vec<Gold>> {
    match InputFormat::of(path) {
        Some(InputFormat::Conllu) => {
            let corpus = Corpus::new([path.to_owned()], InputFormat::Conllu);
            corpus.map(|record| given(&record)).collect()
        }
        Some(InputFormat::JsonLines) => {
            let lines = std::fs::read_to_string(path);
            let lines = lines.with_context(|| format!("cannot read {}", path.display()))?;
            lines.lines().filter(|line| !line.is_empty()).map(gold_of_line).collect()
        }
        _ => bail!("{} is neither CoNLL-U nor JSON lines, by its name", path.display()),
    }
}

/// A document that brings its tokens and sentences along.
fn given(record: &Record) -> Result<Gold> {
    let mut document = Document::default();
    record.load(&mut document).with_context(|| record.place().to_string())?;
    Ok(Gold { spans: Spans::of(&document)?, text: document.text().to_owned() })
}

#[derive(Deserialize)]
struct GoldLine {
    text: String,
    #[serde(default)]
    tokens: Option<Vec<Pair>>,
    sentences: Vec<Pair>,
}

/// Start and end in code points.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a span is [start, end] or an object with start and end")]
enum Pair {
    Named { start: usize, end: usize },
    List(usize, usize),
}

fn gold_of_line(line: &str) -> Result<Gold> {
    let GoldLine { text, tokens, sentences } = serde_json::from_str(line)?;
    let offsets: Vec<_> =
        text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
    let spans = |pairs: Vec<Pair>| pairs.iter().map(|pair| pair.span(&offsets)).collect();
    let spans = Spans { tokens: tokens.map(&spans).transpose()?, sentences: spans(sentences)? };
    Ok(Gold { text, spans })
}

impl Pair {
    fn span(&self, offsets: &[usize]) -> Result<Span> {
        let (&Self::List(start, end) | &Self::Named { start, end }) = self;
        let byte = |char: usize| {
            let offset = offsets.get(char).with_context(|| format!("{char} is behind the text"))?;
            Ok::<_, anyhow::Error>(u32::try_from(*offset)?)
        };
        Ok(Span::try_new(byte(start)?, byte(end)?)?)
    }
}
