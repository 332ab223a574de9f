//! Pipelines refuse stages that do not fit, and keep what documents bring along.

use satz_driver::{
    BuildError, Document, Pipeline, SentenceKind, Sentences, Span, Stage, StageError, Summary,
    TokenKind, Tokens,
};

/// One token over the whole text.
struct OneToken;

impl Stage for OneToken {
    type Reads = ();
    type Writes = Tokens;

    fn name(&self) -> &'static str {
        "one token"
    }

    fn annotate(&self, text: &str, (): (), tokens: &mut Tokens) -> Result<(), StageError> {
        let end = u32::try_from(text.len()).map_err(StageError::new)?;
        tokens.push(Span::new(0, end), TokenKind::Word);
        Ok(())
    }
}

/// One sentence over all tokens.
struct OneSentence;

impl Stage for OneSentence {
    type Reads = Tokens;
    type Writes = Sentences;

    fn name(&self) -> &'static str {
        "one sentence"
    }

    fn annotate(
        &self,
        _: &str,
        tokens: &Tokens,
        sentences: &mut Sentences,
    ) -> Result<(), StageError> {
        let end = u32::try_from(tokens.len()).map_err(StageError::new)?;
        sentences.push(end, SentenceKind::Sentence);
        Ok(())
    }
}

/// Writes a summary of a sentence that does not exist.
struct BadSummary;

impl Stage for BadSummary {
    type Reads = (Tokens, Option<Sentences>);
    type Writes = Summary;

    fn name(&self) -> &'static str {
        "bad summary"
    }

    fn annotate(
        &self,
        _: &str,
        _: (&Tokens, Option<&Sentences>),
        summary: &mut Summary,
    ) -> Result<(), StageError> {
        summary.push(99, 1.0);
        Ok(())
    }
}

#[test]
fn a_stage_without_its_input_does_not_build() {
    let error = Pipeline::builder().stage(OneSentence).build().unwrap_err();
    let expected = "stage `one sentence` needs layer `tokens`, which no earlier stage provides";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn stages_in_the_wrong_order_do_not_build() {
    let error = Pipeline::builder().stage(OneSentence).stage(OneToken).build().unwrap_err();
    assert!(matches!(error, BuildError::WrongOrder { layer: "tokens", .. }), "{error}");
    // An optional layer that comes too late would silently never be there.
    let builder = Pipeline::builder().stage(OneToken).stage(BadSummary).stage(OneSentence);
    let error = builder.build().unwrap_err();
    assert!(matches!(error, BuildError::WrongOrder { layer: "sentences", .. }), "{error}");
}

#[test]
fn a_layer_has_one_writer() {
    let error = Pipeline::builder().stage(OneToken).stage(OneToken).build().unwrap_err();
    assert!(matches!(error, BuildError::NameTaken { .. }), "{error}");
}

#[test]
fn given_layers_stand_for_a_stage() {
    let pipeline = Pipeline::builder().given::<Tokens>().stage(OneSentence).build().unwrap();
    let mut document = Document::new("Es schneit").unwrap();
    assert!(pipeline.process(&mut document).is_err(), "the promise was not kept");
    document.apply(&OneToken).unwrap();
    pipeline.process(&mut document).unwrap();
    assert_eq!(document.sentences().unwrap().len(), 1);
}

#[test]
fn what_a_document_brings_is_kept() {
    let pipeline = Pipeline::builder().stage(OneToken).build().unwrap();
    let mut document = Document::new("Es schneit").unwrap();
    let mut tokens = Tokens::default();
    tokens.push(Span::new(0, 2), TokenKind::Word);
    document.insert(tokens).unwrap();
    pipeline.process(&mut document).unwrap();
    assert_eq!(document.layer::<Tokens>().unwrap().spans(), [Span::new(0, 2)]);
}

#[test]
fn an_invalid_layer_is_an_error_of_its_stage() {
    let pipeline = Pipeline::builder().stage(OneToken).stage(OneSentence).stage(BadSummary);
    let mut document = Document::new("Es schneit").unwrap();
    let error = pipeline.build().unwrap().process(&mut document).unwrap_err();
    let expected = "stage `bad summary`: layer `summary` is invalid: sentence 99 of 1 is chosen";
    assert_eq!(error.to_string(), expected);
    assert!(!document.has::<Summary>());
    assert!(document.has::<Sentences>(), "earlier stages keep their layers");
}
