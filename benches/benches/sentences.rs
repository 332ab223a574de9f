//! Sentences, with tokens given.

use criterion::{Criterion, criterion_group, criterion_main};
use satz_benches::stage::{self, criterion};
use satz_driver::{Language, PresetStage, SentenceSplitter};

fn sentences(criterion: &mut Criterion) {
    use Language::{English, German};
    let mut group = criterion.benchmark_group("sentences");
    stage::bench(&mut group, German, &[PresetStage::Tokens], &SentenceSplitter::german());
    stage::bench(&mut group, English, &[PresetStage::Tokens], &SentenceSplitter::english());
    group.finish();
}

criterion_group!(name = benches; config = criterion(); targets = sentences);
criterion_main!(benches);
