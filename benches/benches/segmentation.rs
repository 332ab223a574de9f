//! Tokens and sentences together, beside other libraries and the floor, in one run.
//!
//! Every candidate writes the byte spans of its words and sentences into buffers that it has
//! filled before. The others have no kinds, no abbreviations and no headings.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};
use satz_benches::stage::{criterion, throughput};
use satz_benches::{floor, samples};
use satz_driver::{Document, Language, SentenceSplitter, Tokenizer};
use unicode_segmentation::UnicodeSegmentation;

type Spans = Vec<(u32, u32)>;

fn segmentation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("segmentation");
    for sample in samples(Language::German) {
        let text = sample.text.as_str();
        let (mut words, mut sentences) = (Spans::new(), Spans::new());
        group.throughput(throughput(&sample));
        group.bench_function(format!("floor: byte classes/{}", sample.name), |bencher| {
            bencher.iter(|| floor::byte_class_spans(black_box(text), &mut words));
        });
        let (tokenizer, splitter) = (Tokenizer::german(), SentenceSplitter::german());
        let mut document = Document::new(text).expect("samples are short");
        group.bench_function(format!("satz/{}", sample.name), |bencher| {
            bencher.iter(|| {
                document.apply(&tokenizer).expect("it takes any text");
                document.apply(&splitter).expect("it takes any text");
            });
        });
        group.bench_function(format!("icu_segmenter/{}", sample.name), |bencher| {
            bencher.iter(|| icu(black_box(text), &mut words, &mut sentences));
            assert!(covers(&words, text) && covers(&sentences, text));
        });
        group.bench_function(format!("unicode-segmentation/{}", sample.name), |bencher| {
            bencher.iter(|| unicode(black_box(text), &mut words, &mut sentences));
            assert!(covers(&words, text) && covers(&sentences, text));
        });
    }
    group.finish();
}

/// Words and sentences by ICU4X, without its dictionaries and neural models, which only scripts
/// without blanks need.
fn icu(text: &str, words: &mut Spans, sentences: &mut Spans) {
    let segmenter =
        WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
    collect(segmenter.segment_str(text), words);
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    collect(segmenter.segment_str(text), sentences);
}

/// Words and sentences by UAX 29.
fn unicode(text: &str, words: &mut Spans, sentences: &mut Spans) {
    let ends = |from: usize, part: &str| from + part.len();
    let breaks = text.split_word_bound_indices().map(|(from, part)| ends(from, part));
    collect(std::iter::once(0).chain(breaks), words);
    let breaks = text.split_sentence_bound_indices().map(|(from, part)| ends(from, part));
    collect(std::iter::once(0).chain(breaks), sentences);
}

/// The spans between `breaks`, the first of which is 0.
fn collect(breaks: impl Iterator<Item = usize>, spans: &mut Spans) {
    spans.clear();
    let mut from = 0;
    for to in breaks.skip(1) {
        let offset = |offset| u32::try_from(offset).expect("samples are short");
        spans.push((offset(from), offset(to)));
        from = to;
    }
}

/// Whether the spans reach to the end of the text.
fn covers(spans: &[(u32, u32)], text: &str) -> bool {
    spans.last().is_some_and(|&(_, end)| end as usize == text.len())
}

criterion_group!(name = benches; config = criterion(); targets = segmentation);
criterion_main!(benches);
