//! A pipeline over a corpus: in parallel, in order, in bounded memory.

use std::fmt;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use rayon::ThreadPoolBuildError;
use satz_core::{Document, StageError};
use thiserror::Error;

use crate::batch::Batch;
use crate::workers::{Queue, Workers};
use crate::{Input, Pipeline, RunReport, Sink};

/// A thread whose batch is done finds another one waiting, and the batches that are done wait for
/// a slow one before them, up to this many.
const BATCHES_PER_THREAD: usize = 4;

/// Turns a document into bytes, on the worker threads; the sink only writes them.
pub trait Encode: Send + Sync {
    /// Appends `document` to `out`.
    ///
    /// # Errors
    /// [`StageError`] if the document cannot be expressed; it counts as failed then.
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError>;
}

/// How a corpus is run. None of it changes what comes out.
#[derive(Clone)]
pub struct RunOptions {
    /// Threads that annotate; by default as many as the machine has cores. With one, everything
    /// happens on the calling thread.
    pub threads: NonZeroUsize,
    /// Items in a batch, at most; a batch is what a thread works on at a time.
    pub batch_documents: NonZeroUsize,
    /// Bytes in a batch, about; a larger item is a batch of its own.
    pub batch_bytes: usize,
    /// Bytes of the items that are in memory at a time, at most, unless a single item has more.
    /// Annotations and encoded documents take up to 25 times as much.
    pub bytes_in_flight: usize,
    /// Makes the bytes that the sink receives with each document.
    pub encoder: Option<Arc<dyn Encode>>,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            batch_documents: const { NonZeroUsize::new(64).unwrap() },
            batch_bytes: 1 << 17,
            bytes_in_flight: 1 << 23,
            encoder: None,
        }
    }
}

impl RunOptions {
    /// Batches in memory, at most.
    fn batches(&self) -> usize {
        BATCHES_PER_THREAD * self.threads.get()
    }
}

impl fmt::Debug for RunOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunOptions")
            .field("threads", &self.threads)
            .field("batch_documents", &self.batch_documents)
            .field("batch_bytes", &self.batch_bytes)
            .field("bytes_in_flight", &self.bytes_in_flight)
            .finish_non_exhaustive()
    }
}

/// Why a run ended before its corpus.
#[derive(Debug, Error)]
pub enum RunError<E> {
    /// The worker threads could not be started.
    #[error("the worker threads cannot be started: {0}; ask for fewer")]
    Threads(#[source] ThreadPoolBuildError),
    /// The sink could not go on.
    #[error(transparent)]
    Sink(E),
}

impl Pipeline {
    /// Annotates every item of `corpus` and hands the documents to `sink` in the same order.
    ///
    /// Threads annotate batches of recycled documents; meanwhile the calling thread reads the
    /// batches to come and delivers those that are done. Batches that are done before their turn
    /// wait, and the reading waits for them, so that memory stays bounded. The corpus is never
    /// collected. An item that cannot be loaded, a stage that fails, a stage that panics: each
    /// costs its own document, which arrives as a failure in its place.
    ///
    /// # Errors
    /// [`RunError::Sink`] with what the sink returned, [`RunError::Threads`] if there are no
    /// threads to be had.
    pub fn run<C, S>(
        &self,
        corpus: C,
        options: &RunOptions,
        sink: &mut S,
    ) -> Result<RunReport, RunError<S::Error>>
    where
        C: IntoIterator,
        C::Item: Input + Send,
        S: Sink<C::Item>,
    {
        let start = Instant::now();
        let workers = Workers::new(options.threads).map_err(RunError::Threads)?;
        let mut report = RunReport::new(self.stage_names());
        let work = |batch: &mut Batch<_>| batch.annotate(self, options.encoder.as_deref());
        let outcome = workers.with_queue(&work, |queue| {
            let delivery = Delivery { sink, report: &mut report, options, spare: Vec::new() };
            Flow { queue, bytes: 0, delivery }.drive(corpus)
        });
        report.seconds = start.elapsed().as_secs_f64();
        outcome.map(|_| report).map_err(RunError::Sink)
    }
}

/// Batches on their way from a corpus to a sink.
struct Flow<'f, 'scope, 'a, T, S, W> {
    queue: &'f mut Queue<'scope, 'a, Batch<T>, W>,
    /// Bytes of the items in the queue.
    bytes: usize,
    delivery: Delivery<'f, T, S>,
}

impl<'scope, T, S, W> Flow<'_, 'scope, '_, T, S, W>
where
    T: Input + Send + 'scope,
    S: Sink<T>,
    W: Fn(&mut Batch<T>) + Sync,
{
    fn drive(&mut self, corpus: impl IntoIterator<Item = T>) -> Result<ControlFlow<()>, S::Error> {
        let mut corpus = corpus.into_iter().enumerate().fuse();
        loop {
            let mut batch = self.delivery.spare.pop().unwrap_or_default();
            batch.fill(&mut corpus, self.delivery.options);
            let flow = if batch.is_empty() { self.finish()? } else { self.advance(batch)? };
            if flow.is_break() {
                return Ok(flow);
            }
        }
    }

    /// Makes room for `batch`, hands it to the workers and delivers what they have done.
    fn advance(&mut self, batch: Batch<T>) -> Result<ControlFlow<()>, S::Error> {
        while !self.has_room(batch.size()) {
            if let Some(done) = self.queue.pop()
                && self.deliver(done)?.is_break()
            {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.bytes += batch.size();
        self.queue.push(batch);
        while let Some(done) = self.queue.pop_finished() {
            if self.deliver(done)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Delivers what is left; there is nothing to go on with then.
    fn finish(&mut self) -> Result<ControlFlow<()>, S::Error> {
        while let Some(done) = self.queue.pop() {
            if self.deliver(done)?.is_break() {
                break;
            }
        }
        Ok(ControlFlow::Break(()))
    }

    fn has_room(&self, size: usize) -> bool {
        let options = self.delivery.options;
        let fits = self.bytes + size <= options.bytes_in_flight;
        self.queue.len() == 0 || fits && self.queue.len() < options.batches()
    }

    fn deliver(&mut self, batch: Batch<T>) -> Result<ControlFlow<()>, S::Error> {
        self.bytes -= batch.size();
        self.delivery.deliver(batch)
    }
}

/// The end of the way: the sink, the account, and empty batches to be filled again.
struct Delivery<'d, T, S> {
    sink: &'d mut S,
    report: &'d mut RunReport,
    options: &'d RunOptions,
    spare: Vec<Batch<T>>,
}

impl<T: Input + Send, S: Sink<T>> Delivery<'_, T, S> {
    fn deliver(&mut self, mut batch: Batch<T>) -> Result<ControlFlow<()>, S::Error> {
        let flow = batch.deliver(self.sink, self.report)?;
        batch.trim(self.options.bytes_in_flight / self.options.batches());
        self.spare.push(batch);
        Ok(flow)
    }
}
