//! Work that no tokenizer can do without: what is fast is told against it.

use std::hint::black_box;

use criterion::BenchmarkGroup;
use criterion::measurement::WallTime;

use crate::sample::Sample;
use crate::stage::throughput;

/// Times the floors on `sample`, beside the stages of `group`.
///
/// # Panics
/// If a floor counts wrong.
pub fn bench(group: &mut BenchmarkGroup<'_, WallTime>, sample: &Sample) {
    let text = sample.text.as_str();
    group.throughput(throughput(sample));
    assert_eq!(count_lines(text), text.matches('\n').count());
    group.bench_function(format!("floor: memchr/{}", sample.name), |bencher| {
        bencher.iter(|| count_lines(black_box(text)));
    });
    assert!(is_utf8(text.as_bytes()));
    group.bench_function(format!("floor: UTF-8/{}", sample.name), |bencher| {
        bencher.iter(|| is_utf8(black_box(text.as_bytes())));
    });
    let mut spans = Vec::new();
    group.bench_function(format!("floor: byte classes/{}", sample.name), |bencher| {
        bencher.iter(|| byte_class_spans(black_box(text), &mut spans));
        assert!(spans.is_sorted() && spans.last().is_some());
    });
}

/// Counts line feeds, as fast as memory goes.
pub fn count_lines(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// Checks that bytes are UTF-8.
pub fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
}

/// Cuts a text where the class of its bytes changes, into spans: letters, digits, blanks, others.
///
/// # Panics
/// From 4 GiB on.
pub fn byte_class_spans(text: &str, spans: &mut Vec<(u32, u32)>) {
    spans.clear();
    let (mut start, mut last) = (0, u8::MAX);
    for (index, &byte) in text.as_bytes().iter().enumerate() {
        let class = CLASSES[usize::from(byte)];
        if class != last {
            push(spans, last, start, index);
            (start, last) = (index, class);
        }
    }
    push(spans, last, start, text.len());
}

fn push(spans: &mut Vec<(u32, u32)>, class: u8, start: usize, end: usize) {
    if class != BLANK && start < end {
        let offset = |offset| u32::try_from(offset).expect("the text is shorter than 4 GiB");
        spans.push((offset(start), offset(end)));
    }
}

const BLANK: u8 = 0;

#[expect(clippy::cast_possible_truncation, reason = "a byte is below 256")]
const CLASSES: [u8; 256] = {
    let mut classes = [3; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' => BLANK,
            b'0'..=b'9' => 1,
            b'a'..=b'z' | b'A'..=b'Z' | 128.. => 2,
            _ => 3,
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_a_class_are_spans() {
        let mut spans = Vec::new();
        byte_class_spans("Am 24. Mai", &mut spans);
        assert_eq!(spans, [(0, 2), (3, 5), (5, 6), (7, 10)]);
    }
}
