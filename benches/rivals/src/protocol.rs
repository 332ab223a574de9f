//! How a worker talks and what it measures: the same as the workers in Python (`race/protocol.py`).

use std::fs;
use std::io::{self, BufRead, Write};
use std::time::Duration;

use anyhow::{Context, Result};
use cpu_time::ProcessTime;
use serde::Serialize;
use serde_json::{Value, json};

/// The clock is too coarse for a single pass over a few articles.
const SHORTEST_RUN: Duration = Duration::from_millis(100);

/// Answers requests until standard input ends: `run` is passes of `work` over all documents, `answer`
/// tells what came out, as `shown` puts it.
pub fn serve<D, A, S: Serialize>(
    version: &str,
    documents: &[D],
    work: impl Fn(&D) -> Result<A>,
    shown: impl Fn(&D, &A) -> S,
) -> Result<()> {
    let pass = || documents.iter().map(&work).collect::<Result<Vec<A>>>();
    say(&json!({ "version": version, "loaded": peak_kilobytes()? }))?;
    let mut answers = pass()?;
    say(&json!({ "ready": true }))?;
    for request in io::stdin().lock().lines() {
        if request? == "run" {
            let (mut passes, start) = (0, ProcessTime::now());
            while start.elapsed() < SHORTEST_RUN {
                answers = pass()?;
                passes += 1;
            }
            say(&json!({ "seconds": start.elapsed().as_secs_f64() / f64::from(passes) }))?;
        } else {
            let peak = peak_kilobytes()?;
            let shown: Vec<S> = documents.iter().zip(&answers).map(|(d, a)| shown(d, a)).collect();
            say(&json!({ "answers": shown, "peak": peak }))?;
        }
    }
    Ok(())
}

/// The most memory that this process ever had resident.
fn peak_kilobytes() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()).context("no peak memory")?;
    Ok(number.parse()?)
}

fn say(message: &Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{message}")?;
    out.flush()
}
