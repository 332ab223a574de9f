//! How a worker talks; the same words as those of the workers in Python (`race/protocol.py`).

use std::fs;
use std::io::{self, BufRead, Write};
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::{Value, json};

/// Answers requests until standard input ends: `run` is a pass of `work` over all documents, `answer`
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
            let start = Instant::now();
            answers = pass()?;
            say(&json!({ "seconds": start.elapsed().as_secs_f64() }))?;
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
