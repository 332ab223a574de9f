//! A layer and a stage from outside live beside the built-in ones, and survive readers that do
//! not know them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use satz_driver::{
    Document, Layer, LayerRegistry, Pipeline, SentenceSplitter, Sentences, Stage, StageError,
    Tokenizer, Tokens, wire,
};
use serde::{Deserialize, Serialize};

/// Tokens in the longest sentence.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Longest {
    tokens: usize,
}

impl Layer for Longest {
    const NAME: &'static str = "acme.longest";

    fn clear(&mut self) {
        self.tokens = 0;
    }
}

struct Measure;

impl Stage for Measure {
    type Reads = (Tokens, Sentences);
    type Writes = Longest;

    fn name(&self) -> &'static str {
        "acme measure"
    }

    fn annotate(
        &self,
        _: &str,
        (_, sentences): (&Tokens, &Sentences),
        longest: &mut Longest,
    ) -> Result<(), StageError> {
        longest.tokens = sentences.token_ranges().map(|range| range.len()).max().unwrap_or(0);
        Ok(())
    }
}

fn annotated() -> Document {
    let pipeline = Pipeline::builder()
        .stage(Tokenizer::german())
        .stage(SentenceSplitter::german())
        .stage(Measure)
        .build()
        .unwrap();
    let mut document = Document::new("Es schneit. Die Straßen sind heute glatt.").unwrap();
    pipeline.process(&mut document).unwrap();
    document
}

#[test]
fn its_layer_travels_beside_the_others() {
    let line = wire::to_string(&annotated()).unwrap();
    let again = LayerRegistry::standard().with::<Longest>().read(&line).unwrap();
    assert_eq!(again.layer::<Longest>().unwrap(), &Longest { tokens: 6 });
    assert_eq!(wire::to_string(&again).unwrap(), line);
}

#[test]
fn a_reader_that_does_not_know_it_loses_nothing() {
    let line = wire::to_string(&annotated()).unwrap();
    let stranger = LayerRegistry::standard().read(&line).unwrap();
    assert!(!stranger.has::<Longest>());
    assert_eq!(wire::to_string(&stranger).unwrap(), line);
}

#[test]
fn its_layer_is_checked_like_any_other() {
    let line = wire::to_string(&annotated()).unwrap();
    let broken = line.replace(r#""acme.longest":{"tokens":6}"#, r#""acme.longest":{"tokens":-6}"#);
    let error = LayerRegistry::standard().with::<Longest>().read(&broken).unwrap_err();
    assert!(error.to_string().starts_with("layer `acme.longest` cannot be read"), "{error}");
}
