//! Extractive summaries of news articles, with reasons.
//!
//! A [`Summarizer`] chooses the sentences that are expected to have most in common with a summary
//! by an editor, within a [`Budget`]:
//!
//! 1. Each word of the text gets a probability that an editor would use it, from its frequency,
//!    its place, the title, names and so on ([`Feature`]); the weights are trained ([`Trainer`]).
//! 2. Sentences are chosen so that the expected F1 of the words in common is large. So nothing is
//!    said twice, and a long sentence has to be worth its length.
//! 3. A sentence that leans on the one before ("Dabei …", "Er …", reported speech without its
//!    source) brings it along or stays out. Headings, captions, credits and tweets stay out.
//!
//! Several articles on one event are not summarized together yet. Joined to one text they lose what
//! the weights live on, the place of a word in *its* article and the title above it. It takes a
//! reading of each document into one table of terms, where a word has the earliest of its places;
//! the number of documents that have a word as a [`Feature`] (the centroid of D. Radev et al.,
//! "Centroid-based summarization of multiple documents", 2004) and clusters with references to
//! weigh it by; an order of sentences across documents; and a layer that names document and
//! sentence. The choice itself stays as it is: a word is worth something once, whoever has it.
//!
//! [`Summarizer::explain`] says why each sentence is there. Other algorithms stand beside for
//! comparison ([`Algorithm`]), and [`Rouge`] measures them all.

mod algorithm;
mod article;
mod background;
mod bootstrap;
mod budget;
mod by_term;
mod coverage;
mod discourse;
mod editor;
mod evaluation;
mod exchange;
mod expectation;
mod explanation;
mod feature;
mod form;
mod frequencies;
mod furniture;
mod graph;
mod language;
mod lexicon;
mod logistic;
mod passage;
mod profile;
mod reading;
mod rouge;
mod selection;
mod summarizer;
mod terms;
mod train;
mod vocabulary;

pub use algorithm::{Algorithm, UnknownAlgorithm};
pub use bootstrap::Interval;
pub use budget::Budget;
pub use evaluation::{Evaluation, Means};
pub use explanation::{Choice, Explanation, Reason};
pub use feature::{Feature, UnknownFeature};
pub use frequencies::Frequencies;
pub use profile::{Profile, Profiles};
pub use rouge::{Rouge, RougeScores};
pub use summarizer::Summarizer;
pub use train::Trainer;
