//! What the machine can do: line feeds, UTF-8 validation, byte classes.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use satz_benches::{floor, samples};
use std::hint::black_box;

fn floors(criterion: &mut Criterion) {
    let [_, _, protocol] = samples();
    let text = protocol.text.as_str();
    let mut group = criterion.benchmark_group("floor");
    group.throughput(Throughput::Bytes(text.len() as u64));
    assert_eq!(floor::count_lines(text), text.matches('\n').count());
    group.bench_function("memchr", |bencher| bencher.iter(|| floor::count_lines(black_box(text))));
    assert!(floor::validate(text.as_bytes()));
    group.bench_function("utf-8", |bencher| {
        bencher.iter(|| floor::validate(black_box(text.as_bytes())));
    });
    let mut spans = Vec::new();
    group.bench_function("byte classes", |bencher| {
        bencher.iter(|| floor::byte_class_spans(black_box(text), &mut spans));
    });
    assert!(spans.is_sorted());
    group.finish();
}

criterion_group!(benches, floors);
criterion_main!(benches);
