//! Runs keep order and account, whatever the threads and whatever fails.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use satz_driver::{
    Document, Input, InputError, Layer, Metadata, Outcome, Pipeline, RunError, RunOptions,
    RunReport, Stage, StageError, wire,
};
use serde::{Deserialize, Serialize};

/// The length of the text; fails and panics on request.
struct Length;

#[derive(Default, Serialize, Deserialize)]
struct Bytes {
    bytes: usize,
}

impl Layer for Bytes {
    const NAME: &'static str = "test.bytes";

    fn clear(&mut self) {
        self.bytes = 0;
    }
}

impl Stage for Length {
    type Reads = ();
    type Writes = Bytes;

    fn name(&self) -> &'static str {
        "length"
    }

    fn annotate(&self, text: &str, (): (), length: &mut Bytes) -> Result<(), StageError> {
        assert!(text != "panic", "asked to panic");
        if text == "fail" {
            return Err(StageError::new("asked to fail"));
        }
        length.bytes = text.len();
        Ok(())
    }
}

fn pipeline() -> Pipeline {
    Pipeline::builder().stage(Length).build().unwrap()
}

fn options(threads: usize, batch_documents: usize) -> RunOptions {
    let number = |n| NonZeroUsize::new(n).unwrap();
    RunOptions {
        threads: number(threads),
        batch_documents: number(batch_documents),
        ..RunOptions::default()
    }
}

fn corpus() -> Vec<String> {
    let special = |index: usize| match index % 100 {
        13 => "fail".to_owned(),
        57 => "panic".to_owned(),
        _ => "x".repeat(index % 321),
    };
    (0..1000).map(special).collect()
}

fn lines(corpus: &[String], options: &RunOptions) -> Vec<String> {
    let mut lines = Vec::new();
    let mut sink = |outcome: Outcome<'_, &String>| -> Result<_, Infallible> {
        assert_eq!(outcome.index, lines.len());
        lines.push(match outcome.document {
            Ok(document) => wire::to_string(document).unwrap(),
            Err(error) => error.to_string(),
        });
        Ok(ControlFlow::Continue(()))
    };
    let report = pipeline().run(corpus, options, &mut sink).unwrap();
    assert_eq!((report.documents, report.ok, report.failed), (1000, 980, 20));
    lines
}

#[test]
fn order_and_bytes_are_the_same_for_all_threads_and_batches() {
    let corpus = corpus();
    let expected = lines(&corpus, &options(1, 1));
    assert_eq!(expected[13], "stage `length`: asked to fail");
    assert!(expected[57].starts_with("stage `length`: it panicked: asked to panic"));
    assert!(expected[58].ends_with(r#""test.bytes":{"bytes":58}}}"#), "{}", expected[58]);
    for threads in [1, 2, 8] {
        for batch in [1, 7, 256, 5000] {
            assert_eq!(lines(&corpus, &options(threads, batch)), expected, "{threads} {batch}");
        }
    }
}

#[test]
fn a_sink_that_breaks_is_not_called_again() {
    let mut calls = 0;
    let mut sink = |_: Outcome<'_, &str>| -> Result<_, Infallible> {
        calls += 1;
        Ok(if calls == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    };
    let corpus = std::iter::repeat("a text without end");
    let report = pipeline().run(corpus, &options(2, 2), &mut sink).unwrap();
    assert_eq!((report.documents, calls), (3, 3));
}

#[test]
fn a_sink_that_fails_ends_the_run() {
    let mut sink = |_: Outcome<'_, &str>| Err("the disk is full");
    let error = pipeline().run(["a", "b"], &options(2, 1), &mut sink).unwrap_err();
    assert!(matches!(error, RunError::Sink("the disk is full")));
}

#[test]
fn an_empty_corpus_is_a_run() {
    let mut sink = |_: Outcome<'_, &str>| -> Result<_, Infallible> { unreachable!() };
    let report = pipeline().run([], &options(2, 1), &mut sink).unwrap();
    assert_eq!(report.documents, 0);
}

#[test]
fn single_documents_run_the_same_stages() {
    let mut document = Document::new("Servus").unwrap();
    pipeline().process(&mut document).unwrap();
    assert_eq!(document.layer::<Bytes>().unwrap().bytes, 6);
}

/// A text with an id, or an item that cannot be loaded.
enum Item {
    Named(&'static str),
    Locked,
}

impl Input for Item {
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        let Self::Named(id) = self else { return Err(InputError::new("it is locked away")) };
        document.reset("Servus")?;
        let id = Some((*id).to_owned());
        document.insert(Metadata { id, ..Metadata::default() }).map_err(InputError::new)
    }

    fn size(&self) -> usize {
        6
    }
}

#[test]
fn an_item_that_fails_early_is_not_taken_for_the_one_before() {
    let mut named = Vec::new();
    let mut sink = |outcome: Outcome<'_, Item>| -> Result<_, Infallible> {
        named.extend(outcome.document.err().map(|error| error.document().map(str::to_owned)));
        Ok(ControlFlow::Continue(()))
    };
    let corpus = || [Item::Named("first"), Item::Locked].into_iter();
    // The second batch of one document is annotated where the first one was.
    pipeline().run(corpus().chain(corpus()), &options(1, 1), &mut sink).unwrap();
    assert_eq!(named, [None, None]);
}

#[test]
fn the_slowest_documents_are_told_in_order() {
    let corpus: Vec<_> = (0..30).map(|index| "x".repeat(index * 1000)).collect();
    let mut sink =
        |_: Outcome<'_, &String>| -> Result<_, Infallible> { Ok(ControlFlow::Continue(())) };
    let report = pipeline().run(&corpus, &options(2, 4), &mut sink).unwrap();
    assert_eq!(report.slowest.len(), 10);
    assert!(report.slowest.windows(2).all(|pair| pair[0].seconds >= pair[1].seconds));
    assert!(report.slowest.iter().all(|slow| slow.bytes == slow.index * 1000));
}

#[test]
fn what_was_done_before_is_part_of_the_account() {
    let mut report = RunReport { documents: 3, ok: 2, failed: 1, ..RunReport::default() };
    report.add_skipped(7);
    assert_eq!((report.documents, report.skipped), (10, 7));
}

#[test]
fn no_more_is_read_than_may_be_in_memory() {
    let (read, received) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let most = AtomicUsize::new(0);
    let corpus = (0..2000).map(|_| {
        let ahead = read.fetch_add(1, Ordering::Relaxed) - received.load(Ordering::Relaxed);
        most.fetch_max(ahead, Ordering::Relaxed);
        "x".repeat(1000)
    });
    let mut sink = |_: Outcome<'_, String>| -> Result<_, Infallible> {
        received.fetch_add(1, Ordering::Relaxed);
        Ok(ControlFlow::Continue(()))
    };
    let options = RunOptions { bytes_in_flight: 50_000, batch_bytes: 5000, ..options(4, 64) };
    pipeline().run(corpus, &options, &mut sink).unwrap();
    let most = most.load(Ordering::Relaxed);
    // One batch is read before it is known whether there is room for it.
    assert!(most <= 55, "{most} of 1,000 bytes each");
}
