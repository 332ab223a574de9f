//! What the benches share: the texts, the floors, and how a stage is timed and its answer checked.

pub mod answer;
pub mod floor;
pub mod growth;
pub mod instructions;
pub mod plot;
pub mod sample;
pub mod stage;
pub mod workload;

pub use answer::{annotated, checksum};
pub use sample::{Sample, articles, samples};
