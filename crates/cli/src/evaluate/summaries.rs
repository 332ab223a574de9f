//! `satz evaluate summaries`

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use satz_driver::summarizer::{Algorithm, Budget, Evaluation, Interval, Rouge};
use satz_driver::{Document, Language, Metadata, Preset, PresetLanguage, PresetStage, Summarizer};
use serde::Deserialize;

use super::LanguageName;
use crate::exit::Ending;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// JSON lines with `text`, `summary` (a text or a list of texts) and perhaps `title`
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,

    /// Language of the texts
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// Sentences in a summary, and in the lead that it is compared with
    #[arg(long, value_name = "N", default_value = "3")]
    sentences: NonZeroUsize,
}

pub(crate) fn run(options: &Options) -> Result<Ending> {
    let gold = gold_documents(&options.gold)?;
    let mut documents = annotated(&gold, options.language.into())?;
    let mut out = io::stdout().lock();
    writeln!(out, "ROUGE F1 over Unicode words, without stemming; in brackets 95 % intervals")?;
    writeln!(out, "{:9} ROUGE-1  ROUGE-2  ROUGE-L  gain over lead", "")?;
    for algorithm in Algorithm::ALL {
        let summarizer = summarizer(options, algorithm);
        let mut evaluation = Evaluation::new(Rouge::default(), options.sentences.get());
        for (document, gold) in documents.iter_mut().zip(&gold) {
            document.apply(&summarizer)?;
            evaluation.add(document, &gold.references())?;
        }
        row(algorithm, &evaluation, &mut out)?;
    }
    Ok(Ending::Done)
}

fn summarizer(options: &Options, algorithm: Algorithm) -> Summarizer {
    let summarizer = match options.language {
        LanguageName::De => Summarizer::german(),
        LanguageName::En => Summarizer::english(),
    };
    summarizer.budget(Budget::Sentences(options.sentences.get())).algorithm(algorithm)
}

fn row(algorithm: Algorithm, evaluation: &Evaluation, out: &mut impl Write) -> io::Result<()> {
    let means = evaluation.summaries();
    let [one, two, longest] = [means.one, means.two, means.longest].map(|interval| interval.mean);
    let Interval { mean, low, high } = evaluation.gain();
    writeln!(
        out,
        "{:9} {one:7.2}  {two:7.2}  {longest:7.2}  {mean:+.2} [{low:+.2}, {high:+.2}]",
        algorithm.name()
    )
}

#[derive(Deserialize)]
struct Gold {
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

impl Gold {
    fn references(&self) -> Vec<&str> {
        match &self.summary {
            References::One(reference) => vec![reference],
            References::Many(references) => references.iter().map(String::as_str).collect(),
        }
    }
}

fn gold_documents(path: &Path) -> Result<Vec<Gold>> {
    let cannot_read = || format!("cannot read {}", path.display());
    let lines = BufReader::new(File::open(path).with_context(cannot_read)?).lines();
    lines
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_>>()
        .with_context(cannot_read)
}

/// The documents with everything that a summarizer reads.
fn annotated(gold: &[Gold], language: Language) -> Result<Vec<Document>> {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences, PresetStage::Entities];
    let language = PresetLanguage::Only(language);
    let pipeline = Preset { language, stages, ..Preset::default() }.pipeline()?;
    let annotate = |gold: &Gold| {
        let mut document = Document::new(gold.text.as_str())?;
        document.insert(Metadata { title: gold.title.clone(), ..Metadata::default() })?;
        pipeline.process(&mut document)?;
        Ok(document)
    };
    gold.iter().map(annotate).collect()
}
