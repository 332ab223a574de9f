//! A stage of one's own beside the built-in ones: how long it takes to read an article.
//!
//! `cargo run --release --example custom_stage`
#![expect(clippy::print_stdout, reason = "the example shows what came out")]

use std::ops::ControlFlow;
use std::sync::Arc;

use satz_driver::{
    Document, Encode, Layer, Outcome, Pipeline, RunOptions, SentenceSplitter, Stage, StageError,
    Tokenizer, Tokens, wire,
};
use serde::{Deserialize, Serialize};

/// The new layer: any struct that serialises, under a name of our own.
#[derive(Default, Serialize, Deserialize)]
struct ReadingTime {
    seconds: usize,
}

impl Layer for ReadingTime {
    const NAME: &'static str = "acme.reading_time";

    fn clear(&mut self) {
        self.seconds = 0;
    }
}

/// The new stage: it reads tokens and writes the new layer, and can touch nothing else.
struct Reader {
    words_per_minute: usize,
}

impl Stage for Reader {
    type Reads = Tokens;
    type Writes = ReadingTime;

    fn name(&self) -> &'static str {
        "reading time"
    }

    fn annotate(&self, _: &str, tokens: &Tokens, time: &mut ReadingTime) -> Result<(), StageError> {
        let words = tokens.kinds().iter().filter(|kind| kind.is_wordlike()).count();
        time.seconds = words * 60 / self.words_per_minute;
        Ok(())
    }
}

/// Documents as JSON lines, made on the worker threads.
struct Lines;

impl Encode for Lines {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        wire::write(document, out).map_err(StageError::new)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pipeline = Pipeline::builder()
        .stage(Tokenizer::german())
        .stage(SentenceSplitter::german())
        .stage(Reader { words_per_minute: 240 })
        .build()?;
    let articles = ["Im Tal schneit es seit dem frühen Morgen.", "Die Straße ist wieder frei."];
    let options = RunOptions { encoder: Some(Arc::new(Lines)), ..RunOptions::default() };
    let mut print = |outcome: Outcome<'_, &str>| {
        println!("{}", String::from_utf8_lossy(outcome.encoded));
        Ok::<_, std::convert::Infallible>(ControlFlow::Continue(()))
    };
    pipeline.run(articles, &options, &mut print)?;
    Ok(())
}
