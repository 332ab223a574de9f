//! Texts in Arrow record batches, annotated.
//!
//! ```text
//! {id, text, …}  ──>  {id, tokens, sentences, entities, summary, error}
//! ```
//!
//! Layers are lists of structs, as [`LayerColumns`] says; every row of the input is one of the
//! output, in the same order. A document that cannot be annotated is a row whose layers are null
//! and whose `error` says why; the rows beside it know nothing of it.
//!
//! Arrow is of the major version that `pyo3-arrow` takes, so that Python sees the same types.
//!
//! # Example
//! ```
//! use std::sync::Arc;
//!
//! use arrow_array::{Int64Array, RecordBatch, StringArray};
//! use satz_arrow::{Annotator, ArrowOptions};
//! use satz_driver::Pipeline;
//!
//! let ids = Arc::new(Int64Array::from(vec![7, 8]));
//! let texts = Arc::new(StringArray::from(vec![Some("Es schneit in Lienz."), None]));
//! let batch = RecordBatch::try_from_iter([("id", ids as _), ("text", texts as _)])?;
//!
//! let annotator = Annotator::new(Pipeline::german(), ArrowOptions::default());
//! let annotated = annotator.annotate(&batch)?.remove(0);
//! assert_eq!(annotated.num_rows(), 2);
//! assert_eq!(annotated["error"].null_count(), 1); // the one document that failed
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotator;
mod columns;
mod layers;
mod lists;
mod reader;
mod rows;
mod text_column;

pub use annotator::{AnnotateError, Annotator, ArrowOptions};
pub use layers::{LayerColumns, TooLarge};
pub use reader::AnnotatedReader;
