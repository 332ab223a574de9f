//! Columns of strings, however Arrow keeps them.

use arrow_array::cast::AsArray;
use arrow_array::{
    AnyDictionaryArray, Array, LargeStringArray, RecordBatch, StringArray, StringViewArray,
};
use arrow_schema::DataType;
use satz_driver::{Document, Input, InputError};

use crate::AnnotateError;

/// A column of texts.
pub(crate) enum TextColumn<'b> {
    Strings(&'b StringArray),
    LargeStrings(&'b LargeStringArray),
    Views(&'b StringViewArray),
    Dictionary {
        dictionary: &'b dyn AnyDictionaryArray,
        keys: Vec<usize>,
        values: Box<Self>,
    },
    /// A column without a value, which some readers give no type.
    Nulls,
}

impl<'b> TextColumn<'b> {
    /// The column of `batch` called `name`.
    pub(crate) fn of(batch: &'b RecordBatch, name: &str) -> Result<Self, AnnotateError> {
        let schema = batch.schema_ref();
        let column =
            batch.column_by_name(name).ok_or_else(|| AnnotateError::no_column(schema, name))?;
        Self::new(column).ok_or_else(|| {
            let (column, data_type) = (name.to_owned(), column.data_type().clone());
            AnnotateError::NotText { column, data_type }
        })
    }

    fn new(array: &'b dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Strings(array.as_string()),
            DataType::LargeUtf8 => Self::LargeStrings(array.as_string()),
            DataType::Utf8View => Self::Views(array.as_string_view()),
            DataType::Null => Self::Nulls,
            DataType::Dictionary(..) => Self::dictionary(array.as_any_dictionary())?,
            _ => return None,
        })
    }

    fn dictionary(dictionary: &'b dyn AnyDictionaryArray) -> Option<Self> {
        let values = Box::new(Self::new(dictionary.values())?);
        // Without a value there is none that a key could be normalized to.
        let keys =
            if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() };
        Some(Self::Dictionary { dictionary, keys, values })
    }

    /// The text in row `row`; `None` for null.
    pub(crate) fn text(&self, row: usize) -> Option<&'b str> {
        match self {
            Self::Strings(array) => array.is_valid(row).then(|| array.value(row)),
            Self::LargeStrings(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Views(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Dictionary { dictionary, keys, values } => {
                let key = keys.get(row).filter(|_| dictionary.keys().is_valid(row))?;
                values.text(*key)
            }
            Self::Nulls => None,
        }
    }
}

/// A row of the input: its text, if there is one.
pub(crate) struct Row<'b>(pub(crate) Option<&'b str>);

impl Input for Row<'_> {
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        let text = self.0.ok_or_else(|| InputError::new("the text is null"))?;
        Ok(document.reset(text)?)
    }

    fn size(&self) -> usize {
        self.0.map_or(0, str::len)
    }
}
