//! Recycled documents, a batch at a time.

use std::mem;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use satz_core::Document;

use crate::error::OUTPUT;
use crate::pipeline::contain;
use crate::run::{Encode, RunOptions};
use crate::{DocumentError, Input, InputError, Outcome, Pipeline, RunReport, Sink};

/// Items of a corpus with their documents, in order: the unit of work of a thread.
pub(crate) struct Batch<T> {
    /// The first `len` are in use; the others wait with their buffers.
    slots: Vec<Slot<T>>,
    len: usize,
    /// Bytes of the items.
    size: usize,
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
    total: Duration,
    /// Bytes of the longest text that was in here.
    longest: usize,
}

impl<T> Default for Batch<T> {
    fn default() -> Self {
        Self { slots: Vec::new(), len: 0, size: 0 }
    }
}

impl<T: Input + Send> Batch<T> {
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Bytes of the items, about.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Takes items from `corpus` until the batch is as large as `options` allow.
    pub(crate) fn fill(
        &mut self,
        corpus: &mut impl Iterator<Item = (usize, T)>,
        options: &RunOptions,
    ) {
        (self.len, self.size) = (0, 0);
        while self.len < options.batch_documents.get() && self.size < options.batch_bytes {
            let Some((index, input)) = corpus.next() else { break };
            self.size += input.size();
            self.push(index, input);
        }
    }

    fn push(&mut self, index: usize, input: T) {
        if let Some(slot) = self.slots.get_mut(self.len) {
            (slot.index, slot.input) = (index, input);
        } else {
            let buffers = Buffers::default();
            self.slots.push(Slot { index, input, buffers, outcome: Ok(()) });
        }
        self.len += 1;
    }

    pub(crate) fn annotate(&mut self, pipeline: &Pipeline, encoder: Option<&dyn Encode>) {
        for Slot { input, buffers, outcome, .. } in &mut self.slots[..self.len] {
            *outcome = buffers.annotate(input, pipeline, encoder);
        }
    }

    /// Hands the documents to `sink`; the batch is empty afterwards.
    pub(crate) fn deliver<S: Sink<T>>(
        &mut self,
        sink: &mut S,
        report: &mut RunReport,
    ) -> Result<ControlFlow<()>, S::Error> {
        let len = mem::take(&mut self.len);
        for slot in &self.slots[..len] {
            slot.account(report);
            if sink.receive(slot.outcome())?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Gives the memory back if there were texts of more than `bytes` in the slots: a long text
    /// lands in another slot each time, and would, one after the other, inflate all of them.
    pub(crate) fn trim(&mut self, bytes: usize) {
        let held: usize = self.slots.iter().map(|slot| slot.buffers.longest).sum();
        if held > bytes {
            self.slots.clear();
        }
    }
}

impl<T: Input> Slot<T> {
    fn account(&self, report: &mut RunReport) {
        let Buffers { document, times, total, .. } = &self.buffers;
        match &self.outcome {
            Ok(()) => report.add_document(document),
            Err(_) => report.add_failure(),
        }
        report.add_times(times);
        report.add_slow(self.index, document, *total);
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
        let start = Instant::now();
        self.times.clear();
        self.encoded.clear();
        let outcome = self.run_steps(input, pipeline, encoder);
        self.total = start.elapsed();
        self.longest = self.longest.max(self.document.text().len());
        outcome
    }

    fn run_steps(
        &mut self,
        input: &impl Input,
        pipeline: &Pipeline,
        encoder: Option<&dyn Encode>,
    ) -> Result<(), DocumentError> {
        let Self { document, encoded, times, .. } = self;
        contain("input", document, |document| {
            // An item that fails early must not be taken for the one before.
            document.reset("").map_err(satz_core::StageError::new)?;
            input.load(document).map_err(InputError::into_stage_error)
        })?;
        pipeline.process_timed(document, times)?;
        contain(OUTPUT, document, |document| {
            encoder.map_or(Ok(()), |encoder| encoder.encode(document, encoded))
        })
    }
}
