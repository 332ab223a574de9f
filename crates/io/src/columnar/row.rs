//! A document read from a row: its text, what is known of it, and layers from lists of structs.

use satz_driver::{
    Document, Entities, Form, InputError, Layer, Mention, Metadata, SentenceKind, Sentences, Span,
    Summary, TokenKind, Tokens,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// A row of [`parquet_schema`](crate::parquet_schema).
#[derive(Deserialize)]
pub(crate) struct Row {
    #[serde(flatten)]
    metadata: Metadata,
    text: String,
    tokens: Option<Vec<TokenRow>>,
    sentences: Option<Vec<SentenceRow>>,
    entities: Option<Vec<EntityRow>>,
    summary: Option<Vec<SummaryRow>>,
}

#[derive(Deserialize)]
struct TokenRow {
    start: u32,
    end: u32,
    kind: TokenKind,
}

/// Sentences follow one another, so `first` tells nothing that the one before does not.
#[derive(Deserialize)]
struct SentenceRow {
    end: u32,
    kind: SentenceKind,
}

#[derive(Deserialize)]
struct EntityRow {
    start: u32,
    end: u32,
    label: String,
    form: Form,
    score: Option<f32>,
}

#[derive(Deserialize)]
struct SummaryRow {
    sentence: u32,
    score: Option<f32>,
}

impl EntityRow {
    fn mention(&self) -> Result<Mention<'_>, InputError> {
        let span = Span::try_new(self.start, self.end).map_err(InputError::new)?;
        Ok(Mention { span, label: &self.label, form: self.form, score: self.score })
    }
}

impl Row {
    /// Fills `document`; every layer is checked.
    pub(crate) fn load(self, document: &mut Document) -> Result<(), InputError> {
        document.reset(&self.text)?;
        insert(document, Some(self.metadata))?;
        insert(document, self.tokens.as_deref().map(tokens).transpose()?)?;
        insert(document, self.sentences.as_deref().map(sentences).transpose()?)?;
        insert(document, self.entities.as_deref().map(entities).transpose()?)?;
        insert(document, self.summary.as_deref().map(summary).transpose()?)
    }
}

fn insert<L: Layer>(document: &mut Document, layer: Option<L>) -> Result<(), InputError> {
    layer.map_or(Ok(()), |layer| document.insert(layer).map_err(InputError::new))
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

fn sentences(rows: &[SentenceRow]) -> Result<Sentences, InputError> {
    let ends: Vec<_> = rows.iter().map(|row| row.end).collect();
    let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
    layer(json!({ "ends": ends, "kinds": kinds }))
}

fn entities(rows: &[EntityRow]) -> Result<Entities, InputError> {
    let mentions = rows.iter().map(EntityRow::mention).collect::<Result<Vec<_>, _>>()?;
    Entities::try_new(mentions).map_err(InputError::new)
}

fn summary(rows: &[SummaryRow]) -> Result<Summary, InputError> {
    let sentences: Vec<_> = rows.iter().map(|row| row.sentence).collect();
    let scores: Vec<_> = rows.iter().map(|row| row.score.unwrap_or_default()).collect();
    layer(json!({ "sentences": sentences, "scores": scores }))
}
