//! `satz evaluate segmentation`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use satz_driver::sentences::{Segmentation, SegmentationScore};
use satz_driver::tokenizer::Hyphens;
use satz_driver::{
    Counts, Document, Input, Pipeline, SentenceSplitter, Sentences, Span, Tokenizer, Tokens,
};
use satz_io::{Corpus, InputFormat};
use serde::Deserialize;

use super::LanguageName;
use crate::exit::Ending;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// CoNLL-U; or JSON lines with `text`, `sentences` and perhaps `tokens` as [start, end] pairs
    /// or objects with `start` and `end`, in code points
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,

    /// Language of the texts
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// What becomes of hyphens inside words; Universal Dependencies split German compounds
    #[arg(long, value_enum, default_value_t)]
    hyphens: HyphensName,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum HyphensName {
    /// As the language has it
    #[default]
    Usual,
    Split,
    Keep,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let pipeline = pipeline(options)?;
    let mut score = SegmentationScore::default();
    for gold in gold_documents(&options.gold)? {
        let mut document = Document::new(gold.text.as_str())?;
        pipeline.process(&mut document)?;
        let predicted = Spans::of(&document)?;
        score.add(&gold.text, gold.spans.view(), predicted.view());
    }
    report(&score)?;
    Ok(Ending::Done)
}

fn pipeline(options: &Options) -> Result<Pipeline> {
    let (tokenizer, splitter) = match options.language {
        LanguageName::De => (Tokenizer::german(), SentenceSplitter::german()),
        LanguageName::En => (Tokenizer::english(), SentenceSplitter::english()),
    };
    let tokenizer = match options.hyphens {
        HyphensName::Usual => tokenizer,
        HyphensName::Split => tokenizer.with_hyphens(Hyphens::Split),
        HyphensName::Keep => tokenizer.with_hyphens(Hyphens::Keep),
    };
    Ok(Pipeline::builder().stage(tokenizer).stage(splitter).build()?)
}

fn report(score: &SegmentationScore) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{:18} precision  recall      F1    right  predicted  gold", "")?;
    let rows = [
        ("tokens", score.tokens),
        ("sentences", score.sentences),
        ("boundaries inside", score.boundaries),
    ];
    rows.into_iter().try_for_each(|(name, counts)| row(&mut out, name, counts))
}

fn row(out: &mut impl Write, name: &str, counts: Counts) -> io::Result<()> {
    let Counts { right, predicted, gold } = counts;
    let [precision, recall, f1] = [counts.precision(), counts.recall(), counts.f1()];
    writeln!(
        out,
        "{name:18} {precision:9.2}  {recall:6.2}  {f1:6.2}  {right:7}  {predicted:9}  {gold}"
    )
}

/// A text with the spans that a reader set.
struct Gold {
    text: String,
    spans: Spans,
}

struct Spans {
    tokens: Option<Vec<Span>>,
    sentences: Vec<Span>,
}

impl Spans {
    fn of(document: &Document) -> Result<Self> {
        let tokens = document.layer::<Tokens>()?;
        let sentences = document.layer::<Sentences>()?;
        let sentences = (0..sentences.len()).map(|index| sentences.span(index, tokens)).collect();
        Ok(Self { tokens: Some(tokens.spans().to_vec()), sentences })
    }

    fn view(&self) -> Segmentation<'_> {
        Segmentation { tokens: self.tokens.as_deref(), sentences: &self.sentences }
    }
}

fn gold_documents(path: &Path) -> Result<Vec<Gold>> {
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
fn given(record: &impl Input) -> Result<Gold> {
    let mut document = Document::default();
    record.load(&mut document)?;
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
