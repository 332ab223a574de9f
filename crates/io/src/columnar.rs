//! Parquet and Arrow IPC: a row for each document, layers as lists of structs.

mod arrow_stream;
mod documents;
mod file;
mod row;
pub(crate) mod rows;
mod source;

pub use documents::parquet_schema;
pub use file::ParquetFile;
