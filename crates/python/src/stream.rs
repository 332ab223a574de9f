//! `nlp.pipe`: documents in order, annotated by threads while Python reads and writes.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::vec;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use satz_driver::Document;

use crate::document::Doc;
use crate::error::{Failure, wrong};
use crate::pipeline::Pipeline;
use crate::stage::apply_all;
use crate::text::Text;

/// While one chunk is handed out, threads find the next one waiting.
const CHUNKS: usize = 2;

/// Bytes of the texts of a chunk, about.
const CHUNK_BYTES: usize = 1 << 22;

/// What a stream does with a document that cannot be annotated.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OnError {
    Raise,
    Return,
}

/// Annotated documents, in the order of their texts.
///
/// After a document that raises, iteration can go on with the one behind it.
#[pyclass(module = "satz")]
pub(crate) struct DocStream {
    pipeline: Py<Pipeline>,
    texts: Py<PyIterator>,
    batch_size: NonZeroUsize,
    on_error: OnError,
    pool: Arc<ThreadPool>,
    /// Chunks that are being annotated, in order.
    chunks: VecDeque<JoinHandle<Chunk>>,
    /// What is left of the chunk that is being handed out.
    ready: vec::IntoIter<Result<Document, Failure>>,
    source: Source,
}

type Chunk = Vec<Result<Document, Failure>>;

/// Whether there are texts to come.
enum Source {
    Open,
    /// It raised, which is told when the documents before have been handed out.
    Failed(PyErr),
    Ended,
}

impl DocStream {
    pub(crate) fn new(
        pipeline: &Bound<'_, Pipeline>,
        texts: &Bound<'_, PyAny>,
        batch_size: NonZeroUsize,
        threads: NonZeroUsize,
        on_error: OnError,
    ) -> PyResult<Self> {
        let builder = ThreadPoolBuilder::new().num_threads(threads.get());
        let pool = builder.thread_name(|index| format!("satz-{index}")).build().map_err(wrong)?;
        Ok(Self {
            pipeline: pipeline.clone().unbind(),
            texts: texts.try_iter()?.unbind(),
            batch_size,
            on_error,
            pool: Arc::new(pool),
            chunks: VecDeque::new(),
            ready: Vec::new().into_iter(),
            source: Source::Open,
        })
    }

    /// The next document, as soon as it is there.
    fn document(&mut self, py: Python<'_>) -> PyResult<Option<Result<Document, Failure>>> {
        loop {
            if let Some(document) = self.ready.next() {
                return Ok(Some(document));
            }
            self.read_ahead(py);
            let Some(chunk) = self.chunks.pop_front() else { return self.end() };
            let documents = py.detach(|| chunk.join());
            let panicked = |_| PyRuntimeError::new_err("a thread of the stream panicked");
            self.ready = documents.map_err(panicked)?.into_iter();
        }
    }

    fn end<T>(&mut self) -> PyResult<Option<T>> {
        match std::mem::replace(&mut self.source, Source::Ended) {
            Source::Failed(error) => Err(error),
            Source::Open | Source::Ended => Ok(None),
        }
    }

    /// Sees to it that the threads have enough to do.
    fn read_ahead(&mut self, py: Python<'_>) {
        while self.chunks.len() < CHUNKS && matches!(self.source, Source::Open) {
            let texts = self.read_chunk(py);
            if !texts.is_empty() {
                self.chunks.push_back(self.annotate(texts));
            }
        }
    }

    fn read_chunk(&mut self, py: Python<'_>) -> Vec<Text> {
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        let mut texts = self.texts.bind(py).clone();
        while chunk.len() < self.batch_size.get() && bytes < CHUNK_BYTES {
            match texts.next() {
                Some(Ok(item)) => {
                    let text = Text::of_item(&item);
                    bytes += text.size();
                    chunk.push(text);
                }
                Some(Err(error)) => {
                    self.source = Source::Failed(error);
                    break;
                }
                None => {
                    self.source = Source::Ended;
                    break;
                }
            }
        }
        chunk
    }

    fn annotate(&self, texts: Vec<Text>) -> JoinHandle<Chunk> {
        let (pool, pipeline) = (Arc::clone(&self.pool), self.pipeline.get().rust());
        thread::spawn(move || {
            let texts = texts.into_par_iter();
            pool.install(|| texts.map(|text| text.annotate(&pipeline)).collect())
        })
    }

    /// The document as Python sees it, with the layers of Python's stages.
    fn deliver(&self, py: Python<'_>, document: Result<Document, Failure>) -> PyResult<Py<PyAny>> {
        let document = document.map_err(|failure| failure.raise(py))?;
        let doc = Bound::new(py, Doc::new(py, document))?;
        apply_all(self.pipeline.get().python_stages(), &doc)?;
        Ok(doc.into_any().unbind())
    }
}

#[pymethods]
impl DocStream {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let Some(document) = self.document(py)? else { return Ok(None) };
        match (self.deliver(py, document), self.on_error) {
            (Err(error), OnError::Return) if Failure::is_value_of(&error, py)? => {
                Ok(Some(error.into_value(py).into_any()))
            }
            (delivered, _) => delivered.map(Some),
        }
    }
}
