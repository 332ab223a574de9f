//! A layer of many documents as one column of lists.

use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{BooleanBufferBuilder, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use satz_driver::{Document, Layer, OffsetMap};

/// Offsets of one document as the batch has them.
///
/// Arrow has unsigned numbers; Spark, Java and most databases have not, so offsets are `Int32`.
pub(crate) struct Offsets<'d>(pub(crate) OffsetMap<'d>);

impl Offsets<'_> {
    pub(crate) fn of(&self, byte: u32) -> i32 {
        number(self.0.units(byte))
    }
}

/// A position in a document whose length was seen to fit.
pub(crate) fn number(position: u32) -> i32 {
    i32::try_from(position).expect("the length of the document was checked")
}

/// The items of a layer, a column for each of their fields.
pub(crate) trait Items: Default {
    type Layer: Layer;

    /// The fields of an item.
    fn fields() -> Vec<Field>;

    /// Bytes that the items of `layer` take.
    fn bytes(layer: &Self::Layer) -> usize;

    fn push(&mut self, layer: &Self::Layer, offsets: &Offsets<'_>);

    /// Items so far.
    fn len(&self) -> usize;

    /// The columns, in the order of the fields.
    fn into_arrays(self) -> Vec<ArrayRef>;
}

/// The items of each document as a list; null for one without the layer.
pub(crate) struct Lists<I> {
    items: I,
    ends: Vec<i32>,
    valid: BooleanBufferBuilder,
}

impl<I: Items> Default for Lists<I> {
    fn default() -> Self {
        Self { items: I::default(), ends: vec![0], valid: BooleanBufferBuilder::new(0) }
    }
}

impl<I: Items> Lists<I> {
    pub(crate) fn field() -> Field {
        Field::new(I::Layer::NAME, DataType::List(Arc::new(Self::item())), true)
    }

    fn item() -> Field {
        Field::new("item", DataType::Struct(Fields::from(I::fields())), false)
    }

    /// Bytes that the list of `document` takes.
    pub(crate) fn bytes(document: &Document) -> usize {
        size_of::<i32>() + document.layer().map_or(0, I::bytes)
    }

    pub(crate) fn push(&mut self, document: &Document, offsets: &Offsets<'_>) {
        match document.layer() {
            Ok(layer) => {
                self.items.push(layer, offsets);
                self.end_list();
                self.valid.append(true);
            }
            Err(_) => self.push_null(),
        }
    }

    pub(crate) fn push_null(&mut self) {
        self.end_list();
        self.valid.append(false);
    }

    fn end_list(&mut self) {
        let end = i32::try_from(self.items.len());
        self.ends.push(end.expect("the bytes of the batch were checked"));
    }

    pub(crate) fn finish(mut self) -> Result<ArrayRef, ArrowError> {
        let items = StructArray::try_new(I::fields().into(), self.items.into_arrays(), None)?;
        let ends = OffsetBuffer::new(ScalarBuffer::from(self.ends));
        let valid = NullBuffer::new(self.valid.finish());
        let lists = ListArray::try_new(Arc::new(Self::item()), ends, Arc::new(items), Some(valid))?;
        Ok(Arc::new(lists))
    }
}
