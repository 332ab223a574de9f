//! Runs over a corpus into JSON lines: documents of three lengths, one thread and two.

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use satz_benches::answer::{ALL_STAGES, pipeline};
use satz_benches::samples;
use satz_benches::stage::criterion;
use satz_driver::{Language, Outcome, Pipeline, RunOptions};
use satz_io::JsonLines;
use xxhash_rust::xxh3::Xxh3;

/// Bytes of text in a corpus, whatever the length of its documents.
const CORPUS_BYTES: usize = 2_400_000;

/// Annotates `corpus` and returns the checksum of the lines that came out, in order.
fn run(pipeline: &Pipeline, corpus: &[&str], threads: NonZeroUsize) -> u64 {
    let mut lines = Xxh3::new();
    let mut sink = |outcome: Outcome<'_, &&str>| -> Result<_, Infallible> {
        lines.update(outcome.encoded);
        Ok(ControlFlow::Continue(()))
    };
    let encoder = Some(Arc::new(JsonLines) as _);
    let options = RunOptions { threads, encoder, ..RunOptions::default() };
    let report = pipeline.run(corpus, &options, &mut sink).expect("a closure does not fail");
    assert_eq!((report.ok, report.failed), (corpus.len() as u64, 0));
    lines.digest()
}

fn corpus(criterion: &mut Criterion) {
    let pipeline = pipeline(Language::German, &ALL_STAGES);
    let mut group = criterion.benchmark_group("corpus");
    group.sample_size(10);
    for sample in samples(Language::German) {
        let corpus = vec![sample.text.as_str(); CORPUS_BYTES / sample.text.len()];
        group.throughput(Throughput::Bytes((sample.text.len() * corpus.len()) as u64));
        let expected = run(&pipeline, &corpus, NonZeroUsize::MIN);
        for threads in [1, 2].map(|threads| NonZeroUsize::new(threads).expect("not zero")) {
            group.bench_function(format!("{}/{threads} threads", sample.name), |bencher| {
                bencher.iter(|| assert_eq!(run(&pipeline, &corpus, threads), expected));
            });
        }
    }
    group.finish();
}

criterion_group!(name = benches; config = criterion(); targets = corpus);
criterion_main!(benches);
