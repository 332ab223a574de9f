//! How time grows with the length of a document, and throughput with the number of threads.

use std::convert::Infallible;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use cpu_time::ProcessTime;
use satz_driver::{Document, Language, Outcome, Pipeline, RunOptions, wire};
use satz_io::JsonLines;

use crate::answer::{ALL_STAGES, pipeline};
use crate::sample::{articles, samples};

/// A line of a diagram.
#[derive(Debug, Clone)]
pub struct Series {
    /// What was done.
    pub name: &'static str,
    /// Length or threads, and what was measured there.
    pub points: Vec<(f64, f64)>,
}

/// Lengths of documents in bytes: 1 kB to 1 MB, each four times the one before.
const LENGTHS: [usize; 6] = [1_000, 4_000, 16_000, 64_000, 256_000, 1_024_000];

/// What is timed by length: a name, how many stages, and what becomes of the document.
const WORK: [(&str, usize, Ending); 3] = [
    ("tokens and sentences", 2, Ending::Document),
    ("all stages", 4, Ending::Document),
    ("all stages and JSON", 4, Ending::Line),
];

/// Seconds of the processor by bytes of a document: tokens and sentences, all stages, all stages
/// with the line of JSON.
///
/// All work takes turns at a length before it goes on to the next, so that a slow minute of the
/// machine is taken neither for growth nor for the work of a stage; the median of `rounds` counts.
pub fn by_length(rounds: usize) -> Vec<Series> {
    let text = german();
    let texts = LENGTHS.map(|length| &text[..text.floor_char_boundary(length)]);
    let mut work = WORK.map(|(_, stages, ending)| Work::new(stages, ending));
    let turns: Vec<_> =
        texts.iter().flat_map(|text| (0..WORK.len()).map(move |index| (index, *text))).collect();
    let medians = alternating(rounds, &turns, |&(index, text)| work[index].seconds(text));
    let mut series = WORK.map(|(name, ..)| Series { name, points: Vec::new() });
    for ((index, text), seconds) in turns.into_iter().zip(medians) {
        series[index].points.push((number(text.len()), seconds));
    }
    series.into()
}

/// A text longer than the longest length.
fn german() -> String {
    let [.., protocol] = samples(Language::German);
    protocol.text.repeat(2)
}

/// What becomes of an annotated document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// It is left as it is.
    Document,
    /// It is written as a line of JSON.
    Line,
}

/// A pipeline and what it needs to be run again and again.
struct Work {
    pipeline: Pipeline,
    ending: Ending,
    document: Document,
    line: Vec<u8>,
}

impl Work {
    fn new(stages: usize, ending: Ending) -> Self {
        let pipeline = pipeline(Language::German, &ALL_STAGES[..stages]);
        Self { pipeline, ending, document: Document::default(), line: Vec::new() }
    }

    fn seconds(&mut self, text: &str) -> f64 {
        let start = ProcessTime::now();
        self.document.reset(text).expect("the text is short");
        self.pipeline.process(&mut self.document).expect("the stages take any text");
        if self.ending == Ending::Line {
            self.line.clear();
            wire::write(&self.document, &mut self.line).expect("the layers are expressible");
        }
        black_box(&self.document);
        start.elapsed().as_secs_f64()
    }
}

/// Megabytes a second by threads: articles into lines of JSON.
///
/// # Panics
/// If an article fails.
pub fn by_threads(rounds: usize) -> Series {
    let pipeline = pipeline(Language::German, &ALL_STAGES);
    let articles = articles(Language::German);
    let corpus: Vec<&str> = (0..50).flat_map(|_| articles.iter().map(String::as_str)).collect();
    let bytes: usize = corpus.iter().map(|text| text.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads: Vec<usize> = (1..=2 * cores).collect();
    let medians = alternating(rounds, &threads, |&threads| {
        let start = Instant::now();
        run(&pipeline, &corpus, NonZeroUsize::new(threads).expect("one thread at least"));
        start.elapsed().as_secs_f64()
    });
    let speed = |seconds| number(bytes) / 1e6 / seconds;
    let points =
        threads.iter().zip(medians).map(|(&threads, seconds)| (number(threads), speed(seconds)));
    Series { name: "articles into JSON lines", points: points.collect() }
}

fn run(pipeline: &Pipeline, corpus: &[&str], threads: NonZeroUsize) {
    let mut sink = |outcome: Outcome<'_, &&str>| -> Result<_, Infallible> {
        black_box(outcome.encoded);
        Ok(ControlFlow::Continue(()))
    };
    let encoder = Some(Arc::new(JsonLines) as _);
    let options = RunOptions { threads, encoder, ..RunOptions::default() };
    let report = pipeline.run(corpus, &options, &mut sink).expect("a closure does not fail");
    assert_eq!(report.failed, 0);
}

/// The median of each item over rounds in which all of them take a turn, after a warm-up.
fn alternating<T>(rounds: usize, items: &[T], mut seconds: impl FnMut(&T) -> f64) -> Vec<f64> {
    let mut times = vec![Vec::new(); items.len()];
    for round in 0..=rounds {
        for (item, times) in items.iter().zip(&mut times) {
            let seconds = seconds(item);
            if round > 0 {
                times.push(seconds);
            }
        }
    }
    times.into_iter().map(median).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[expect(clippy::cast_precision_loss, reason = "lengths and threads are below 2^52")]
fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_items_take_a_turn_in_each_round() {
        let mut turns = Vec::new();
        let medians = alternating(2, &[1.0, 2.0], |&item| {
            turns.push(item);
            item
        });
        assert_eq!(turns, [1.0, 2.0, 1.0, 2.0, 1.0, 2.0], "a warm-up and two rounds");
        assert_eq!(medians, [1.0, 2.0]);
    }
}
