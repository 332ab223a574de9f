//! Batches to annotate, and the rows that come back.

use std::num::NonZeroUsize;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int32Type};
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray, StructArray};
use satz_arrow::ArrowOptions;

/// Texts with the ids 0, 1, 2, …
pub(crate) fn batch(texts: &[Option<&str>]) -> RecordBatch {
    batch_of(Arc::new(texts.iter().copied().collect::<StringArray>()))
}

pub(crate) fn batch_of(texts: ArrayRef) -> RecordBatch {
    let ids = Int64Array::from_iter_values((0..).take(texts.len()));
    RecordBatch::try_from_iter([("id", Arc::new(ids) as ArrayRef), ("text", texts)]).unwrap()
}

pub(crate) fn options() -> ArrowOptions {
    ArrowOptions { threads: NonZeroUsize::MIN, ..ArrowOptions::default() }
}

/// The items of a list column in one row.
pub(crate) fn items(batch: &RecordBatch, column: &str, row: usize) -> StructArray {
    batch[column].as_list::<i32>().value(row).as_struct().clone()
}

pub(crate) fn numbers(items: &StructArray, field: &str) -> Vec<usize> {
    let array = items.column_by_name(field).unwrap().as_primitive::<Int32Type>();
    array.values().iter().map(|&number| usize::try_from(number).unwrap()).collect()
}

pub(crate) fn strings(items: &StructArray, field: &str) -> Vec<String> {
    let array = items.column_by_name(field).unwrap().as_string::<i32>();
    array.iter().map(|name| name.unwrap().to_owned()).collect()
}

pub(crate) fn scores(items: &StructArray) -> Vec<Option<f32>> {
    let array = items.column_by_name("score").unwrap();
    array.as_primitive::<Float32Type>().iter().collect()
}

/// The column `error`.
pub(crate) fn errors(batch: &RecordBatch) -> Vec<Option<String>> {
    batch["error"].as_string::<i32>().iter().map(|error| error.map(str::to_owned)).collect()
}

/// The column `id`.
pub(crate) fn ids(batch: &RecordBatch) -> Vec<i64> {
    batch["id"].as_primitive::<arrow_array::types::Int64Type>().values().to_vec()
}
