//! `satz.Doc`

use std::ops::Range;
use std::sync::OnceLock;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use satz_driver::{
    Document, DocumentLanguage, Entities, LayerRegistry, Metadata, MissingLayer, OffsetMap,
    Sentences, Span, Summary, Tokens, wire,
};

use crate::error::{missing, wrong};
use crate::view::{Kind, View};

/// An annotated text: tokens, sentences, entities and a summary, as views of it.
///
/// Offsets count code points, as Python does: `doc.text[token.start:token.end] == token.text`.
#[pyclass(frozen, module = "satz")]
pub(crate) struct Doc {
    document: Document,
    /// Made when the first offset is asked for.
    points: OnceLock<Points>,
    layers: Py<PyDict>,
}

/// Where tokens and entities are, in code points.
struct Points {
    tokens: Vec<Range<u32>>,
    entities: Vec<Range<u32>>,
}

impl Doc {
    pub(crate) fn new(py: Python<'_>, document: Document) -> Self {
        Self { document, points: OnceLock::new(), layers: PyDict::new(py).unbind() }
    }

    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// Code points of the token at `index`.
    pub(crate) fn token_points(&self, index: usize) -> Range<u32> {
        self.points().tokens[index].clone()
    }

    /// Code points of the entity at `index`.
    pub(crate) fn entity_points(&self, index: usize) -> Range<u32> {
        self.points().entities[index].clone()
    }

    fn points(&self) -> &Points {
        self.points.get_or_init(|| {
            let map = OffsetMap::chars(self.document.text());
            let points = |span: Span| map.units(span.start())..map.units(span.end());
            let tokens = self.document.layer::<Tokens>();
            let tokens = tokens.map(|it| it.spans().iter().copied().map(points).collect());
            let entities = self.document.layer::<Entities>();
            let entities = entities.map(|it| it.iter().map(|it| points(it.span)).collect());
            Points { tokens: tokens.unwrap_or_default(), entities: entities.unwrap_or_default() }
        })
    }

    fn view(slf: &Bound<'_, Self>, kind: Kind, len: Result<usize, MissingLayer>) -> PyResult<View> {
        let len = len.map_err(|error| missing(slf.py(), error))?;
        Ok(View::new(slf.clone().unbind(), kind, 0..len))
    }
}

#[pymethods]
impl Doc {
    /// The text, as it was given.
    #[getter]
    fn text(&self) -> &str {
        self.document.text()
    }

    /// The id that came with the text, if one did.
    #[getter]
    pub(crate) fn id(&self) -> Option<&str> {
        self.document.layer::<Metadata>().ok()?.id.as_deref()
    }

    /// The language that was detected; None in a pipeline of one language.
    #[getter]
    fn language(&self) -> Option<&'static str> {
        let language = self.document.layer::<DocumentLanguage>().ok()?.language;
        Some(crate::configuration::language_tag(language))
    }

    /// The tokens, in order.
    ///
    /// Raises `MissingLayerError` if the pipeline has no stage `tokens`.
    #[getter]
    fn tokens(slf: &Bound<'_, Self>) -> PyResult<View> {
        Self::view(slf, Kind::Tokens, slf.get().document.layer::<Tokens>().map(Tokens::len))
    }

    /// The sentences in order, headings among them.
    ///
    /// Raises `MissingLayerError` if the pipeline has no stage `sentences`.
    #[getter]
    fn sents(slf: &Bound<'_, Self>) -> PyResult<View> {
        let len = slf.get().document.layer::<Sentences>().map(Sentences::len);
        Self::view(slf, Kind::Sentences, len)
    }

    /// The named entities, in order; one may lie inside another.
    ///
    /// Raises `MissingLayerError` if the pipeline has no stage `entities`.
    #[getter]
    fn ents(slf: &Bound<'_, Self>) -> PyResult<View> {
        let len = slf.get().document.layer::<Entities>().map(Entities::len);
        Self::view(slf, Kind::Entities, len)
    }

    /// The sentences that stand for the whole, in text order.
    ///
    /// Raises `MissingLayerError` if the pipeline has no stage `summary`.
    #[getter]
    fn summary(slf: &Bound<'_, Self>) -> PyResult<View> {
        let len = slf.get().document.layer::<Summary>().map(Summary::len);
        Self::view(slf, Kind::Summary, len)
    }

    /// What stages written in Python returned, by the name of the stage.
    #[getter]
    pub(crate) fn layers(&self, py: Python<'_>) -> Py<PyDict> {
        self.layers.clone_ref(py)
    }

    /// The document as a line of the JSON that the command line writes; its offsets are bytes.
    fn to_json(&self) -> PyResult<String> {
        wire::to_string(&self.document).map_err(wrong)
    }

    /// The document of such a line.
    ///
    /// Raises `ValueError` if it is none.
    #[staticmethod]
    fn from_json(py: Python<'_>, line: &str) -> PyResult<Self> {
        let registry = LayerRegistry::standard().with::<DocumentLanguage>();
        Ok(Self::new(py, registry.read(line).map_err(wrong)?))
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (String,), Py<PyDict>)> {
        let from_json = slf.get_type().getattr("from_json")?;
        Ok((from_json, (slf.get().to_json()?,), slf.get().layers(slf.py())))
    }

    fn __setstate__(&self, py: Python<'_>, layers: &Bound<'_, PyDict>) -> PyResult<()> {
        self.layers.bind(py).update(layers.as_mapping())
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self) -> String {
        let names: Vec<_> = self.document.layer_names().collect();
        format!("Doc({} bytes: {})", self.document.text().len(), names.join(", "))
    }
}
