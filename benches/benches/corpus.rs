//! A corpus of articles into JSON lines, with one thread and with two.

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use satz_benches::articles;
use satz_driver::{Outcome, Pipeline, RunOptions};
use satz_io::JsonLines;

/// Annotates `corpus` and returns the bytes that came out.
fn run(pipeline: &Pipeline, corpus: &[String], threads: NonZeroUsize) -> usize {
    let mut written = 0;
    let mut sink = |outcome: Outcome<'_, &String>| -> Result<_, Infallible> {
        written += outcome.encoded.len();
        Ok(ControlFlow::Continue(()))
    };
    let encoder = Some(Arc::new(JsonLines) as _);
    let options = RunOptions { threads, encoder, ..RunOptions::default() };
    let report = pipeline.run(corpus, &options, &mut sink).expect("a closure does not fail");
    assert_eq!((report.ok, report.failed), (corpus.len() as u64, 0));
    written
}

fn corpus(criterion: &mut Criterion) {
    let (pipeline, corpus) = (Pipeline::german(), articles().repeat(50));
    let bytes = corpus.iter().map(|text| text.len() as u64).sum();
    let threads = [1, 2].map(|threads| NonZeroUsize::new(threads).expect("not zero"));
    let expected = run(&pipeline, &corpus, threads[0]);
    let mut group = criterion.benchmark_group("corpus");
    group.sample_size(10).throughput(Throughput::Bytes(bytes));
    for threads in threads {
        group.bench_function(BenchmarkId::new("threads", threads), |bencher| {
            bencher.iter(|| assert_eq!(run(&pipeline, &corpus, threads), expected));
        });
    }
    group.finish();
}

criterion_group!(benches, corpus);
criterion_main!(benches);
