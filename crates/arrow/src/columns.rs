//! What an item of each layer is made of.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Float32Array, Int32Array};
use arrow_schema::{DataType, Field};
use satz_driver::{Entities, Sentences, Summary, Tokens};

use crate::lists::{Items, Offsets, number};

/// Bytes of a number, a score, or the end of a string.
const CELL: usize = 4;

fn number_field(name: &str) -> Field {
    Field::new(name, DataType::Int32, false)
}

fn string_field(name: &str) -> Field {
    Field::new(name, DataType::Utf8, false)
}

fn score_field() -> Field {
    Field::new("score", DataType::Float32, true)
}

fn numbers(values: Vec<i32>) -> ArrayRef {
    Arc::new(Int32Array::from(values))
}

fn strings(mut values: StringBuilder) -> ArrayRef {
    Arc::new(values.finish())
}

fn scores(values: Vec<Option<f32>>) -> ArrayRef {
    Arc::new(Float32Array::from(values))
}

/// `{start, end, kind}`
#[derive(Default)]
pub(crate) struct TokenItems {
    starts: Vec<i32>,
    ends: Vec<i32>,
    kinds: StringBuilder,
}

impl Items for TokenItems {
    type Layer = Tokens;

    fn fields() -> Vec<Field> {
        vec![number_field("start"), number_field("end"), string_field("kind")]
    }

    fn bytes(tokens: &Tokens) -> usize {
        tokens.kinds().iter().map(|kind| 3 * CELL + kind.name().len()).sum()
    }

    fn push(&mut self, tokens: &Tokens, offsets: &Offsets<'_>) {
        self.starts.extend(tokens.spans().iter().map(|span| offsets.of(span.start())));
        self.ends.extend(tokens.spans().iter().map(|span| offsets.of(span.end())));
        tokens.kinds().iter().for_each(|kind| self.kinds.append_value(kind.name()));
    }

    fn len(&self) -> usize {
        self.starts.len()
    }

    fn into_arrays(self) -> Vec<ArrayRef> {
        vec![numbers(self.starts), numbers(self.ends), strings(self.kinds)]
    }
}

/// `{first, end, kind}`
#[derive(Default)]
pub(crate) struct SentenceItems {
    firsts: Vec<i32>,
    ends: Vec<i32>,
    kinds: StringBuilder,
}

impl Items for SentenceItems {
    type Layer = Sentences;

    fn fields() -> Vec<Field> {
        vec![number_field("first"), number_field("end"), string_field("kind")]
    }

    fn bytes(sentences: &Sentences) -> usize {
        sentences.kinds().iter().map(|kind| 3 * CELL + kind.name().len()).sum()
    }

    fn push(&mut self, sentences: &Sentences, _: &Offsets<'_>) {
        let ends = sentences.ends().iter().copied();
        let firsts = std::iter::once(0).chain(ends.clone()).take(sentences.len());
        self.firsts.extend(firsts.map(number));
        self.ends.extend(ends.map(number));
        sentences.kinds().iter().for_each(|kind| self.kinds.append_value(kind.name()));
    }

    fn len(&self) -> usize {
        self.firsts.len()
    }

    fn into_arrays(self) -> Vec<ArrayRef> {
        vec![numbers(self.firsts), numbers(self.ends), strings(self.kinds)]
    }
}

/// `{start, end, label, form, score}`
#[derive(Default)]
pub(crate) struct EntityItems {
    starts: Vec<i32>,
    ends: Vec<i32>,
    labels: StringBuilder,
    forms: StringBuilder,
    scores: Vec<Option<f32>>,
}

impl Items for EntityItems {
    type Layer = Entities;

    fn fields() -> Vec<Field> {
        let strings = [string_field("label"), string_field("form")];
        let numbers = [number_field("start"), number_field("end")];
        numbers.into_iter().chain(strings).chain([score_field()]).collect()
    }

    fn bytes(entities: &Entities) -> usize {
        let name = |label| entities.scheme().name(label).len();
        entities.iter().map(|it| 5 * CELL + 1 + name(it.label) + it.form.name().len()).sum()
    }

    fn push(&mut self, entities: &Entities, offsets: &Offsets<'_>) {
        for entity in entities.iter() {
            self.starts.push(offsets.of(entity.span.start()));
            self.ends.push(offsets.of(entity.span.end()));
            self.labels.append_value(entities.scheme().name(entity.label));
            self.forms.append_value(entity.form.name());
            self.scores.push(entity.score);
        }
    }

    fn len(&self) -> usize {
        self.starts.len()
    }

    fn into_arrays(self) -> Vec<ArrayRef> {
        let (labels, forms) = (strings(self.labels), strings(self.forms));
        vec![numbers(self.starts), numbers(self.ends), labels, forms, scores(self.scores)]
    }
}

/// `{sentence, score}`
#[derive(Default)]
pub(crate) struct SummaryItems {
    sentences: Vec<i32>,
    scores: Vec<Option<f32>>,
}

impl Items for SummaryItems {
    type Layer = Summary;

    fn fields() -> Vec<Field> {
        vec![number_field("sentence"), score_field()]
    }

    fn bytes(summary: &Summary) -> usize {
        summary.len() * (2 * CELL + 1)
    }

    fn push(&mut self, summary: &Summary, _: &Offsets<'_>) {
        self.sentences.extend(summary.sentences().iter().copied().map(number));
        self.scores.extend(summary.scores().iter().copied().map(Some));
    }

    fn len(&self) -> usize {
        self.sentences.len()
    }

    fn into_arrays(self) -> Vec<ArrayRef> {
        vec![numbers(self.sentences), scores(self.scores)]
    }
}
