//! Parquet and Arrow IPC: a row for each document, layers as lists of structs.

mod arrow_stream;
mod file;
pub(crate) mod row;
pub(crate) mod rows;
mod source;

pub use file::ParquetFile;
pub use row::parquet_schema;
