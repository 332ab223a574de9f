//! `satz.Token`, `satz.Sentence` and `satz.Entity`: a document and a position in it.

use std::ops::Range;

use pyo3::prelude::*;
use satz_driver::{Entities, Entity as Mention, Sentences, Summary, Tokens};

use crate::document::Doc;
use crate::view::{Kind, View};

// Views make the items, only a document that has the layer makes a view, and the layers of a
// document in Python do not change.
const HERE: &str = "the document has the layer that its view shows";

/// A token of a document.
#[pyclass(frozen, module = "satz")]
pub(crate) struct Token {
    pub(crate) doc: Py<Doc>,
    pub(crate) index: usize,
}

impl Token {
    fn tokens(&self) -> &Tokens {
        self.doc.get().document().layer().expect(HERE)
    }
}

#[pymethods]
impl Token {
    /// Its form, as it stands in the text.
    #[getter]
    fn text(&self) -> &str {
        self.tokens().text(self.doc.get().document().text(), self.index)
    }

    /// Code point of the text at which it begins.
    #[getter]
    fn start(&self) -> u32 {
        self.doc.get().token_points(self.index).0
    }

    /// Code point of the text before which it ends.
    #[getter]
    fn end(&self) -> u32 {
        self.doc.get().token_points(self.index).1
    }

    /// What it is: `word`, `number`, `punctuation`, `emoji`, …
    #[getter]
    fn kind(&self) -> &'static str {
        self.tokens().kinds()[self.index].name()
    }

    /// Its position among the tokens of the document, from 0.
    #[getter]
    fn index(&self) -> usize {
        self.index
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self) -> String {
        format!("Token({:?}, {})", self.text(), self.kind())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.doc.is(&other.doc) && self.index == other.index
    }

    fn __hash__(&self) -> usize {
        self.index
    }
}

/// A sentence or heading of a document.
#[pyclass(frozen, module = "satz")]
pub(crate) struct Sentence {
    pub(crate) doc: Py<Doc>,
    pub(crate) index: usize,
}

impl Sentence {
    fn sentences(&self) -> &Sentences {
        self.doc.get().document().layer().expect(HERE)
    }

    fn token_range(&self) -> Range<usize> {
        self.sentences().token_range(self.index)
    }

    /// The entities that begin in it.
    fn entity_range(&self, entities: &Entities) -> Range<usize> {
        let span =
            self.sentences().span(self.index, self.doc.get().document().layer().expect(HERE));
        let before = |end: u32| entities.iter().take_while(|it| it.span.start() < end).count();
        before(span.start())..before(span.end())
    }
}

#[pymethods]
impl Sentence {
    /// Its text, from the first token to the last.
    #[getter]
    fn text(&self) -> &str {
        let document = self.doc.get().document();
        let span = self.sentences().span(self.index, document.layer().expect(HERE));
        &document.text()[span.range()]
    }

    /// Code point of the text at which it begins.
    #[getter]
    fn start(&self) -> u32 {
        self.doc.get().token_points(self.token_range().start).0
    }

    /// Code point of the text before which it ends.
    #[getter]
    fn end(&self) -> u32 {
        self.doc.get().token_points(self.token_range().end - 1).1
    }

    /// `sentence`, or `heading`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.sentences().kinds()[self.index].name()
    }

    /// Its position among the sentences of the document, from 0.
    #[getter]
    fn index(&self) -> usize {
        self.index
    }

    /// How strongly the summary wants it; None for a sentence that is not in the summary.
    #[getter]
    fn score(&self) -> Option<f32> {
        let summary: &Summary = self.doc.get().document().layer().ok()?;
        let index = u32::try_from(self.index).ok()?;
        let place = summary.sentences().binary_search(&index).ok()?;
        Some(summary.scores()[place])
    }

    /// Its tokens.
    #[getter]
    fn tokens(&self, py: Python<'_>) -> View {
        View::new(self.doc.clone_ref(py), Kind::Tokens, self.token_range())
    }

    /// The entities that begin in it.
    ///
    /// Raises `MissingLayerError` if the pipeline has no stage `entities`.
    #[getter]
    fn ents(&self, py: Python<'_>) -> PyResult<View> {
        let entities = self.doc.get().document().layer();
        let entities = entities.map_err(|error| crate::error::missing(py, error))?;
        Ok(View::new(self.doc.clone_ref(py), Kind::Entities, self.entity_range(entities)))
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self) -> String {
        format!("Sentence({:?})", self.text())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.doc.is(&other.doc) && self.index == other.index
    }

    fn __hash__(&self) -> usize {
        self.index
    }
}

/// A mention of a named entity in a document.
#[pyclass(frozen, module = "satz")]
pub(crate) struct Entity {
    pub(crate) doc: Py<Doc>,
    pub(crate) index: usize,
}

impl Entity {
    fn entities(&self) -> &Entities {
        self.doc.get().document().layer().expect(HERE)
    }

    fn mention(&self) -> Mention {
        self.entities().at(self.index).expect(HERE)
    }
}

#[pymethods]
impl Entity {
    /// The mention, as it stands in the text.
    #[getter]
    fn text(&self) -> &str {
        &self.doc.get().document().text()[self.mention().span.range()]
    }

    /// Code point of the text at which it begins; this may be inside a token.
    #[getter]
    fn start(&self) -> u32 {
        self.doc.get().entity_points(self.index).0
    }

    /// Code point of the text before which it ends.
    #[getter]
    fn end(&self) -> u32 {
        self.doc.get().entity_points(self.index).1
    }

    /// What it is: `PER`, `LOC`, `ORG`, `OTH`.
    #[getter]
    fn label(&self) -> &str {
        self.entities().scheme().name(self.mention().label)
    }

    /// How it carries the name: `name` itself, `derived` from one, or with a name as its `part`.
    #[getter]
    fn form(&self) -> &'static str {
        self.mention().form.name()
    }

    /// Confidence from 0 to 1, if the stage gives one.
    #[getter]
    fn score(&self) -> Option<f32> {
        self.mention().score
    }

    /// Its position among the entities of the document, from 0.
    #[getter]
    fn index(&self) -> usize {
        self.index
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self) -> String {
        format!("Entity({:?}, {})", self.text(), self.label())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.doc.is(&other.doc) && self.index == other.index
    }

    fn __hash__(&self) -> usize {
        self.index
    }
}
