//! The options of a request.

use std::num::NonZeroUsize;

use satz_driver::{Language, Preset, PresetLanguage, PresetStage};

use crate::problem::Problem;

/// A summary has at most this many sentences.
const LONGEST_SUMMARY: usize = 100;

/// The options that a query or a form names, and the fields that are none, in order.
#[derive(Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) preset: Preset,
    pub(crate) others: Vec<(String, String)>,
}

impl Asked {
    /// Reads `key=value&…` (the encoding of the URL standard, section 5).
    ///
    /// The options are `language`, `stages` (separated by commas, or several times) and
    /// `summary_sentences`; what is not named is as usual.
    pub(crate) fn read(pairs: &[u8]) -> Result<Self, Problem> {
        let usual = Preset { language: PresetLanguage::Detected, ..Preset::default() };
        let mut asked = Self { preset: usual, others: Vec::new() };
        let mut stages = Vec::new();
        for (key, value) in form_urlencoded::parse(pairs) {
            match &*key {
                "language" => asked.preset.language = language(&value)?,
                "stages" => stages.extend(value.split(',').map(stage)),
                "summary_sentences" => asked.preset.summary_sentences = sentences(&value)?,
                _ => asked.others.push((key.into_owned(), value.into_owned())),
            }
        }
        if !stages.is_empty() {
            asked.preset.stages = stages.into_iter().collect::<Result<_, _>>()?;
        }
        Ok(asked)
    }

    /// Refuses fields that are no options.
    pub(crate) fn only_options(self) -> Result<Preset, Problem> {
        let options = "the options are language, stages and summary_sentences";
        match self.others.first() {
            Some((key, _)) => Err(bad(format!("`{key}` is no option: {options}"))),
            None => Ok(self.preset),
        }
    }
}

fn bad(message: String) -> Problem {
    Problem::BadRequest(message)
}

fn language(name: &str) -> Result<PresetLanguage, Problem> {
    match name {
        "auto" => Ok(PresetLanguage::Detected),
        "de" => Ok(PresetLanguage::Only(Language::German)),
        "en" => Ok(PresetLanguage::Only(Language::English)),
        _ => Err(bad(format!("language `{name}` is not auto, de or en"))),
    }
}

fn stage(name: &str) -> Result<PresetStage, Problem> {
    match name {
        "tokens" => Ok(PresetStage::Tokens),
        "sentences" => Ok(PresetStage::Sentences),
        "entities" => Ok(PresetStage::Entities),
        "summary" => Ok(PresetStage::Summary),
        _ => Err(bad(format!("stage `{name}` is not tokens, sentences, entities or summary"))),
    }
}

fn sentences(number: &str) -> Result<NonZeroUsize, Problem> {
    let number =
        number.parse().ok().filter(|number: &NonZeroUsize| number.get() <= LONGEST_SUMMARY);
    number.ok_or_else(|| bad(format!("summary_sentences is a number from 1 to {LONGEST_SUMMARY}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_the_rest_is_kept() {
        let asked = Asked::read(b"language=en&stages=tokens,sentences&stages=summary&text=a+b%21");
        let asked = asked.unwrap();
        assert_eq!(asked.preset.language, PresetLanguage::Only(Language::English));
        let stages = [PresetStage::Tokens, PresetStage::Sentences, PresetStage::Summary];
        assert_eq!(asked.preset.stages, stages);
        assert_eq!(asked.others, [("text".to_owned(), "a b!".to_owned())]);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_what_can() {
        let cases = [
            ("language=fr", "not auto, de or en"),
            ("stages=tokens,lemmas", "stage `lemmas` is not"),
            ("stages=", "stage `` is not"),
            ("summary_sentences=0", "from 1 to 100"),
            ("summary_sentences=1e9", "from 1 to 100"),
            ("sentences=2", "`sentences` is no option"),
        ];
        for (query, expected) in cases {
            let error = Asked::read(query.as_bytes()).and_then(Asked::only_options).unwrap_err();
            assert!(error.to_string().contains(expected), "{query}: {error}");
        }
    }
}
