//! Documents in several languages: which one it is, and the stage for each.

use satz_core::{Layer, Metadata, Reads, Stage, StageError};
use serde::{Deserialize, Serialize};

use crate::function_words::FunctionWords;

/// A language that the built-in stages know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// German, of Germany, Austria and Switzerland.
    #[default]
    #[serde(rename = "de")]
    German,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language of a BCP 47 tag, whatever its region.
    ///
    /// ```
    /// use satz_driver::Language;
    ///
    /// assert_eq!(Language::of_tag("de-AT"), Some(Language::German));
    /// assert_eq!(Language::of_tag("fr"), None);
    /// ```
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "de" => Some(Self::German),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// The layer `language`: what a document is written in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLanguage {
    /// German when nothing speaks for another.
    pub language: Language,
}

impl Layer for DocumentLanguage {
    const NAME: &'static str = "language";

    fn clear(&mut self) {
        self.language = Language::default();
    }
}

/// Finds the language of a document: what its metadata say, else what its letters say.
///
/// German or English: the little words of the first lines tell; where they do not, trigram
/// statistics of the crate `whatlang` over the first 300 characters, which take longer.
/// A text too short to tell is German.
///
/// # Example
/// ```
/// use satz_driver::{Document, DocumentLanguage, Language, LanguageDetector};
///
/// let mut document = Document::new("The council has not yet decided on the new bridge.")?;
/// document.apply(&LanguageDetector::default())?;
/// assert_eq!(document.layer::<DocumentLanguage>()?.language, Language::English);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct LanguageDetector {
    words: FunctionWords,
    detector: whatlang::Detector,
}

/// Enough to tell two languages apart; `whatlang` would else cost more than the tokenizer.
const DETECTED_CHARS: usize = 300;

impl Default for LanguageDetector {
    fn default() -> Self {
        let languages = vec![whatlang::Lang::Deu, whatlang::Lang::Eng];
        Self {
            words: FunctionWords::default(),
            detector: whatlang::Detector::with_allowlist(languages),
        }
    }
}

impl Stage for LanguageDetector {
    type Reads = Option<Metadata>;
    type Writes = DocumentLanguage;

    fn name(&self) -> &'static str {
        "language"
    }

    fn annotate(
        &self,
        text: &str,
        metadata: Option<&Metadata>,
        found: &mut DocumentLanguage,
    ) -> Result<(), StageError> {
        let tag = metadata.and_then(|metadata| metadata.language.as_deref());
        found.language = tag.and_then(Language::of_tag).unwrap_or_else(|| self.detect(text));
        Ok(())
    }
}

impl LanguageDetector {
    fn detect(&self, text: &str) -> Language {
        self.words.language(text).unwrap_or_else(|| self.detect_by_letters(text))
    }

    fn detect_by_letters(&self, text: &str) -> Language {
        let end = text.char_indices().nth(DETECTED_CHARS).map_or(text.len(), |(end, _)| end);
        match self.detector.detect_lang(&text[..end]) {
            Some(whatlang::Lang::Eng) => Language::English,
            _ => Language::German,
        }
    }
}

/// One stage for each language; the layer `language` chooses.
///
/// # Example
/// ```
/// use satz_driver::{ByLanguage, LanguageDetector, Pipeline, Tokenizer};
///
/// let tokenizer = ByLanguage { german: Tokenizer::german(), english: Tokenizer::english() };
/// let pipeline =
///     Pipeline::builder().stage(LanguageDetector::default()).stage(tokenizer).build()?;
/// # Ok::<(), satz_driver::BuildError>(())
/// ```
#[derive(Debug, Clone)]
pub struct ByLanguage<S> {
    /// For German documents; its name is the name of both.
    pub german: S,
    /// For English documents.
    pub english: S,
}

impl<S: Stage> Stage for ByLanguage<S> {
    type Reads = (DocumentLanguage, S::Reads);
    type Writes = S::Writes;

    fn name(&self) -> &str {
        self.german.name()
    }

    fn annotate(
        &self,
        text: &str,
        (document, reads): (&DocumentLanguage, <S::Reads as Reads>::Refs<'_>),
        writes: &mut S::Writes,
    ) -> Result<(), StageError> {
        match document.language {
            Language::German => self.german.annotate(text, reads, writes),
            Language::English => self.english.annotate(text, reads, writes),
        }
    }
}

#[cfg(test)]
mod tests {
    use satz_core::Document;

    use super::*;

    #[test]
    fn metadata_come_before_letters() {
        let cases = [
            ("Der Gemeinderat hat noch nicht entschieden.", None, Language::German),
            ("The council has not decided yet.", None, Language::English),
            ("The council has not decided yet.", Some("de"), Language::German),
            ("The council has not decided yet.", Some("la"), Language::English),
            ("", None, Language::German),
        ];
        for (text, tag, expected) in cases {
            let mut document = Document::new(text).unwrap();
            let language = tag.map(ToOwned::to_owned);
            document.insert(Metadata { language, ..Metadata::default() }).unwrap();
            document.apply(&LanguageDetector::default()).unwrap();
            let found = document.layer::<DocumentLanguage>().unwrap().language;
            assert_eq!(found, expected, "{text:?} {tag:?}");
        }
    }
}
