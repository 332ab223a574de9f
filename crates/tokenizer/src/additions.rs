//! Words of the user.

use serde::Deserialize;
use thiserror::Error;

use crate::conventions::Hyphens;
use crate::exceptions::{self, ExceptionTable};

/// Words of your own, from a TOML file.
///
/// ```toml
/// hyphens = "split"                       # keep, split, split-except-prefixes
/// abbreviations = ["Landesrätin.", "BGBl."]
/// [exceptions]
/// "Yahoo!" = ["Yahoo!"]
/// "gimme" = ["gim", "me"]
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TokenizerLexicon {
    pub(crate) hyphens: Option<Hyphens>,
    pub(crate) abbreviations: Vec<String>,
    #[serde(deserialize_with = "exceptions::deserialize")]
    pub(crate) exceptions: ExceptionTable,
}

/// A lexicon that cannot be used.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// The file is no TOML, has other keys, or exceptions whose pieces do not add up to them.
    #[error("the lexicon cannot be read: {0}")]
    Syntax(#[from] toml::de::Error),
    /// The pieces of an exception do not add up to it.
    #[error("the pieces of the exception {0:?} do not add up to it, letter for letter")]
    Pieces(String),
}

impl TokenizerLexicon {
    /// Reads a lexicon from the text of a TOML file.
    ///
    /// # Errors
    /// [`LexiconError::Syntax`] if it is no TOML, has keys that are not known, or an exception
    /// whose pieces do not add up to it.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        Ok(toml::from_str(text)?)
    }
}
