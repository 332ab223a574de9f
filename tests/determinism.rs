//! The same bytes come out, whatever the threads, the batches and the documents before.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

use satz_driver::{Document, Encode, Outcome, Pipeline, RunOptions};
use satz_io::{Corpus, InputFormat, JsonLines, Record};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures");

/// The articles of the fixtures, several times over and in both directions.
fn corpus() -> Vec<Record> {
    let articles: Vec<_> = Corpus::new([FIXTURES.into()], InputFormat::Auto).collect();
    assert!(articles.len() >= 16);
    let backwards: Vec<_> = articles.iter().rev().cloned().collect();
    [articles.clone(), backwards.clone(), articles, backwards].concat()
}

fn run(pipeline: &Pipeline, corpus: &[Record], threads: usize, batch: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sink = |outcome: Outcome<'_, Record>| -> Result<_, Infallible> {
        assert!(outcome.document.is_ok());
        out.extend_from_slice(outcome.encoded);
        Ok(ControlFlow::Continue(()))
    };
    let options = RunOptions {
        threads: NonZeroUsize::new(threads).unwrap(),
        batch_documents: NonZeroUsize::new(batch).unwrap(),
        encoder: Some(Arc::new(JsonLines)),
        ..RunOptions::default()
    };
    pipeline.run(corpus.iter().cloned(), &options, &mut sink).unwrap();
    out
}

#[test]
fn threads_and_batches_do_not_show() {
    let (pipeline, corpus) = (Pipeline::multilingual(), corpus());
    let expected = run(&pipeline, &corpus, 1, 1);
    for (threads, batch) in [(1, 64), (2, 1), (2, 16), (8, 5), (8, 1000)] {
        assert_eq!(run(&pipeline, &corpus, threads, batch), expected, "{threads} {batch}");
    }
}

#[test]
fn recycled_documents_and_caches_do_not_show() {
    let (warm, corpus) = (Pipeline::german(), corpus());
    for record in &corpus[..25] {
        let mut documents = [Document::default(), Document::default()];
        let mut lines = [Vec::new(), Vec::new()];
        let cold = Pipeline::german();
        for ((document, line), pipeline) in documents.iter_mut().zip(&mut lines).zip([&warm, &cold])
        {
            satz_driver::Input::load(record, document).unwrap();
            pipeline.process(document).unwrap();
            JsonLines.encode(document, line).unwrap();
        }
        assert_eq!(lines[0], lines[1], "{}", record.place());
    }
}
