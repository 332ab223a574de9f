//! A measurement for people.

use std::io::{self, Write};

use super::measurement::{Measurement, Runs, Seconds};
use super::round::Step;

pub(super) fn write(measurement: &Measurement, out: &mut impl Write) -> io::Result<()> {
    let Some(alone) = measurement.runs.first() else { return Ok(()) };
    head(measurement, alone, out)?;
    steps(measurement, alone, out)?;
    threads(measurement, alone, out)?;
    measurement.runs.iter().try_for_each(|runs| verdict(runs, out))
}

fn head(measurement: &Measurement, alone: &Runs, out: &mut impl Write) -> io::Result<()> {
    let Measurement { documents, bytes, tokens, .. } = measurement;
    writeln!(out, "{documents} documents, {:.2} MB of text, {tokens} tokens", millions(*bytes))?;
    let rounds = alone.wall.len();
    writeln!(
        out,
        "Medians of {rounds} rounds after a warm-up; the spread is half the distance between the quartiles.\n"
    )
}

/// What each step would do if it were the only one.
fn steps(measurement: &Measurement, alone: &Runs, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:16} share      MB/s   tokens/s  documents/s  spread", "step, 1 thread")?;
    for times in &alone.steps {
        let share = 100.0 * alone.busy(&times.step);
        write!(out, "{:16} {share:3.0} % ", times.step)?;
        rates(measurement, &times.seconds, out)?;
    }
    write!(out, "{:16} {:3} % ", "in all", 100)?;
    rates(measurement, &alone.wall, out)
}

fn threads(measurement: &Measurement, alone: &Runs, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n{:12} speed-up      MB/s   tokens/s  documents/s  spread", "threads")?;
    for runs in &measurement.runs {
        let speed_up = alone.wall.median() / runs.wall.median();
        write!(out, "{:<12} {speed_up:8.2} ", runs.threads)?;
        rates(measurement, &runs.wall, out)?;
    }
    writeln!(out)
}

fn rates(measurement: &Measurement, seconds: &Seconds, out: &mut impl Write) -> io::Result<()> {
    let (median, spread) = (seconds.median(), 100.0 * seconds.spread());
    let megabytes = millions(measurement.bytes) / median;
    let tokens = 1e6 * millions(measurement.tokens) / median;
    let documents = 1e6 * millions(measurement.documents) / median;
    writeln!(out, "{megabytes:9.2} {tokens:10.0} {documents:12.0}  {spread:4.1} %")
}

fn verdict(runs: &Runs, out: &mut impl Write) -> io::Result<()> {
    let Some((step, busy)) = runs.limit() else { return Ok(()) };
    let what = match step {
        Step::Reading => "reading limits: faster storage or less compression would help".to_owned(),
        Step::Writing => "writing limits: a faster place for the result would help".to_owned(),
        Step::Loading | Step::Encoding => format!("{step} limits"),
        Step::Stage(name) => format!("the stage `{name}` limits"),
    };
    let threads = match runs.threads.get() {
        1 => "one thread".to_owned(),
        many => format!("{many} threads"),
    };
    writeln!(out, "With {threads}, {what} ({:.0} % of the time).", 100.0 * busy)
}

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2^52 bytes")]
fn millions(count: u64) -> f64 {
    count as f64 / 1e6
}
