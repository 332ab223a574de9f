//! Record batches in, record batches out.

use std::sync::Arc;

use arrow_array::types::{Int8Type, UInt64Type};
use arrow_array::{
    ArrayRef, DictionaryArray, Int64Array, LargeStringArray, NullArray, PrimitiveArray,
    RecordBatch, StringArray, StringViewArray,
};
use arrow_schema::DataType;
use proptest::prelude::*;
use satz_arrow::{Annotator, ArrowOptions};
use satz_driver::{OffsetUnit, Pipeline, Preset, PresetStage};

use crate::common::{batch, batch_of, errors, ids, items, numbers, options};

fn tokens_and_sentences() -> Pipeline {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
    Preset { stages, ..Preset::default() }.pipeline().unwrap()
}

fn annotate(batch: &RecordBatch) -> RecordBatch {
    let mut batches = Annotator::new(tokens_and_sentences(), options()).annotate(batch).unwrap();
    assert_eq!(batches.len(), 1);
    batches.remove(0)
}

#[test]
fn layers_that_no_stage_writes_are_null() {
    let annotated = annotate(&batch(&[Some("Es taut."), Some("")]));
    let nulls = ["tokens", "sentences", "entities", "summary", "error"]
        .map(|column| annotated[column].null_count());
    assert_eq!(nulls, [0, 0, 2, 2, 2]);
}

#[test]
fn every_type_of_string_gives_the_same() {
    let texts = [Some("Es taut in Wörgl."), None, Some(""), Some("Es taut in Wörgl.")];
    let keys8 = PrimitiveArray::<Int8Type>::from(vec![Some(1), None, Some(0), Some(1)]);
    let keys64 = PrimitiveArray::<UInt64Type>::from(vec![Some(1), Some(2), Some(0), Some(1)]);
    let values: ArrayRef = Arc::new(StringArray::from(vec![Some(""), texts[0], None]));
    let views: ArrayRef = Arc::new(StringViewArray::from(vec![Some(""), texts[0], None]));
    let columns: [ArrayRef; 4] = [
        Arc::new(LargeStringArray::from(texts.to_vec())),
        Arc::new(StringViewArray::from(texts.to_vec())),
        Arc::new(DictionaryArray::new(keys8, values)),
        Arc::new(DictionaryArray::new(keys64, views)),
    ];
    let expected = annotate(&batch(&texts));
    assert_eq!(errors(&expected)[1].as_deref(), Some("stage `input`: the text is null"));
    for column in columns {
        let name = column.data_type().to_string();
        assert_eq!(annotate(&batch_of(column)), expected, "{name}");
    }
}

#[test]
fn columns_without_a_value_are_rows_of_failures() {
    let no_keys = PrimitiveArray::<Int8Type>::from(vec![None, None]);
    let no_values: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
    let columns: [(&str, ArrayRef); 2] = [
        ("no type", Arc::new(NullArray::new(2))),
        ("no values", Arc::new(DictionaryArray::new(no_keys, no_values))),
    ];
    for (name, column) in columns {
        let annotated = annotate(&batch_of(column));
        assert_eq!(annotated["error"].null_count(), 0, "{name}");
        assert_eq!(annotated["tokens"].null_count(), 2, "{name}");
    }
}

#[test]
fn ids_of_any_type_stay_and_can_be_absent() {
    let named = RecordBatch::try_from_iter([
        ("key", Arc::new(StringArray::from(vec!["a", "b"])) as ArrayRef),
        ("body", Arc::new(StringArray::from(vec!["Es taut.", "Es friert."])) as ArrayRef),
    ])
    .unwrap();
    let columns = |id: Option<&str>| {
        let id = id.map(str::to_owned);
        let options = ArrowOptions { text: "body".to_owned(), id, ..options() };
        let annotated = Annotator::new(tokens_and_sentences(), options).annotate(&named).unwrap();
        let schema = annotated[0].schema();
        schema.fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>()
    };
    let layers = ["tokens", "sentences", "entities", "summary", "error"];
    assert_eq!(columns(None), layers);
    assert_eq!(columns(Some("key")), [["key"].as_slice(), &layers].concat());
}

#[test]
fn columns_that_do_not_fit_are_errors_that_say_what_to_do() {
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let cases = [
        ("numbers", batch_of(numbers), "text", "id", "`text` is of type Int64 and no text"),
        ("text", batch(&[None]), "body", "id", "no column `body` among `id`, `text`"),
        ("id", batch(&[None]), "text", "key", "no column `key` among `id`, `text`"),
    ];
    for (name, batch, text, id, expected) in cases {
        let options = ArrowOptions { text: text.to_owned(), id: Some(id.to_owned()), ..options() };
        let annotator = Annotator::new(tokens_and_sentences(), options);
        let error = annotator.annotate(&batch).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

#[test]
fn an_empty_batch_has_the_schema() {
    let annotator = Annotator::new(tokens_and_sentences(), options());
    let input = batch(&[]);
    let annotated = annotator.annotate(&input).unwrap();
    assert_eq!(annotated.len(), 1);
    assert_eq!(annotated[0].num_rows(), 0);
    assert_eq!(annotated[0].schema(), annotator.schema(&input.schema()).unwrap());
    assert!(matches!(annotated[0]["tokens"].data_type(), DataType::List(_)));
}

#[test]
fn batches_are_cut_before_they_are_too_large() {
    let long = "Es taut. ".repeat(50);
    let texts = [Some("Es taut."), Some(long.as_str()), None, Some("Es friert."), Some("Ja.")];
    let options = ArrowOptions { batch_bytes: 200, ..options() };
    let batches = Annotator::new(tokens_and_sentences(), options).annotate(&batch(&texts)).unwrap();
    assert!(batches.len() > 1);
    assert_eq!(batches.iter().flat_map(ids).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    let errors: Vec<_> = batches.iter().flat_map(errors).collect();
    let failed: Vec<_> = errors.iter().map(Option::is_some).collect();
    assert_eq!(failed, [false, true, true, false, false]);
    let too_large = errors[1].as_deref().unwrap();
    assert!(too_large.contains("a batch takes at most 200: split the document"), "{too_large}");
}

/// Letters of one to four bytes, alone and joined, and what surrounds them in news.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Köln",
        "e\u{301}",
        "👩\u{200d}🚒",
        "🦆",
        "Straße",
        " ",
        ". ",
        "„",
        "“",
        "\n\n",
        "24.",
        "a",
        "𝔘",
    ]);
    let pieces = prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat());
    prop_oneof![pieces, "\\PC{0,120}"]
}

proptest! {
    #[test]
    fn offsets_in_every_unit_cut_the_same_tokens(texts in prop::collection::vec(text(), 0..4)) {
        let input = batch(&texts.iter().map(|text| Some(text.as_str())).collect::<Vec<_>>());
        let tokens = |unit, cut: &dyn Fn(&str, usize, usize) -> String| {
            let options = ArrowOptions { offsets: unit, ..options() };
            let batches = Annotator::new(tokens_and_sentences(), options).annotate(&input).unwrap();
            let rows = texts.iter().enumerate().map(|(row, text)| {
                let items = items(&batches[0], "tokens", row);
                let pairs = numbers(&items, "start").into_iter().zip(numbers(&items, "end"));
                pairs.map(|(start, end)| cut(text, start, end)).collect()
            });
            rows.collect::<Vec<Vec<String>>>()
        };
        let bytes = tokens(OffsetUnit::Bytes, &|text, start, end| text[start..end].to_owned());
        let chars = tokens(OffsetUnit::Chars, &|text, start, end| {
            text.chars().skip(start).take(end - start).collect()
        });
        let utf16 = tokens(OffsetUnit::Utf16, &|text, start, end| {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).unwrap()
        });
        prop_assert_eq!(&bytes, &chars);
        prop_assert_eq!(&bytes, &utf16);
    }

    #[test]
    fn threads_change_nothing(texts in prop::collection::vec(prop::option::of(text()), 0..9)) {
        let input = batch(&texts.iter().map(Option::as_deref).collect::<Vec<_>>());
        let with = |threads: usize| {
            let options = ArrowOptions { threads: threads.try_into().unwrap(), ..options() };
            Annotator::new(tokens_and_sentences(), options).annotate(&input).unwrap()
        };
        prop_assert_eq!(with(1), with(3));
    }
}
