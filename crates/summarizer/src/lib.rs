//! Extractive summaries of news articles, with reasons.

mod algorithm;
mod article;
mod background;
mod bootstrap;
mod budget;
mod by_term;
mod discourse;
mod example;
mod explanation;
mod feature;
mod frequencies;
mod furniture;
mod keywords;
mod language;
mod lexicon;
mod passage;
mod profile;
mod reading;
mod rouge;
mod selection;
mod summarizer;
mod train;
mod vocabulary;

pub use algorithm::{Algorithm, UnknownAlgorithm};
pub use bootstrap::Interval;
pub use budget::Budget;
pub use explanation::{Choice, Explanation, Reason};
pub use feature::Feature;
pub use frequencies::Frequencies;
pub use profile::{Profile, Profiles};
pub use rouge::{Rouge, RougeScores};
pub use summarizer::Summarizer;
pub use train::Trainer;
