//! Summarizers: satz, the first sentences as the floor, and the crates of the registry.

use std::cell::RefCell;
use std::num::NonZeroU32;

use anyhow::{Result, anyhow, bail};
use satz_driver::{Document, Language, Preset, PresetLanguage, PresetStage, Summary};
use serde::{Deserialize, Serialize};
use summary::Summarizer;

const SENTENCES: u32 = 3;

#[derive(Deserialize)]
pub struct Text {
    text: String,
    /// As satz finds them.
    sentences: Vec<String>,
}

/// Indices of sentences, or text where a tool has its own idea of a sentence.
#[derive(Serialize, Clone)]
#[serde(untagged)]
pub enum Answer {
    Sentences(Vec<u32>),
    Text(String),
}

type Summarize = Box<dyn Fn(&Text) -> Result<Answer>>;

/// What `tool` does with a text.
pub fn summarizer(tool: &str, language: Language) -> Result<Summarize> {
    match tool {
        "satz" => satz(language),
        "first sentences" => Ok(Box::new(|text| {
            let all = 0..u32::try_from(text.sentences.len())?;
            Ok(Answer::Sentences(all.take(SENTENCES as usize).collect()))
        })),
        "simple-summarize" => Ok(Box::new(simple_summarize)),
        "summary" => Ok(summary(language)),
        _ => bail!("no summarizer is called {tool}"),
    }
}

fn satz(language: Language) -> Result<Summarize> {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences, PresetStage::Summary];
    let language = PresetLanguage::Only(language);
    let pipeline = Preset { language, stages, ..Preset::default() }.pipeline()?;
    let document = RefCell::new(Document::default());
    Ok(Box::new(move |text| {
        let mut document = document.borrow_mut();
        document.reset(&text.text)?;
        pipeline.process(&mut document)?;
        Ok(Answer::Sentences(document.layer::<Summary>()?.sentences().to_vec()))
    }))
}

/// The crate takes a share of the text to cut, not a number of sentences.
fn simple_summarize(text: &Text) -> Result<Answer> {
    let kept = SENTENCES as f32 / text.sentences.len().max(1) as f32;
    let report = simple_summarize::summarize_text(&text.text, 1.0 - kept.min(1.0));
    Ok(Answer::Text(report.map_err(|error| anyhow!("{error}"))?.summary))
}

fn summary(language: Language) -> Summarize {
    let summarizer = Summarizer::new(match language {
        Language::German => summary::Language::German,
        Language::English => summary::Language::English,
    });
    let sentences = NonZeroU32::new(SENTENCES).expect("not zero");
    Box::new(move |text| {
        Ok(Answer::Text(summarizer.summarize_sentences(&text.text, sentences).join(" ")))
    })
}
