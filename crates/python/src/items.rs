//! `satz.Token`, `satz.Sentence` and `satz.Entity`: stretches of a document, which are spans.

use std::ops::Range;

use pyo3::PyClass;
use pyo3::prelude::*;
use satz_driver::{Entities, Entity as Mention, Layer, Sentences, Summary, Tokens};

use crate::document::Doc;
use crate::view::{Kind, View};

// Views make the items, only a document that has the layer makes a view, and the layers of a
// document in Python do not change.
const HERE: &str = "the document has the layer that its view shows";

/// A stretch of a document: `doc.text[span.start:span.end] == span.text`.
#[pyclass(frozen, subclass, module = "satz")]
pub(crate) struct Span {
    doc: Py<Doc>,
    index: usize,
    bytes: Range<usize>,
    points: Range<u32>,
}

impl Span {
    fn layer<L: Layer>(&self) -> &L {
        self.doc.get().document().layer().expect(HERE)
    }

    /// The span as an item of the class `class`.
    fn of<T>(self, py: Python<'_>, class: T) -> PyResult<Bound<'_, PyAny>>
    where
        T: PyClass<BaseType = Self>,
    {
        Ok(Bound::new(py, PyClassInitializer::from(self).add_subclass(class))?.into_any())
    }
}

#[pymethods]
impl Span {
    /// Its text, as it stands in the document.
    #[getter]
    fn text(&self) -> &str {
        &self.doc.get().document().text()[self.bytes.clone()]
    }

    /// Code point of the text at which it begins.
    #[getter]
    fn start(&self) -> u32 {
        self.points.start
    }

    /// Code point of the text before which it ends.
    #[getter]
    fn end(&self) -> u32 {
        self.points.end
    }

    /// Its position among the tokens, sentences or entities of the document, from 0.
    #[getter]
    fn index(&self) -> usize {
        self.index
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("{}({:?})", slf.get_type().name()?, slf.get().text()))
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, Self>) -> bool {
        let (one, two) = (slf.get(), other.get());
        slf.get_type().is(other.get_type()) && one.doc.is(&two.doc) && one.index == two.index
    }

    fn __hash__(&self) -> usize {
        self.index
    }
}

/// A token of a document.
#[pyclass(frozen, extends = Span, module = "satz")]
pub(crate) struct Token;

impl Token {
    pub(crate) fn at<'py>(doc: &Bound<'py, Doc>, index: usize) -> PyResult<Bound<'py, PyAny>> {
        let tokens: &Tokens = doc.get().document().layer().expect(HERE);
        let (bytes, points) = (tokens.spans()[index].range(), doc.get().token_points(index));
        Span { doc: doc.clone().unbind(), index, bytes, points }.of(doc.py(), Self)
    }
}

#[pymethods]
impl Token {
    /// What it is: `word`, `number`, `punctuation`, `emoji`, …
    #[getter]
    fn kind(slf: &Bound<'_, Self>) -> &'static str {
        let span = slf.as_super().get();
        span.layer::<Tokens>().kinds()[span.index].name()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("Token({:?}, {})", slf.as_super().get().text(), Self::kind(slf))
    }
}

/// A sentence or heading of a document, from its first token to its last.
#[pyclass(frozen, extends = Span, module = "satz")]
pub(crate) struct Sentence;

impl Sentence {
    pub(crate) fn at<'py>(doc: &Bound<'py, Doc>, index: usize) -> PyResult<Bound<'py, PyAny>> {
        let document = doc.get().document();
        let sentences: &Sentences = document.layer().expect(HERE);
        let tokens = sentences.token_range(index);
        let points =
            doc.get().token_points(tokens.start).start..doc.get().token_points(tokens.end - 1).end;
        let bytes = sentences.span(index, document.layer().expect(HERE)).range();
        Span { doc: doc.clone().unbind(), index, bytes, points }.of(doc.py(), Self)
    }
}

#[pymethods]
impl Sentence {
    /// `sentence`, or `heading`.
    #[getter]
    fn kind(slf: &Bound<'_, Self>) -> &'static str {
        let span = slf.as_super().get();
        span.layer::<Sentences>().kinds()[span.index].name()
    }

    /// How strongly the summary wants it; None for a sentence that is not in the summary.
    #[getter]
    fn score(slf: &Bound<'_, Self>) -> Option<f32> {
        let span = slf.as_super().get();
        let summary: &Summary = span.doc.get().document().layer().ok()?;
        let index = u32::try_from(span.index).ok()?;
        let place = summary.sentences().binary_search(&index).ok()?;
        Some(summary.scores()[place])
    }

    /// Its tokens.
    #[getter]
    fn tokens(slf: &Bound<'_, Self>) -> View {
        let span = slf.as_super().get();
        let range = span.layer::<Sentences>().token_range(span.index);
        View::new(span.doc.clone_ref(slf.py()), Kind::Tokens, range)
    }

    /// The entities that begin in it.
    ///
    /// Raises `MissingLayerError` if the pipeline has no stage `entities`.
    #[getter]
    fn ents(slf: &Bound<'_, Self>) -> PyResult<View> {
        let (py, span) = (slf.py(), slf.as_super().get());
        let entities = span.doc.get().document().layer::<Entities>();
        let entities = entities.map_err(|error| crate::error::missing(py, error))?;
        let starts = || entities.iter().map(|entity| entity.span.range().start);
        let before = |end| starts().take_while(|&start| start < end).count();
        let range = before(span.bytes.start)..before(span.bytes.end);
        Ok(View::new(span.doc.clone_ref(py), Kind::Entities, range))
    }
}

/// A mention of a named entity in a document; it may begin or end inside a token.
#[pyclass(frozen, extends = Span, module = "satz")]
pub(crate) struct Entity;

impl Entity {
    pub(crate) fn at<'py>(doc: &Bound<'py, Doc>, index: usize) -> PyResult<Bound<'py, PyAny>> {
        let mention = mention(doc.get(), index);
        let (bytes, points) = (mention.span.range(), doc.get().entity_points(index));
        Span { doc: doc.clone().unbind(), index, bytes, points }.of(doc.py(), Self)
    }

    fn mention(slf: &Bound<'_, Self>) -> Mention {
        let span = slf.as_super().get();
        mention(span.doc.get(), span.index)
    }
}

fn mention(doc: &Doc, index: usize) -> Mention {
    let entities: &Entities = doc.document().layer().expect(HERE);
    entities.at(index).expect(HERE)
}

#[pymethods]
impl Entity {
    /// What it is: `PER`, `LOC`, `ORG`, `OTH`.
    #[getter]
    fn label<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        slf.as_super().get().layer::<Entities>().scheme().name(Self::mention(slf).label)
    }

    /// How it carries the name: `name` itself, `derived` from one, or with a name as its `part`.
    #[getter]
    fn form(slf: &Bound<'_, Self>) -> &'static str {
        Self::mention(slf).form.name()
    }

    /// Confidence from 0 to 1, if the stage gives one.
    #[getter]
    fn score(slf: &Bound<'_, Self>) -> Option<f32> {
        Self::mention(slf).score
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("Entity({:?}, {})", slf.as_super().get().text(), Self::label(slf))
    }
}
