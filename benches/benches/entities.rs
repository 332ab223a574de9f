//! Entities, with tokens and sentences given.

use criterion::{Criterion, criterion_group, criterion_main};
use satz_benches::stage::{self, criterion};
use satz_driver::{EntityRecognizer, Language, PresetStage};

fn entities(criterion: &mut Criterion) {
    use Language::{English, German};
    let mut group = criterion.benchmark_group("entities");
    stage::bench(
        &mut group,
        German,
        &[PresetStage::Tokens, PresetStage::Sentences],
        &EntityRecognizer::german(),
    );
    stage::bench(
        &mut group,
        English,
        &[PresetStage::Tokens, PresetStage::Sentences],
        &EntityRecognizer::english(),
    );
    group.finish();
}

criterion_group!(name = benches; config = criterion(); targets = entities);
criterion_main!(benches);
