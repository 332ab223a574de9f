//! Where annotated documents go.

use std::ops::ControlFlow;

use satz_core::Document;

use crate::DocumentError;

/// Receives the documents of a run, one after the other, in the order of the corpus.
///
/// The push model of ripgrep's searcher: the run owns the documents and recycles them, the sink
/// sees each for the length of one call. All calls come from the thread that called
/// [`Pipeline::run`](crate::Pipeline::run). For every item of the corpus there is exactly one
/// call, until one of them returns `Break` (no further call, the run ends politely) or an error
/// (no further call, the run returns it).
///
/// A closure over an [`Outcome`] is a sink:
///
/// ```
/// use std::ops::ControlFlow;
///
/// use satz_driver::{Outcome, Pipeline, RunOptions};
///
/// let mut lengths = Vec::new();
/// let mut sink = |outcome: Outcome<'_, &str>| -> Result<_, std::convert::Infallible> {
///     lengths.push(outcome.document.map_or(0, |document| document.text().len()));
///     Ok(ControlFlow::Continue(()))
/// };
/// Pipeline::default().run(["Es schneit.", "Ja."], &RunOptions::default(), &mut sink)?;
/// assert_eq!(lengths, [11, 3]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Sink<T> {
    /// Why the sink cannot go on, as when a disk is full.
    type Error;

    /// Takes what became of one item.
    ///
    /// # Errors
    /// An error ends the run.
    fn receive(&mut self, outcome: Outcome<'_, T>) -> Result<ControlFlow<()>, Self::Error>;
}

/// What became of one item of a corpus.
#[derive(Debug)]
pub struct Outcome<'a, T> {
    /// Position in the corpus, from 0.
    pub index: usize,
    /// The item itself, as the corpus gave it.
    pub input: &'a T,
    /// The annotated document, or why there is none.
    pub document: Result<&'a Document, &'a DocumentError>,
    /// What the encoder of the run made of the document; empty without one.
    pub encoded: &'a [u8],
}

impl<T, E, F> Sink<T> for F
where
    F: FnMut(Outcome<'_, T>) -> Result<ControlFlow<()>, E>,
{
    type Error = E;

    fn receive(&mut self, outcome: Outcome<'_, T>) -> Result<ControlFlow<()>, E> {
        self(outcome)
    }
}
