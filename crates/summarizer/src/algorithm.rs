//! The algorithms side by side.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// How sentences are chosen.
///
/// [`Algorithm::Trained`] is the one to use; the others are here to be compared with, each as its
/// paper has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Algorithm {
    /// A linear model over [features](crate::Feature), with discourse repair.
    #[default]
    Trained,
    /// The first sentences: the opponent to beat in news.
    Lead,
}

impl Algorithm {
    /// All algorithms.
    pub const ALL: [Self; 2] = [Self::Trained, Self::Lead];

    /// Its name on a command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trained => "trained",
            Self::Lead => "lead",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no algorithm's.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no algorithm `{name}`: take `trained` or `lead`")]
pub struct UnknownAlgorithm {
    name: String,
}

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    fn from_str(name: &str) -> Result<Self, UnknownAlgorithm> {
        let found = Self::ALL.into_iter().find(|algorithm| algorithm.name() == name);
        found.ok_or_else(|| UnknownAlgorithm { name: name.to_owned() })
    }
}
