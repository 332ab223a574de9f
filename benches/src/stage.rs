//! One stage alone, by Criterion.

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};
use satz_driver::{Document, Language, PresetStage, Stage, Tokens};

use crate::answer::{annotated, checksum, pipeline};
use crate::sample::{Sample, samples};

/// Times `stage` on the samples of its language; the layers of `given` lie over them already.
///
/// The document is recycled, as in a run over a corpus. It must end up as a fresh one does.
///
/// # Panics
/// If the stage fails, or its answer in a recycled document is another than in a fresh one.
pub fn bench<S: Stage>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    language: Language,
    given: &[PresetStage],
    stage: &S,
) {
    let given = pipeline(language, given);
    for sample in samples(language) {
        let mut document = annotated(&given, &sample.text);
        let expected = applied(stage, annotated(&given, &sample.text));
        group.throughput(throughput(&sample));
        group.bench_function(&sample.name, |bencher| {
            bencher.iter(|| document.apply(stage).expect("a stage takes any text"));
            assert_eq!(checksum(&document), expected, "a bench with another answer is void");
        });
    }
}

/// The checksum of what `stage` makes of `document`.
fn applied<S: Stage>(stage: &S, mut document: Document) -> u64 {
    document.apply(stage).expect("a stage takes any text");
    checksum(&document)
}

/// The bytes and tokens of a sample.
pub fn throughput(sample: &Sample) -> Throughput {
    let document = annotated(&pipeline(sample.language, &[PresetStage::Tokens]), &sample.text);
    let tokens = document.layer::<Tokens>().map_or(0, Tokens::len);
    Throughput::ElementsAndBytes { elements: tokens as u64, bytes: sample.text.len() as u64 }
}

/// The settings of all benches: enough for a spread below the differences that matter, and a
/// whole `cargo bench` in minutes.
pub fn criterion() -> Criterion {
    use std::time::Duration;
    let criterion = Criterion::default().sample_size(20);
    criterion.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2))
}
