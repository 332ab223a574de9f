//! How the time for a summary grows with the text, beside the crates of the registry: run with
//! `cargo bench --manifest-path benches/rivals/Cargo.toml`.
//!
//! The rivals get bare text and cut it themselves; satz gets tokens and sentences, as its summarizer
//! is a stage behind theirs.

use std::hint::black_box;
use std::num::NonZeroU32;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use satz_benches::answer::{ALL_STAGES, annotated, pipeline};
use satz_benches::sample::articles;
use satz_driver::{Language, Sentences, Summarizer, Summary, Tokens};

/// Sentences of a text, from a short notice to the protocols of a month.
const LENGTHS: [usize; 5] = [10, 100, 1_000, 10_000, 50_000];
/// Sentences of a summary.
const SENTENCES: u32 = 3;
/// The most sentences that a rival is given, so that a run ends within minutes.
const LONGEST: usize = 1_000;

fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("summary by sentences");
    group.sample_size(10);
    for length in LENGTHS {
        let text = text_of(length);
        let (elements, bytes) = (length as u64, text.len() as u64);
        group.throughput(Throughput::ElementsAndBytes { elements, bytes });
        satz(&mut group, length, &text);
        if length <= LONGEST {
            simple_summarize(&mut group, length, &text);
            summary(&mut group, length, &text);
        }
    }
    group.finish();
}

fn satz(group: &mut BenchmarkGroup<'_, WallTime>, length: usize, text: &str) {
    let summarizer = Summarizer::german();
    let mut document = annotated(&pipeline(Language::German, &ALL_STAGES[..3]), text);
    group.bench_function(BenchmarkId::new("satz", length), |bencher| {
        bencher.iter(|| document.apply(&summarizer).expect("it takes any text"));
    });
    let found = document.layer::<Summary>().expect("it has a summary").sentences().len();
    assert_eq!(found, SENTENCES as usize, "{length} sentences");
}

/// It takes the share of the text that is left out, not a number of sentences.
fn simple_summarize(group: &mut BenchmarkGroup<'_, WallTime>, length: usize, text: &str) {
    let left_out = 1.0 - SENTENCES as f32 / length as f32;
    let summarize = || simple_summarize::summarize_text(black_box(text), left_out);
    assert!(!summarize().expect("it takes any text").summary.is_empty(), "{length} sentences");
    group.bench_function(BenchmarkId::new("simple-summarize", length), |bencher| {
        bencher.iter(|| summarize().is_ok());
    });
}

fn summary(group: &mut BenchmarkGroup<'_, WallTime>, length: usize, text: &str) {
    let summarizer = summary::Summarizer::new(summary::Language::German);
    let sentences = NonZeroU32::new(SENTENCES).expect("not zero");
    let summarize = || summarizer.summarize_sentences(black_box(text), sentences).len();
    assert_ne!(summarize(), 0, "{length} sentences");
    group.bench_function(BenchmarkId::new("summary", length), |bencher| bencher.iter(summarize));
}

/// A text of so many sentences, those of the fixtures over and over.
fn text_of(sentences: usize) -> String {
    let all = articles(Language::German).join("\n\n");
    let document = annotated(&pipeline(Language::German, &ALL_STAGES[..2]), &all);
    let tokens = document.layer::<Tokens>().expect("it has tokens");
    let spans = document.layer::<Sentences>().expect("it has sentences");
    let texts: Vec<_> = (0..spans.len()).map(|it| &all[spans.span(it, tokens).range()]).collect();
    texts.into_iter().cycle().take(sentences).collect::<Vec<_>>().join(" ")
}

criterion_group!(benches, growth);
criterion_main!(benches);
