//! All stages and the line of JSON, on one recycled document: what one core does.

use criterion::{Criterion, criterion_group, criterion_main};
use satz_benches::answer::{ALL_STAGES, pipeline};
use satz_benches::sample::LANGUAGES;
use satz_benches::stage::{criterion, throughput};
use satz_benches::{Sample, annotated, checksum, floor, samples};
use satz_driver::{Document, Pipeline, wire};
use xxhash_rust::xxh3::xxh3_64;

fn all_stages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pipeline");
    for language in LANGUAGES {
        let pipeline = pipeline(language, &ALL_STAGES);
        for sample in samples(language) {
            floor::bench(&mut group, &sample);
            group.bench_function(&sample.name, |bencher| {
                let (mut document, mut line) = (Document::default(), Vec::new());
                bencher.iter(|| annotate(&pipeline, &sample, &mut document, &mut line));
                let expected = annotated(&pipeline, &sample.text);
                assert_eq!(checksum(&document), checksum(&expected), "another answer");
            });
        }
    }
    group.finish();
}

/// From a text to its line of JSON, in buffers that were used before.
fn annotate(pipeline: &Pipeline, sample: &Sample, document: &mut Document, line: &mut Vec<u8>) {
    document.reset(&sample.text).expect("a sample is short");
    pipeline.process(document).expect("the stages take any text");
    line.clear();
    wire::write(document, line).expect("the built-in layers are expressible");
}

fn json(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("json");
    for language in LANGUAGES {
        let pipeline = pipeline(language, &ALL_STAGES);
        for sample in samples(language) {
            let (document, mut line) = (annotated(&pipeline, &sample.text), Vec::new());
            group.throughput(throughput(&sample));
            group.bench_function(&sample.name, |bencher| {
                bencher.iter(|| {
                    line.clear();
                    wire::write(&document, &mut line).expect("the layers are expressible");
                });
                let expected = annotated(&pipeline, &sample.text);
                assert_eq!(xxh3_64(&line), checksum(&expected), "another answer");
            });
        }
    }
    group.finish();
}

criterion_group!(name = benches; config = criterion(); targets = all_stages, json);
criterion_main!(benches);
