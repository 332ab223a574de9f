//! Texts that break other tools: each comes through, in linear time, on a small stack.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::io::Cursor;
use std::thread;
use std::time::{Duration, Instant};

use satz_driver::{Document, Input, Pipeline, wire};
use satz_io::{Corpus, Encoding, Reading};
use satz_tests::FORMATS;

fn texts(length: usize) -> Vec<(&'static str, String)> {
    let repeated = [
        ("letters", "a"),
        ("digits", "7"),
        ("dots", "."),
        ("quotes", "\""),
        ("opening quotes", "„"),
        ("hyphens", "-"),
        ("initials", "a."),
        ("brackets", "(("),
        ("capitals", "A"),
        ("names", "Wien "),
        ("sentences", "Es schneit. "),
        ("lines", "\n"),
        ("carriage returns", "\r"),
        ("headings", "Wetter\n\n"),
        ("line separators", "a\u{2028}"),
        ("next lines", "a\u{85}"),
        ("NUL", "\0"),
        ("combining marks", "\u{301}"),
        ("joined emoji", "👩‍"),
        ("flags", "🇦🇹"),
        ("right to left", "\u{202e}שלום "),
        ("soft hyphens", "a\u{ad}"),
        ("variation selectors", "☺\u{fe0f}"),
        ("signs", "@#:/"),
        ("apostrophes", "'"),
        ("exclamations", "!"),
    ];
    repeated.map(|(name, piece)| (name, piece.repeat(length / piece.len() + 1))).to_vec()
}

fn annotate(pipeline: &Pipeline, text: &str) -> Duration {
    let start = Instant::now();
    let mut document = Document::new(text).unwrap();
    pipeline.process(&mut document).unwrap();
    let time = start.elapsed();
    assert_eq!(document.text(), text);
    time
}

#[test]
fn every_text_comes_through_on_a_small_stack() {
    let pipeline = Pipeline::german();
    thread::scope(|scope| {
        let work = || {
            for (name, text) in texts(100_000) {
                let mut document = Document::new(text).unwrap();
                let outcome = pipeline.process(&mut document);
                assert!(outcome.is_ok(), "{name}: {outcome:?}");
                assert!(wire::to_string(&document).is_ok(), "{name}");
            }
        };
        thread::Builder::new().stack_size(256 << 10).spawn_scoped(scope, work).unwrap();
    });
}

/// Doubling the text at most doubles the time, give or take a noisy machine: the best of several
/// runs counts, and times too short to tell are left alone.
#[test]
fn time_grows_with_the_length_and_no_faster() {
    let pipeline = Pipeline::german();
    let best = |text: &str| (0..3).map(|_| annotate(&pipeline, text)).min().unwrap();
    for ((name, short), (_, long)) in texts(50_000).into_iter().zip(texts(400_000)) {
        let (short, long) = (best(&short).max(Duration::from_millis(5)), best(&long));
        let factor = long.as_secs_f64() / short.as_secs_f64();
        // Eight times the text; the square would be 64 times the time.
        assert!(factor < 8.0 * 2.5, "{name}: {short:?} for 50 kB, {long:?} for 400 kB");
    }
}

#[test]
fn small_texts_come_through() {
    let pipeline = Pipeline::german();
    for text in ["", " ", "\n\n", ".", "\u{feff}", "\u{200b}", "a", "„", "24.", "\u{301}"] {
        annotate(&pipeline, text);
    }
}

#[test]
fn utf16_is_refused_by_name() {
    let bytes: Vec<u8> = "\u{feff}Öl\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for format in FORMATS {
        let reading = Reading { format, encoding: Encoding::Utf8, ..Reading::default() };
        let input = Cursor::new(bytes.clone());
        let records: Vec<_> = Corpus::of(input, "input".as_ref(), reading).collect();
        let error = records[0].load(&mut Document::default()).unwrap_err().to_string();
        assert!(records.len() == 1 && error.contains("UTF-16"), "{format:?}: {error}");
    }
}
