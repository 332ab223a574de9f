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
    /// Centrality in the graph of similar sentences: G. Erkan and D. Radev, "`LexRank`:
    /// Graph-based lexical centrality as salience in text summarization" (JAIR 22, 2004).
    LexRank,
    /// The same walk over BM25 similarity: F. Barrios et al., "Variations of the similarity
    /// function of `TextRank` for automated summarization" (2016).
    TextRank,
}

impl Algorithm {
    /// All algorithms.
    pub const ALL: [Self; 4] = [Self::Trained, Self::Lead, Self::LexRank, Self::TextRank];

    /// Its name on a command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trained => "trained",
            Self::Lead => "lead",
            Self::LexRank => "lexrank",
            Self::TextRank => "textrank",
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
#[error("there is no algorithm `{name}`: take `trained`, `lead`, `lexrank` or `textrank`")]
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
