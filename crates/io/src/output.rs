//! Encoded documents into a stream.

use std::io::{self, Write};
use std::ops::ControlFlow;

use satz_driver::{DocumentError, Outcome, Sink};

use crate::{Place, Record};

/// Writes what the encoder of a run made, in order, and reports failed documents.
pub struct Output<W, F> {
    writer: W,
    on_failure: F,
}

impl<W: Write, F: FnMut(&Place, &DocumentError)> Output<W, F> {
    /// Writes to `writer`; `on_failure` is told of every document that has no output.
    pub fn new(writer: W, on_failure: F) -> Self {
        Self { writer, on_failure }
    }
}

impl<W: Write, F: FnMut(&Place, &DocumentError)> Sink<Record> for Output<W, F> {
    type Error = io::Error;

    fn receive(&mut self, outcome: Outcome<'_, Record>) -> io::Result<ControlFlow<()>> {
        match outcome.document {
            Ok(_) => self.writer.write_all(outcome.encoded)?,
            Err(error) => (self.on_failure)(outcome.input.place(), error),
        }
        Ok(ControlFlow::Continue(()))
    }
}
