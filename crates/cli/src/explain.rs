//! `satz explain`: why a text was cut here, and why a sentence was chosen.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use satz_driver::summarizer::{Budget, Reason};
use satz_driver::{
    Document, Input, Language, Preset, PresetStage, SentenceSplitter, Summarizer, Tokens,
};
use satz_io::{Corpus, InputFormat, visible};

use crate::arguments::{LanguageName, count};
use crate::exit::Ending;
use crate::lexicon;

#[derive(Debug, Subcommand)]
pub(crate) enum Explain {
    /// Every place where a sentence may end, and what decided about it
    Segmentation(Texts),
    /// Every sentence of the summary, with its score and what speaks for and against it
    Summary(SummaryTexts),
}

/// The texts to explain.
#[derive(Debug, Args)]
pub(crate) struct Texts {
    /// Files, folders or `-` for standard input
    #[arg(required = true)]
    input: Vec<PathBuf>,

    /// Language of the texts; `auto` finds it out for each
    #[arg(long, value_enum, default_value_t)]
    language: LanguageName,

    /// Words of your own, a TOML file, as `satz annotate` takes it
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SummaryTexts {
    #[command(flatten)]
    texts: Texts,

    /// Sentences in a summary, at most
    #[arg(long, value_name = "N", default_value = "3", value_parser = count)]
    summary_sentences: NonZeroUsize,
}

pub(crate) fn run(explain: &Explain) -> Result<Ending> {
    match explain {
        Explain::Segmentation(texts) => for_each(texts, |document, preset, out| {
            segmentation(document, &preset.splitter_of(document), out)
        }),
        Explain::Summary(SummaryTexts { texts, summary_sentences }) => {
            let budget = Budget::Sentences(summary_sentences.get());
            for_each(texts, |document, preset, out| {
                summary(document, preset.language_of(document), budget, out)
            })
        }
    }
}

/// Annotates each text and writes what `explain` has to say of it.
fn for_each(
    texts: &Texts,
    explain: impl Fn(&Document, &Preset, &mut dyn Write) -> Result<()>,
) -> Result<Ending> {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences, PresetStage::Entities];
    let lexicon = lexicon::read(texts.lexicon.as_deref())?;
    let preset = Preset { language: texts.language.into(), stages, lexicon, ..Preset::default() };
    let pipeline = preset.pipeline()?;
    let mut out = io::stdout().lock();
    for record in Corpus::new(texts.input.clone(), InputFormat::Auto) {
        let mut document = Document::default();
        record.load(&mut document).with_context(|| record.place().to_string())?;
        pipeline.process(&mut document)?;
        writeln!(out, "{}", record.place())?;
        explain(&document, &preset, &mut out)?;
    }
    Ok(Ending::Done)
}

/// A decision a line: `split` or `join`, what decided, the text on both sides.
fn segmentation(
    document: &Document,
    splitter: &SentenceSplitter,
    out: &mut dyn Write,
) -> Result<()> {
    let (text, tokens) = (document.text(), document.layer::<Tokens>()?);
    for decision in splitter.explain(text, tokens) {
        let end = tokens.spans()[decision.end - 1].range().end;
        let (before, after) = (last_letters(&text[..end]), first_letters(&text[end..]));
        let outcome = format!("{:?}", decision.outcome).to_lowercase();
        let reason = match decision.entry(text, tokens) {
            Some(entry) => format!("{}: {entry}", decision.reason),
            None => decision.reason.to_string(),
        };
        let line = format!("  {outcome:5}  {reason:48}  {before} | {after}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

const SHOWN_LETTERS: usize = 24;

fn last_letters(text: &str) -> String {
    let start = text.char_indices().rev().nth(SHOWN_LETTERS).map_or(0, |(start, _)| start);
    on_a_line(&text[start..])
}

fn first_letters(text: &str) -> String {
    let letters: String = text.trim_start().chars().take(SHOWN_LETTERS).collect();
    on_a_line(&letters)
}

/// White space as blanks, and nothing that commands a terminal.
fn on_a_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

/// A sentence and its score, and below it a reason a line, the strongest first.
fn summary(
    document: &Document,
    language: Language,
    budget: Budget,
    out: &mut dyn Write,
) -> Result<()> {
    let summarizer = match language {
        Language::German => Summarizer::german(),
        Language::English => Summarizer::english(),
    };
    let sentences: Vec<_> = document.sentences()?.collect();
    for choice in summarizer.with_budget(budget).explain(document)?.choices {
        let text = on_a_line(sentences[choice.sentence].text());
        writeln!(out, "  {:6.3}  sentence {}: {text}", choice.score, choice.sentence)?;
        for reason in choice.reasons {
            let Reason { feature, value, contribution } = reason;
            writeln!(out, "          {contribution:+.3}  {feature} {value:.2}")?;
        }
    }
    Ok(())
}
