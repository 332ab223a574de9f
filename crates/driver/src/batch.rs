//! Recycled documents, a batch at a time.

use std::ops::ControlFlow;
use std::time::Duration;

use satz_core::Document;

use crate::pipeline::contain;
use crate::run::{Encode, RunOptions};
use crate::workers::Spread;
use crate::{DocumentError, Input, InputError, Outcome, Pipeline, RunReport, Sink};

/// A slot that held a longer text gives its memory back, so that the longest documents of a
/// corpus do not, one after the other, inflate every slot.
const RECYCLED_BYTES: usize = 1 << 18;

/// Items of a corpus with their documents, in order.
pub(crate) struct Batch<T> {
    /// The first `len` are in use; the others wait with their buffers.
    slots: Vec<Slot<T>>,
    len: usize,
}

/// One item and the buffers that it is annotated in.
struct Slot<T> {
    index: usize,
    input: T,
    buffers: Buffers,
    outcome: Result<(), DocumentError>,
}

#[derive(Default)]
struct Buffers {
    document: Document,
    encoded: Vec<u8>,
    times: Vec<Duration>,
}

impl<T: Input + Send> Batch<T> {
    pub(crate) fn new() -> Self {
        Self { slots: Vec::new(), len: 0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Takes items from `corpus` until the batch is as large as `options` allow.
    pub(crate) fn fill(
        &mut self,
        corpus: &mut impl Iterator<Item = (usize, T)>,
        options: &RunOptions,
    ) {
        self.len = 0;
        let mut bytes = 0;
        while self.len < options.batch_documents.get() && bytes < options.batch_bytes {
            let Some((index, input)) = corpus.next() else { break };
            bytes += input.size();
            self.push(index, input);
        }
    }

    fn push(&mut self, index: usize, input: T) {
        match self.slots.get_mut(self.len) {
            Some(slot) => (slot.index, slot.input) = (index, input),
            None => {
                self.slots.push(Slot {
                    index,
                    input,
                    buffers: Buffers::default(),
                    outcome: Ok(()),
                });
            }
        }
        self.len += 1;
    }

    pub(crate) fn annotate(
        &mut self,
        pipeline: &Pipeline,
        encoder: Option<&dyn Encode>,
        spread: Spread,
    ) {
        spread.for_each(&mut self.slots[..self.len], |slot| slot.annotate(pipeline, encoder));
    }

    /// Hands the documents to `sink`; the batch is empty afterwards.
    pub(crate) fn deliver<S: Sink<T>>(
        &mut self,
        sink: &mut S,
        report: &mut RunReport,
    ) -> Result<ControlFlow<()>, S::Error> {
        let len = std::mem::take(&mut self.len);
        for slot in &mut self.slots[..len] {
            slot.account(report);
            if sink.receive(slot.outcome())?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            slot.buffers.trim();
        }
        Ok(ControlFlow::Continue(()))
    }
}

impl<T: Input> Slot<T> {
    fn annotate(&mut self, pipeline: &Pipeline, encoder: Option<&dyn Encode>) {
        let Self { input, buffers, .. } = self;
        self.outcome = buffers.annotate(input, pipeline, encoder);
    }

    fn account(&self, report: &mut RunReport) {
        match &self.outcome {
            Ok(()) => report.add_document(&self.buffers.document),
            Err(_) => report.add_failure(),
        }
        report.add_times(&self.buffers.times);
    }

    fn outcome(&self) -> Outcome<'_, T> {
        let Buffers { document, encoded, .. } = &self.buffers;
        let document = self.outcome.as_ref().map(|()| document);
        let encoded = if document.is_ok() { encoded } else { &[][..] };
        Outcome { index: self.index, input: &self.input, document, encoded }
    }
}

impl Buffers {
    fn annotate(
        &mut self,
        input: &impl Input,
        pipeline: &Pipeline,
        encoder: Option<&dyn Encode>,
    ) -> Result<(), DocumentError> {
        let Self { document, encoded, times } = self;
        times.clear();
        encoded.clear();
        contain("input", document, |document| {
            input.load(document).map_err(InputError::into_stage_error)
        })?;
        pipeline.process_timed(document, times)?;
        contain("output", document, |document| {
            encoder.map_or(Ok(()), |encoder| encoder.encode(document, encoded))
        })
    }

    fn trim(&mut self) {
        if self.document.text().len() > RECYCLED_BYTES {
            *self = Self::default();
        }
    }
}
