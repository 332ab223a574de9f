//! A stage of one's own beside the built-in ones: how long it takes to read an article.
//!
//! `cargo run --release --example custom_stage`
#![expect(clippy::print_stdout, reason = "the example shows what came out")]

use std::ops::ControlFlow;

use satz_driver::{
    Layer, Outcome, Pipeline, RunOptions, SentenceSplitter, Stage, StageError, Tokenizer, Tokens,
    wire,
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
struct Reader;

impl Stage for Reader {
    type Reads = Tokens;
    type Writes = ReadingTime;

    fn name(&self) -> &'static str {
        "reading time"
    }

    fn annotate(&self, _: &str, tokens: &Tokens, time: &mut ReadingTime) -> Result<(), StageError> {
        time.seconds = tokens.len() / 4;
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (tokens, sentences) = (Tokenizer::german(), SentenceSplitter::german());
    let pipeline = Pipeline::builder().stage(tokens).stage(sentences).stage(Reader).build()?;
    let articles = ["Im Tal schneit es seit dem frühen Morgen.", "Die Straße ist wieder frei."];
    // The articles are annotated in parallel and come out in order; one that fails, fails alone.
    let mut print = |outcome: Outcome<'_, &str>| {
        match outcome.document {
            Ok(document) => println!("{}", wire::to_string(document)?),
            Err(error) => println!("{error}"),
        }
        Ok::<_, wire::WireError>(ControlFlow::Continue(()))
    };
    pipeline.run(articles, &RunOptions::default(), &mut print)?;
    Ok(())
}
