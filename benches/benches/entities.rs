//! Entities, with tokens and sentences given.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use satz_benches::{annotated, assert_same, samples};
use satz_driver::{EntityRecognizer, Pipeline, Preset, PresetStage, Tokens};

fn entities(criterion: &mut Criterion) {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
    let given = Preset { stages, ..Preset::default() }.pipeline().expect("the stages fit");
    let recognizer = EntityRecognizer::german();
    let fresh = Pipeline::builder()
        .given::<Tokens>()
        .given::<satz_driver::Sentences>()
        .stage(EntityRecognizer::german())
        .build()
        .expect("the stages fit");
    let mut group = criterion.benchmark_group("entities");
    for sample in samples() {
        let mut document = annotated(&given, &sample.text);
        let tokens = document.layer::<Tokens>().map_or(0, Tokens::len) as u64;
        group.throughput(Throughput::ElementsAndBytes {
            elements: tokens,
            bytes: sample.text.len() as u64,
        });
        group.bench_function(BenchmarkId::from_parameter(sample.name), |bencher| {
            bencher.iter(|| document.apply(&recognizer).expect("the stage knows German"));
        });
        let mut expected = annotated(&given, &sample.text);
        fresh.process(&mut expected).expect("the stage knows German");
        if document.has::<satz_driver::Entities>() {
            assert_same(&document, &expected);
        }
    }
    group.finish();
}

criterion_group!(benches, entities);
criterion_main!(benches);
