//! `satz.Pipeline`

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_arrow::input::AnyRecordBatch;
use satz_arrow::{Annotator, ArrowOptions};
use satz_driver::{OffsetUnit, RunOptions};

use crate::arrow::ArrowStream;
use crate::configuration::{Configuration, all_stages, named};
use crate::document::Doc;
use crate::error::wrong;
use crate::stage::{PythonStage, apply_all};
use crate::stream::{DocStream, OnError};
use crate::text::Text;

/// Stages in a row, with their models.
///
/// It is immutable, and threads can share it. A pickle of it has the configuration and not the
/// models, which the other side has in its own package.
#[pyclass(frozen, module = "satz")]
pub(crate) struct Pipeline {
    configuration: Configuration,
    stages: Arc<satz_driver::Pipeline>,
    python_stages: Vec<PythonStage>,
}

const UNITS: [(&str, OffsetUnit); 3] =
    [("bytes", OffsetUnit::Bytes), ("chars", OffsetUnit::Chars), ("utf16", OffsetUnit::Utf16)];

const ON_ERROR: [(&str, OnError); 2] = [("raise", OnError::Raise), ("return", OnError::Return)];

impl Pipeline {
    fn of(configuration: Configuration, python_stages: Vec<PythonStage>) -> PyResult<Self> {
        let stages = Arc::new(configuration.pipeline()?);
        Ok(Self { configuration, stages, python_stages })
    }

    /// The built-in stages.
    pub(crate) fn rust(&self) -> Arc<satz_driver::Pipeline> {
        Arc::clone(&self.stages)
    }

    pub(crate) fn python_stages(&self) -> &[PythonStage] {
        &self.python_stages
    }
}

#[pymethods]
impl Pipeline {
    /// A pipeline of built-in stages.
    ///
    /// `language` is `de`, `en`, or `auto`, which tells the two apart document by document.
    /// `stages` are some of `tokens`, `sentences`, `entities`, `summary`; by default all.
    /// `summary_sentences` is the length of a summary, at most.
    ///
    /// `lexicon` is a TOML file with words of your own. `entity_model` is `fast`, `accurate`
    /// (German; more names right, at a twentieth of the speed), or a model that `satz train entities`
    /// made. `gazetteers` are lists of names: name, label and, if there is one, id, with tabs between
    /// or as JSON lines (`.jsonl`); where a name shares text with an entity of the model it wins,
    /// unless it is a part of a longer one. Paths travel with a pickle, as they are; the files do not.
    ///
    /// Raises `ValueError` for another name, if a stage lacks the one whose layer it reads, and if
    /// a file is not what it should be; `OSError` if it cannot be read.
    #[new]
    #[pyo3(signature = (language="de", *, stages=None, summary_sentences=3, lexicon=None, entity_model=None, gazetteers=Vec::new()))]
    fn new(
        language: &str,
        stages: Option<Vec<String>>,
        summary_sentences: usize,
        lexicon: Option<PathBuf>,
        entity_model: Option<PathBuf>,
        gazetteers: Vec<PathBuf>,
    ) -> PyResult<Self> {
        let stages = stages.unwrap_or_else(all_stages);
        let language = language.to_owned();
        let configuration = Configuration {
            language,
            stages,
            summary_sentences,
            lexicon,
            entity_model,
            gazetteers,
        };
        Self::of(configuration, Vec::new())
    }

    /// Annotates one text.
    ///
    /// Raises `DocumentError`, with the document and the stage, if that fails.
    #[pyo3(signature = (text, *, id=None))]
    fn __call__(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        id: Option<String>,
    ) -> PyResult<Py<Doc>> {
        let text = Text::new(text, id);
        let document = py.detach(|| text.annotate(&self.stages));
        let document = document.map_err(|failure| failure.raise(py))?;
        let doc = Bound::new(py, Doc::new(py, document))?;
        apply_all(&self.python_stages, &doc)?;
        Ok(doc.unbind())
    }

    /// Annotates texts, or pairs of id and text, on `threads` threads, in order.
    ///
    /// It reads three times `batch_size` texts ahead, at most; the texts are never collected. By
    /// default there are as many threads as the machine has cores. A document that cannot be
    /// annotated raises `DocumentError` in its place; with `on_error="return"` that error is the item.
    #[pyo3(signature = (texts, *, batch_size=const { NonZeroUsize::new(256).unwrap() }, threads=None, on_error="raise"))]
    fn pipe(
        slf: &Bound<'_, Self>,
        texts: &Bound<'_, PyAny>,
        batch_size: NonZeroUsize,
        threads: Option<NonZeroUsize>,
        on_error: &str,
    ) -> PyResult<DocStream> {
        let threads = threads.unwrap_or(RunOptions::default().threads);
        DocStream::new(slf, texts, batch_size, threads, named(on_error, &ON_ERROR)?)
    }

    /// Annotates the column `text_col` of anything that speaks Arrow: a table or record batch of
    /// pyarrow, a Polars frame, a `DuckDB` relation.
    ///
    /// Gives a stream of batches with the columns `id_col`, `tokens`, `sentences`, `entities`,
    /// `summary` and `error`, a row for each row. `offsets` count `chars`, `bytes` or `utf16`
    /// units. A document that cannot be annotated has null for its layers and says why in `error`.
    ///
    /// Raises `ValueError` if a column is missing, and for stages written in Python, whose layers
    /// have no column.
    #[pyo3(signature = (data, *, text_col="text", id_col="id", offsets="chars", threads=None))]
    fn annotate_arrow(
        &self,
        data: AnyRecordBatch,
        text_col: &str,
        id_col: Option<&str>,
        offsets: &str,
        threads: Option<NonZeroUsize>,
    ) -> PyResult<ArrowStream> {
        if let Some(stage) = self.python_stages.first() {
            return Err(wrong(format!("there is no column for stage `{}`: use pipe", stage.name)));
        }
        let (text, defaults) = (text_col.to_owned(), ArrowOptions::default());
        let (offsets, threads) = (named(offsets, &UNITS)?, threads.unwrap_or(defaults.threads));
        let id = id_col.map(str::to_owned);
        let options = ArrowOptions { text, id, offsets, threads, ..defaults };
        ArrowStream::new(Annotator::new(self.rust(), options), data.into_reader()?)
    }

    /// This pipeline, with a stage written in Python behind it.
    ///
    /// `stage` is called with each document; what it returns is `doc.layers[name]`. What it raises
    /// is the cause of a `DocumentError`.
    ///
    /// Raises `ValueError` if there is a stage of that name.
    fn with_stage(&self, py: Python<'_>, name: String, stage: Py<PyAny>) -> PyResult<Self> {
        if self.stages().contains(&name) {
            return Err(wrong(format!("two stages would be called `{name}`: name it otherwise")));
        }
        let mut python_stages: Vec<_> =
            self.python_stages.iter().map(|stage| stage.clone_ref(py)).collect();
        python_stages.push(PythonStage { name, function: stage });
        Ok(Self { configuration: self.configuration.clone(), stages: self.rust(), python_stages })
    }

    /// The language: `de`, `en` or `auto`.
    #[getter]
    fn language(&self) -> &str {
        &self.configuration.language
    }

    /// Names of the stages, in order.
    #[getter]
    fn stages(&self) -> Vec<String> {
        let own = self.python_stages.iter().map(|stage| &stage.name);
        self.configuration.stages.iter().chain(own).cloned().collect()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Restored<'py>)> {
        let python_stages = PyDict::new(py);
        for stage in &self.python_stages {
            python_stages.set_item(&stage.name, &stage.function)?;
        }
        let restore = py.import("satz._satz")?.getattr("restore")?;
        Ok((restore, (self.configuration.clone(), python_stages)))
    }

    fn __repr__(&self) -> String {
        format!("Pipeline({}: {})", self.language(), self.stages().join(", "))
    }
}

/// The configuration, and the stages written in Python.
type Restored<'py> = (Configuration, Bound<'py, PyDict>);

/// The pipeline of a pickle.
#[pyfunction]
pub(crate) fn restore(
    configuration: Configuration,
    python_stages: &Bound<'_, PyDict>,
) -> PyResult<Pipeline> {
    let python_stages = python_stages.iter().map(|(name, function)| {
        Ok(PythonStage { name: name.extract()?, function: function.unbind() })
    });
    Pipeline::of(configuration, python_stages.collect::<PyResult<_>>()?)
}
