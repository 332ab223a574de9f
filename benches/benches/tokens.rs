//! Tokens, beside the work that no tokenizer can do without.

use criterion::{Criterion, criterion_group, criterion_main};
use satz_benches::stage::{self, criterion};
use satz_benches::{floor, samples};
use satz_driver::{Language, Tokenizer};

fn tokens(criterion: &mut Criterion) {
    use Language::{English, German};
    let mut group = criterion.benchmark_group("tokens");
    for sample in samples(German) {
        floor::bench(&mut group, &sample);
    }
    stage::bench(&mut group, German, &[], &Tokenizer::german());
    stage::bench(&mut group, English, &[], &Tokenizer::english());
    group.finish();
}

criterion_group!(name = benches; config = criterion(); targets = tokens);
criterion_main!(benches);
