//! `satz annotate` on whole corpora: nothing is lost, nothing is overwritten, nothing is in the way.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod account;
mod formats;
mod gazetteer;
#[cfg(unix)]
mod manners;
#[cfg(unix)]
mod resume;
mod workshop;
