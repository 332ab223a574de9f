//! All stages on one document, recycled.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use satz_benches::{annotated, assert_same, samples};
use satz_driver::{Document, Pipeline, Preset, PresetStage, Tokens};

fn pipelines() -> [(&'static str, Pipeline); 2] {
    let segmentation = vec![PresetStage::Tokens, PresetStage::Sentences];
    let build = |preset: Preset| preset.pipeline().expect("the stages fit");
    [
        ("segmentation", build(Preset { stages: segmentation, ..Preset::default() })),
        ("all stages", build(Preset::default())),
    ]
}

fn pipeline(criterion: &mut Criterion) {
    for (name, pipeline) in pipelines() {
        let mut group = criterion.benchmark_group(name);
        for sample in samples() {
            let expected = annotated(&pipeline, &sample.text);
            let tokens = expected.layer::<Tokens>().map_or(0, Tokens::len) as u64;
            group.throughput(Throughput::ElementsAndBytes {
                elements: tokens,
                bytes: sample.text.len() as u64,
            });
            let mut document = Document::default();
            group.bench_function(BenchmarkId::from_parameter(sample.name), |bencher| {
                bencher.iter(|| {
                    document.reset(&sample.text).expect("the sample is short");
                    pipeline.process(&mut document).expect("the stages know German");
                });
            });
            if !document.text().is_empty() {
                assert_same(&document, &expected);
            }
        }
        group.finish();
    }
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
