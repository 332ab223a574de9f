//! Named entity recognition for German and English news.
//!
//! [`EntityRecognizer`] is the stage: it reads tokens and sentences and writes entities. Its
//! models are built in; [`train`] makes others from any IOB2 data, and [`Evaluation`] measures
//! them.
//!
//! The model is a linear-chain conditional random field (Lafferty and others, ICML 2001) over the
//! spelling of words, their clusters and lists of names (Ratinov and Roth, `CoNLL` 2009). What a
//! word form adds to the scores around it depends on the form alone, so it is computed once for
//! each form; a token then costs a few vector additions and its share of the best-path search.
//!
//! # Example
//! ```
//! use satz_entities::EntityRecognizer;
//!
//! let recognizer = EntityRecognizer::german();
//! let tags = recognizer.tag(&["Die", "ÖVP", "tagt", "in", "Salzburg", "."]);
//! assert_eq!(tags, ["O", "B-ORG", "O", "O", "B-LOC", "O"]);
//! ```
//!
//! # Train a model
//! Sentences come in two columns, token and tag, with an empty line after each:
//!
//! ```
//! use satz_entities::{EntityRecognizer, Lexicon, TrainingOptions, iob2, train};
//!
//! let rulings = "Das\tO\nOLG\tB-COURT\nWien\tI-COURT\nhob\tO\ndas\tO\nUrteil\tO\nauf\tO\n";
//! let sentences = iob2::read(rulings.as_bytes())?;
//! let lexicon = Lexicon::read("Wien\tcity\nOLG\tcourt\n".as_bytes())?;
//! let options = TrainingOptions { rarest: 1, ..TrainingOptions::default() };
//! let model = train(&sentences, &sentences, vec![lexicon], &options, |_| ())?;
//! let mut file = Vec::new();
//! model.write(&mut file)?;
//! let recognizer = EntityRecognizer::from_model(satz_entities::Model::from_bytes(&file)?);
//! assert_eq!(recognizer.tag(&["OLG", "Wien"]), ["B-COURT", "I-COURT"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calculator;
mod columns;
mod compounds;
mod confidence;
mod consistency;
mod crf;
mod cues;
mod evaluate;
mod features;
mod gazetteer;
pub mod germeval;
pub mod iob2;
mod key;
mod key_index;
mod lexicon;
mod memory;
mod model;
mod network;
mod packing;
mod pages;
mod pairs;
mod recognizer;
mod reliability;
mod scorer;
pub mod shape;
mod tags;
#[cfg(test)]
mod testing;
mod train;
mod weights;
mod wire;
mod word_cache;

pub use evaluate::{Evaluation, spans};
pub use gazetteer::{Gazetteer, GazetteerBuilder, GazetteerError, Overlay};
pub use iob2::TaggedSentence;
pub use lexicon::{Lexicon, LexiconError};
pub use model::{Model, ModelError};
pub use recognizer::EntityRecognizer;
pub use reliability::{Bin, Reliability};
pub use tags::{MAX_TAGS, OUTSIDE, TagId, TagSet};
pub use train::{Epoch, TrainingError, TrainingOptions, train};
