//! What a list of a million names costs: to read, in memory, and for each document.
//!
//! ```sh
//! cargo run --release -p satz-driver --example gazetteer
//! ```
#![expect(clippy::print_stdout, reason = "the figures are the output of this example")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use satz_driver::entities::Gazetteer;
use satz_driver::{Document, Pipeline, Preset};

const NAMES: u64 = 1_000_000;
const ARTICLE: &str = include_str!("../../../fixtures/de/foreign-policy/article.txt");
const ROUNDS: u32 = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let list = list();
    let (before, start) = (resident_megabytes()?, Instant::now());
    let gazetteer = Gazetteer::read_tsv(list.as_bytes())?;
    let (seconds, memory) = (start.elapsed().as_secs_f64(), resident_megabytes()? - before);
    println!("{} names, {} MB", gazetteer.len(), list.len() / 1_000_000);
    println!("read in {seconds:.2} s, {memory:.0} MB of memory");

    let plain = Preset::default();
    let listed = Preset { gazetteer: Some(Arc::new(gazetteer)), ..Preset::default() };
    let pipelines = [plain.pipeline()?, listed.pipeline()?];
    let mut times = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        for (pipeline, time) in pipelines.iter().zip(&mut times) {
            *time = annotate(pipeline)?.min(*time);
        }
    }
    let [plain, listed] = times.map(|time| time.as_secs_f64() * 1e6);
    println!("an article of {} bytes: {plain:.0} µs, with the list {listed:.0} µs", ARTICLE.len());
    Ok(())
}

fn annotate(pipeline: &Pipeline) -> Result<Duration, Box<dyn Error>> {
    let mut document = Document::new(ARTICLE)?;
    let start = Instant::now();
    pipeline.process(&mut document)?;
    Ok(start.elapsed())
}

/// Names of two or three words, the first of which many share, as is so with people.
fn list() -> String {
    let mut lines = String::new();
    for number in 0..NAMES {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (first, last) = (word(mixed >> 44), word(mixed >> 16));
        let middle =
            if number % 4 == 0 { format!(" {}", word(mixed >> 50)) } else { String::new() };
        let label = ["PER", "ORG", "LOC"][(number % 3) as usize];
        let _ = writeln!(lines, "{first}{middle} {last}mann\t{label}\tid-{number}");
    }
    lines
}

/// A word that looks German enough.
fn word(mut number: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ber", "gen", "hol", "stein", "wal", "rich", "mo", "ser", "lin", "dau", "ei", "kö", "ra",
        "tau", "fel", "zi",
    ];
    let mut word = String::from(["A", "B", "D", "G", "H", "K", "M", "S"][(number % 8) as usize]);
    number /= 8;
    for _ in 0..3 {
        word.push_str(SYLLABLES[(number % 16) as usize]);
        number /= 16;
    }
    word
}

/// What this process has in memory now.
fn resident_megabytes() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024.0)
}
