//! A pipeline over a corpus: in parallel, in order, in bounded memory.

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Instant;

use rayon::ThreadPoolBuildError;
use satz_core::{Document, StageError};
use thiserror::Error;

use crate::batch::Batch;
use crate::workers::Workers;
use crate::{Input, Pipeline, RunReport, Sink};

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
    /// Items in a batch, at most. Three batches are in memory at a time.
    pub batch_documents: NonZeroUsize,
    /// Bytes in a batch, about; a larger item is a batch of its own.
    pub batch_bytes: usize,
    /// Makes the bytes that the sink receives with each document.
    pub encoder: Option<Arc<dyn Encode>>,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            batch_documents: const { NonZeroUsize::new(256).unwrap() },
            batch_bytes: 1 << 20,
            encoder: None,
        }
    }
}

impl fmt::Debug for RunOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("RunOptions");
        debug.field("threads", &self.threads).field("batch_documents", &self.batch_documents);
        debug.field("batch_bytes", &self.batch_bytes).finish_non_exhaustive()
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
    /// Items are annotated in parallel, in batches of recycled documents; meanwhile the calling
    /// thread writes the batch before and reads the one after. The corpus is never collected. An
    /// item that cannot be loaded, a stage that fails, a stage that panics: each costs its own
    /// document, which arrives as a failure in its place.
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
        C::Item: Input + Send + Sync,
        S: Sink<C::Item>,
    {
        let start = Instant::now();
        let workers = Workers::new(options.threads).map_err(RunError::Threads)?;
        let mut corpus = corpus.into_iter().enumerate().fuse();
        let mut report = RunReport::new(self.stage_names());
        let (mut done, mut current, mut next) = (Batch::new(), Batch::new(), Batch::new());
        current.fill(&mut corpus, options);
        while !(done.is_empty() && current.is_empty()) {
            let delivered = workers.run_beside(
                |spread| current.annotate(self, options.encoder.as_deref(), spread),
                || {
                    let flow = done.deliver(sink, &mut report)?;
                    if flow.is_continue() {
                        next.fill(&mut corpus, options);
                    }
                    Ok(flow)
                },
            );
            if delivered.map_err(RunError::Sink)?.is_break() {
                break;
            }
            std::mem::swap(&mut done, &mut current);
            std::mem::swap(&mut current, &mut next);
        }
        report.seconds = start.elapsed().as_secs_f64();
        Ok(report)
    }
}
