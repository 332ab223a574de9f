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

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::super::measurement::StepTimes;
    use super::*;

    /// Three rounds with `threads`, which take `wall` seconds in the middle.
    fn runs(threads: usize, wall: f64, steps: [(Step, f64); 3]) -> Runs {
        let rounds = |middle: f64| Seconds::from(vec![middle * 1.2, middle, middle * 0.8]);
        let steps = steps.map(|(step, seconds)| StepTimes { step, seconds: rounds(seconds) });
        let threads = NonZeroUsize::new(threads).unwrap();
        Runs { threads, wall: rounds(wall), steps: steps.into() }
    }

    #[test]
    fn rates_shares_and_limits_are_those_of_the_medians() {
        let entities = || Step::Stage("entities".to_owned());
        let alone = [(Step::Reading, 0.2), (entities(), 1.6), (Step::Writing, 0.2)];
        let both = [(Step::Reading, 0.9), (entities(), 1.6), (Step::Writing, 0.05)];
        let runs = vec![runs(1, 2.0, alone), runs(2, 1.0, both)];
        let measurement = Measurement { documents: 40, bytes: 4_000_000, tokens: 800_000, runs };
        let mut out = Vec::new();
        write(&measurement, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), TABLE);
    }

    const TABLE: &str = "40 documents, 4.00 MB of text, 800000 tokens
Medians of 3 rounds after a warm-up; the spread is half the distance between the quartiles.

step, 1 thread   share      MB/s   tokens/s  documents/s  spread
reading           10 %     20.00    4000000          200  10.0 %
entities          80 %      2.50     500000           25  10.0 %
writing           10 %     20.00    4000000          200  10.0 %
in all           100 %      2.00     400000           20  10.0 %

threads      speed-up      MB/s   tokens/s  documents/s  spread
1                1.00      2.00     400000           20  10.0 %
2                2.00      4.00     800000           40  10.0 %

With one thread, the stage `entities` limits (80 % of the time).
With 2 threads, reading limits: faster storage or less compression would help (90 % of the time).
";
}
