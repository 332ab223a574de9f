//! Data with known answers, to learn from and to measure by.

pub(crate) mod segmentation;
pub(crate) mod summaries;
