//! Satz as a tagger of given tokens, with its built-in model.

use anyhow::{Result, ensure};
use satz_driver::{EntityRecognizer, Language};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Sentence {
    tokens: Vec<String>,
}

/// What `tool` does with a sentence.
pub fn tagger(
    tool: &str,
    language: Language,
) -> Result<impl Fn(&Sentence) -> Result<Vec<String>> + use<>> {
    ensure!(tool == "satz", "no tagger is called {tool}");
    let recognizer = match language {
        Language::German => EntityRecognizer::german(),
        Language::English => EntityRecognizer::english(),
    };
    Ok(move |sentence: &Sentence| {
        Ok(recognizer.tag(&sentence.tokens).into_iter().map(str::to_owned).collect())
    })
}
