//! Learning from text: the lexicon of sentence starters and the boundary model.

mod boundaries;
mod starters;

pub use boundaries::{BoundaryTrainer, TrainOptions};
pub use starters::StarterCounts;
