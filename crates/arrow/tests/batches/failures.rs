//! A document that a stage cannot annotate costs its own row.

use proptest::prelude::*;
use satz_arrow::Annotator;
use satz_driver::{Layer, Pipeline, Stage, StageError, Tokenizer, Tokens};
use serde::{Deserialize, Serialize};

use crate::common::{batch, errors, ids, items, numbers, options};

#[derive(Default, Serialize, Deserialize)]
struct Nothing {}

impl Layer for Nothing {
    const NAME: &'static str = "test.nothing";
    fn clear(&mut self) {}
}

/// Fails where a text says so, and panics where it says that.
struct Fault;

impl Stage for Fault {
    type Reads = Tokens;
    type Writes = Nothing;

    fn name(&self) -> &'static str {
        "fault"
    }

    fn annotate(&self, text: &str, _: &Tokens, _: &mut Nothing) -> Result<(), StageError> {
        match text {
            "fail" => Err(StageError::new("no luck")),
            "panic" => panic!("no hope"),
            _ => Ok(()),
        }
    }
}

fn annotator(threads: usize) -> Annotator {
    let pipeline = Pipeline::builder().stage(Tokenizer::german()).stage(Fault).build().unwrap();
    let options = satz_arrow::ArrowOptions { threads: threads.try_into().unwrap(), ..options() };
    Annotator::new(pipeline, options)
}

fn expected_error(text: &str) -> Option<&'static str> {
    match text {
        "fail" => Some("stage `fault`: no luck"),
        "panic" => Some("stage `fault`: it panicked: no hope"),
        _ => None,
    }
}

proptest! {
    #[test]
    fn failures_stay_in_their_rows(
        texts in prop::collection::vec(prop::sample::select(vec!["Es taut.", "fail", "panic"]), 0..12),
        threads in 1_usize..3,
    ) {
        let input = batch(&texts.iter().copied().map(Some).collect::<Vec<_>>());
        let annotated = annotator(threads).annotate(&input).unwrap().remove(0);
        prop_assert_eq!(ids(&annotated), ids(&input));
        for (row, (text, error)) in texts.iter().zip(errors(&annotated)).enumerate() {
            match expected_error(text) {
                None => {
                    prop_assert_eq!(error, None);
                    prop_assert_eq!(numbers(&items(&annotated, "tokens", row), "end"), [2, 7, 8]);
                }
                Some(expected) => {
                    let error = error.unwrap_or_default();
                    prop_assert!(error.starts_with(expected), "{}", error);
                    prop_assert!(annotated["tokens"].is_null(row));
                }
            }
        }
    }
}
