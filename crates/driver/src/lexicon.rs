//! Words of the user, for the stages that take some.

use satz_sentences::SplitterLexicon;
use satz_tokenizer::TokenizerLexicon;
use serde::Deserialize;
use thiserror::Error;

/// Words of your own for a [`Preset`](crate::Preset), whatever the language of a document.
///
/// In TOML, with a table for each stage:
///
/// ```toml
/// [tokens]                          # see TokenizerLexicon
/// abbreviations = ["BGBl."]
/// exceptions = { "Yahoo!" = ["Yahoo!"] }
///
/// [sentences]                       # see SplitterLexicon
/// titles = ["LRin."]
/// clauses = "split"
/// ```
///
/// # Example
/// ```
/// use satz_driver::{Document, Lexicon, Preset};
///
/// let lexicon = Lexicon::from_toml(r#"tokens.exceptions = { "Wien!" = ["Wien!"] }"#)?;
/// let mut document = Document::new("Sie kauft bei Wien! ein.")?;
/// Preset { lexicon, ..Preset::default() }.pipeline()?.process(&mut document)?;
/// assert_eq!(document.sentences()?.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lexicon {
    /// For the [`Tokenizer`](crate::Tokenizer).
    pub tokens: TokenizerLexicon,
    /// For the [`SentenceSplitter`](crate::SentenceSplitter).
    pub sentences: SplitterLexicon,
}

/// A lexicon that cannot be used: it is no TOML, has other keys, or an exception whose pieces do
/// not add up to it.
#[derive(Debug, Error)]
#[error("the lexicon cannot be read: {0}")]
pub struct LexiconError(#[from] toml::de::Error);

impl Lexicon {
    /// Reads a lexicon from the text of a TOML file.
    ///
    /// # Errors
    /// [`LexiconError`] if it cannot be used.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        Ok(toml::from_str(text)?)
    }
}
