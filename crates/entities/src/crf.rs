//! The sequence model: a linear-chain conditional random field.
//!
//! A sentence's tags are scored by the sum of what each token says of its own tag and what each
//! pair of neighbouring tags is worth; tagging takes the best sum, training the maximum of the
//! conditional likelihood. Source: Lafferty and others, *Conditional random fields*,
//! ICML 2001; Sutton and others, *An introduction to conditional random fields*, 2012.

mod examples;
pub(crate) mod factors;
mod gradient;
pub(crate) mod marginals;
mod parameters;
pub(crate) mod steps;
pub(crate) mod trainer;
pub(crate) mod transitions;
pub(crate) mod viterbi;
