//! Entities, with tokens and sentences given: texts whose words were seen before, and texts whose
//! words come for the first time.

use std::hint::black_box;

use criterion::measurement::WallTime;
use criterion::{
    BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main,
};
use satz_benches::answer::{ALL_STAGES, annotated, checksum, pipeline};
use satz_benches::sample::code;
use satz_benches::stage::{self, criterion};
use satz_benches::{articles, samples};
use satz_driver::{EntityRecognizer, Language, PresetStage, Tokens};

const GIVEN: [PresetStage; 2] = [PresetStage::Tokens, PresetStage::Sentences];

fn entities(criterion: &mut Criterion) {
    use Language::{English, German};
    let mut group = criterion.benchmark_group("entities");
    stage::bench(&mut group, German, &GIVEN, &EntityRecognizer::german());
    stage::bench(&mut group, English, &GIVEN, &EntityRecognizer::english());
    group.finish();
    // Groups of their own: Criterion compares the throughput of a group in one unit.
    let mut group = criterion.benchmark_group("entities, first words");
    cold(&mut group, German, EntityRecognizer::german);
    cold(&mut group, English, EntityRecognizer::english);
    group.finish();
    let mut group = criterion.benchmark_group("entities, start");
    load(&mut group, German, EntityRecognizer::german);
    load(&mut group, English, EntityRecognizer::english);
    group.finish();
}

/// Times a fresh recognizer on all articles, each once. What it finds must be what one finds that
/// knows all their words.
fn cold(
    group: &mut BenchmarkGroup<'_, WallTime>,
    language: Language,
    recognizer: fn() -> EntityRecognizer,
) {
    let given = pipeline(language, &GIVEN);
    let mut document = annotated(&given, &articles(language).join("\n\n"));
    let tokens = document.layer::<Tokens>().map_or(0, Tokens::len);
    let warm = recognizer();
    let expected = [(); 2].map(|()| {
        document.apply(&warm).expect("a stage takes any text");
        checksum(&document)
    })[1];
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function(code(language), |bencher| {
        let apply = |recognizer: EntityRecognizer| {
            document.apply(&recognizer).expect("a stage takes any text");
            recognizer
        };
        bencher.iter_batched(recognizer, apply, BatchSize::PerIteration);
        assert_eq!(checksum(&document), expected, "a bench with another answer is void");
    });
}

/// Times reading the built-in model. What a recognizer with it finds must be what the pipeline
/// finds.
fn load(
    group: &mut BenchmarkGroup<'_, WallTime>,
    language: Language,
    recognizer: fn() -> EntityRecognizer,
) {
    group.throughput(Throughput::Elements(1));
    group.bench_function(code(language), |bencher| {
        bencher.iter_with_large_drop(|| black_box(recognizer()));
        let [_, article, _] = samples(language);
        let mut document = annotated(&pipeline(language, &GIVEN), &article.text);
        document.apply(&recognizer()).expect("a stage takes any text");
        let expected = annotated(&pipeline(language, &ALL_STAGES[..3]), &article.text);
        assert_eq!(checksum(&document), checksum(&expected), "another answer");
    });
}

criterion_group!(name = benches; config = criterion(); targets = entities);
criterion_main!(benches);
