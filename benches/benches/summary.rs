//! Summaries, with all other layers given.

use criterion::{Criterion, criterion_group, criterion_main};
use satz_benches::answer::ALL_STAGES;
use satz_benches::stage::{self, criterion};
use satz_driver::{Language, Summarizer};

fn summary(criterion: &mut Criterion) {
    use Language::{English, German};
    let mut group = criterion.benchmark_group("summary");
    stage::bench(&mut group, German, &ALL_STAGES[..3], &Summarizer::german());
    stage::bench(&mut group, English, &ALL_STAGES[..3], &Summarizer::english());
    group.finish();
}

criterion_group!(name = benches; config = criterion(); targets = summary);
criterion_main!(benches);
