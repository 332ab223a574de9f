//! The extension module `satz._satz` of the Python package `satz`.
//!
//! Everything slow happens without the interpreter's lock: in `pipeline` a document, in
//! `stream` chunks of documents on threads, in `arrow` record batches. Documents stay Rust
//! values; `document`, `view` and `items` show them to Python piece by piece, with offsets in
//! code points, so that Python's own slices agree.

mod arrow;
mod configuration;
mod document;
mod error;
mod items;
#[cfg(feature = "panicking-stage")]
mod panicking_stage;
mod pipeline;
mod stage;
mod stream;
mod text;
mod view;

#[pyo3::pymodule(gil_used = false)]
mod _satz {
    #[pymodule_export]
    use crate::arrow::ArrowStream;
    #[pymodule_export]
    use crate::document::Doc;
    #[pymodule_export]
    use crate::items::{Entity, Sentence, Span, Token};
    #[pymodule_export]
    use crate::pipeline::{Pipeline, restore};
    #[pymodule_export]
    use crate::stream::DocStream;
    #[pymodule_export]
    use crate::view::{View, ViewIterator};
}
