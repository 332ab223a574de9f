//! Words of the user.

use serde::Deserialize;
use thiserror::Error;

use crate::clauses::Clauses;

/// Words of your own, from a TOML file.
///
/// ```toml
/// starters = ["Mindestens"]   # words that begin a sentence behind an abbreviation or ordinal
/// titles = ["LRin."]           # abbreviations that belong to the word behind them
/// enders = ["uswf."]           # abbreviations that close an enumeration
/// clauses = "split"            # join, split: what colons and semicolons between clauses do
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SplitterLexicon {
    pub(crate) starters: Vec<String>,
    pub(crate) titles: Vec<String>,
    pub(crate) enders: Vec<String>,
    pub(crate) clauses: Option<Clauses>,
}

/// A lexicon that cannot be used.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// The file is no TOML, or has other keys.
    #[error("the lexicon cannot be read: {0}")]
    Syntax(#[from] toml::de::Error),
}

impl SplitterLexicon {
    /// Reads a lexicon from the text of a TOML file.
    ///
    /// # Errors
    /// [`LexiconError::Syntax`] if it is no TOML or has keys that are not known.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        Ok(toml::from_str(text)?)
    }
}
