//! A document as a row: its text, what is known of it, and layers as lists of structs.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema};
use satz_driver::{
    Document, Entities, Entity, Form, InputError, Layer, Mention, Metadata, SentenceKind,
    Sentences, Span, Summary, TokenKind, Tokens,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Version of the schema, in the file's metadata.
pub(crate) const FORMAT: &str = "1";
pub(crate) const FORMAT_KEY: &str = "satz.format";

/// The columns of a file.
///
/// `id`, `title`, `date`, `language`, `source` and `text` are strings. `tokens` are
/// `{start, end, kind}`, `entities` are `{start, end, label, form, score}`, both in bytes of the
/// text; `sentences` are `{first, end, kind}` in tokens, `end` not included; `summary` is
/// `{sentence, score}`. A layer that the document does not have is null.
///
/// # Example
/// ```
/// let schema = satz_io::parquet_schema();
/// assert_eq!(schema.field_with_name("text")?.is_nullable(), false);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parquet_schema() -> Schema {
    let number = |name: &str| Field::new(name, DataType::UInt32, false);
    let string = |name: &str| Field::new(name, DataType::Utf8, false);
    let score = || Field::new("score", DataType::Float32, true);
    let mut columns: Vec<_> = ["id", "title", "date", "language", "source"]
        .map(|name| Field::new(name, DataType::Utf8, true))
        .to_vec();
    columns.extend([
        string("text"),
        list("tokens", vec![number("start"), number("end"), string("kind")]),
        list("sentences", vec![number("first"), number("end"), string("kind")]),
        list(
            "entities",
            vec![number("start"), number("end"), string("label"), string("form"), score()],
        ),
        list("summary", vec![number("sentence"), score()]),
    ]);
    Schema::new(columns)
}

fn list(name: &str, fields: Vec<Field>) -> Field {
    let item = Field::new("item", DataType::Struct(Fields::from(fields)), false);
    Field::new(name, DataType::List(Arc::new(item)), true)
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row<'d> {
    #[serde(flatten)]
    metadata: Cow<'d, Metadata>,
    text: Cow<'d, str>,
    tokens: Option<Vec<TokenRow>>,
    sentences: Option<Vec<SentenceRow>>,
    entities: Option<Vec<EntityRow<'d>>>,
    summary: Option<Vec<SummaryRow>>,
}

#[derive(Serialize, Deserialize)]
struct TokenRow {
    start: u32,
    end: u32,
    kind: TokenKind,
}

#[derive(Serialize, Deserialize)]
struct SentenceRow {
    first: u32,
    end: u32,
    kind: SentenceKind,
}

#[derive(Serialize, Deserialize)]
struct EntityRow<'d> {
    start: u32,
    end: u32,
    label: Cow<'d, str>,
    form: Form,
    score: Option<f32>,
}

#[derive(Serialize, Deserialize)]
struct SummaryRow {
    sentence: u32,
    score: Option<f32>,
}

impl EntityRow<'_> {
    fn mention(&self) -> Result<Mention<'_>, InputError> {
        let span = Span::try_new(self.start, self.end).map_err(InputError::new)?;
        Ok(Mention { span, label: &self.label, form: self.form, score: self.score })
    }
}

impl<'d> Row<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let metadata = document.layer::<Metadata>().ok();
        Self {
            metadata: metadata.map_or_else(Cow::default, Cow::Borrowed),
            text: document.text().into(),
            tokens: document.layer().ok().map(token_rows),
            sentences: document.layer().ok().map(sentence_rows),
            entities: document.layer().ok().map(entity_rows),
            summary: document.layer().ok().map(summary_rows),
        }
    }

    /// Fills `document`; every layer is checked.
    pub(crate) fn load(&self, document: &mut Document) -> Result<(), InputError> {
        document.reset(&self.text)?;
        insert(document, Some(self.metadata.clone().into_owned()))?;
        insert(document, self.tokens.as_deref().map(tokens).transpose()?)?;
        insert(document, self.sentences.as_deref().map(sentences).transpose()?)?;
        insert(document, self.entities.as_deref().map(entities).transpose()?)?;
        insert(document, self.summary.as_deref().map(summary).transpose()?)
    }
}

fn insert<L: Layer>(document: &mut Document, layer: Option<L>) -> Result<(), InputError> {
    layer.map_or(Ok(()), |layer| document.insert(layer).map_err(InputError::new))
}

fn token_rows(tokens: &Tokens) -> Vec<TokenRow> {
    let pairs = tokens.spans().iter().zip(tokens.kinds());
    pairs.map(|(span, &kind)| TokenRow { start: span.start(), end: span.end(), kind }).collect()
}

fn sentence_rows(sentences: &Sentences) -> Vec<SentenceRow> {
    let firsts = std::iter::once(0).chain(sentences.ends().iter().copied());
    let pairs = firsts.zip(sentences.ends()).zip(sentences.kinds());
    pairs.map(|((first, &end), &kind)| SentenceRow { first, end, kind }).collect()
}

fn entity_rows(entities: &Entities) -> Vec<EntityRow<'_>> {
    let row = |entity: Entity| EntityRow {
        start: entity.span.start(),
        end: entity.span.end(),
        label: entities.scheme().name(entity.label).into(),
        form: entity.form,
        score: entity.score,
    };
    entities.iter().map(row).collect()
}

fn summary_rows(summary: &Summary) -> Vec<SummaryRow> {
    let pairs = summary.sentences().iter().zip(summary.scores());
    pairs.map(|(&sentence, &score)| SummaryRow { sentence, score: Some(score) }).collect()
}

/// A layer from its columns on the wire, which it checks.
fn layer<L: for<'de> Deserialize<'de>>(columns: Value) -> Result<L, InputError> {
    serde_json::from_value(columns).map_err(InputError::new)
}

fn tokens(rows: &[TokenRow]) -> Result<Tokens, InputError> {
    let spans: Vec<_> = rows.iter().map(|row| (row.start, row.end)).collect();
    let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
    layer(json!({ "spans": spans, "kinds": kinds }))
}

/// Sentences follow one another, so their ends tell all.
fn sentences(rows: &[SentenceRow]) -> Result<Sentences, InputError> {
    let ends: Vec<_> = rows.iter().map(|row| row.end).collect();
    let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
    layer(json!({ "ends": ends, "kinds": kinds }))
}

fn entities(rows: &[EntityRow<'_>]) -> Result<Entities, InputError> {
    let mentions = rows.iter().map(EntityRow::mention).collect::<Result<Vec<_>, _>>()?;
    Entities::try_new(mentions).map_err(InputError::new)
}

fn summary(rows: &[SummaryRow]) -> Result<Summary, InputError> {
    let sentences: Vec<_> = rows.iter().map(|row| row.sentence).collect();
    let scores: Vec<_> = rows.iter().map(|row| row.score.unwrap_or_default()).collect();
    layer(json!({ "sentences": sentences, "scores": scores }))
}
