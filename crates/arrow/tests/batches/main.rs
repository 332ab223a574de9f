//! What comes of record batches: layers, failures, and how batches are cut.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod annotator;
mod common;
mod failures;
mod layers;
