//! What many rounds measured: medians, and how far they can be trusted.

use std::fmt;
use std::num::NonZeroUsize;

use serde::{Serialize, Serializer};

use super::round::{Round, Step};

/// The rounds of each number of threads.
#[derive(Debug, Default, Serialize)]
pub(super) struct Measurement {
    pub(super) documents: u64,
    pub(super) bytes: u64,
    pub(super) tokens: u64,
    pub(super) runs: Vec<Runs>,
}

/// The rounds with one number of threads.
#[derive(Debug, Serialize)]
pub(super) struct Runs {
    pub(super) threads: NonZeroUsize,
    /// From the first byte read to the last written.
    pub(super) wall: Seconds,
    /// Each step, summed over threads.
    pub(super) steps: Vec<StepTimes>,
}

#[derive(Debug, Serialize)]
pub(super) struct StepTimes {
    pub(super) step: Step,
    pub(super) seconds: Seconds,
}

/// The seconds that something took, once a round.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Seconds(Vec<f64>);

impl Measurement {
    pub(super) fn add(&mut self, threads: NonZeroUsize, round: &Round) {
        let report = &round.report;
        (self.documents, self.bytes, self.tokens) = (report.ok, report.bytes, report.tokens);
        let place = self.runs.iter().position(|runs| runs.threads == threads);
        let place = place.unwrap_or_else(|| {
            self.runs.push(Runs::new(threads, round));
            self.runs.len() - 1
        });
        self.runs[place].add(round);
    }
}

impl Runs {
    fn new(threads: NonZeroUsize, round: &Round) -> Self {
        let steps = round.steps().into_iter();
        let steps = steps.map(|(step, _)| StepTimes { step, seconds: Seconds::default() });
        Self { threads, wall: Seconds::default(), steps: steps.collect() }
    }

    fn add(&mut self, round: &Round) {
        self.wall.0.push(round.report.seconds);
        for (times, (_, seconds)) in self.steps.iter_mut().zip(round.steps()) {
            times.seconds.0.push(seconds);
        }
    }

    /// The step that this number of threads waits for, and how busy those are that do it: the
    /// calling thread, which reads and writes, or the workers.
    pub(super) fn limit(&self) -> Option<(&Step, f64)> {
        let busy = |step: &&StepTimes| self.busy(&step.step);
        let load = |serial| {
            let steps = self.steps.iter().filter(|times| times.step.is_serial() == serial);
            steps.map(|times| self.busy_seconds(times)).sum::<f64>()
        };
        let alone = self.threads == NonZeroUsize::MIN;
        let serial = load(true) > load(false);
        let steps = self.steps.iter().filter(|times| alone || times.step.is_serial() == serial);
        let largest = steps.max_by(|one, other| busy(one).total_cmp(&busy(other)))?;
        Some((&largest.step, self.busy(&largest.step)))
    }

    /// Share of the time of the threads that do `step` in which they do it.
    pub(super) fn busy(&self, step: &Step) -> f64 {
        let times = self.steps.iter().find(|times| times.step == *step);
        times.map_or(0.0, |times| self.busy_seconds(times) / self.wall.median())
    }

    #[expect(clippy::cast_precision_loss, reason = "a number of threads")]
    fn busy_seconds(&self, times: &StepTimes) -> f64 {
        let threads = if times.step.is_serial() { 1 } else { self.threads.get() };
        times.seconds.median() / threads as f64
    }
}

impl From<Vec<f64>> for Seconds {
    fn from(rounds: Vec<f64>) -> Self {
        Self(rounds)
    }
}

impl Seconds {
    /// How many rounds there were.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The middle one.
    pub(super) fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// Half the distance between the quartiles, as a share of the median.
    pub(super) fn spread(&self) -> f64 {
        (self.quantile(0.75) - self.quantile(0.25)) / 2.0 / self.median()
    }

    /// The value below which the share `q` of the values lies, between neighbours where need be.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a short list"
    )]
    fn quantile(&self, q: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
        let place = q * last as f64;
        let (low, high) = (place.floor() as usize, place.ceil() as usize);
        sorted[low] + (sorted[high] - sorted[low]) * place.fract()
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Reading => "reading",
            Self::Loading => "loading",
            Self::Stage(name) => name,
            Self::Encoding => "encoding",
            Self::Writing => "writing",
        })
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(threads: usize, wall: f64, steps: [(Step, f64); 3]) -> Runs {
        let times = |(step, seconds)| StepTimes { step, seconds: Seconds(vec![seconds]) };
        let threads = NonZeroUsize::new(threads).unwrap();
        Runs { threads, wall: Seconds(vec![wall]), steps: steps.map(times).into() }
    }

    #[test]
    fn median_and_spread() {
        let cases = [
            (vec![2.0], 2.0, 0.0),
            (vec![3.0, 1.0, 2.0], 2.0, 0.25),
            (vec![4.0, 1.0, 3.0, 2.0, 5.0], 3.0, 1.0 / 3.0),
        ];
        for (seconds, median, spread) in cases {
            let seconds = Seconds(seconds);
            assert!((seconds.median() - median).abs() < 1e-9, "{seconds:?}");
            assert!((seconds.spread() - spread).abs() < 1e-9, "{seconds:?}");
        }
    }

    #[test]
    fn what_limits_is_the_busiest_thread() {
        let entities = || Step::Stage("entities".to_owned());
        let cases = [
            (
                "a stage",
                runs(1, 10.0, [(Step::Reading, 2.0), (entities(), 5.0), (Step::Writing, 3.0)]),
                entities(),
            ),
            (
                "reading",
                runs(1, 10.0, [(Step::Reading, 6.0), (entities(), 3.0), (Step::Writing, 1.0)]),
                Step::Reading,
            ),
            (
                "two workers",
                runs(2, 5.0, [(Step::Reading, 2.0), (entities(), 9.0), (Step::Writing, 2.0)]),
                entities(),
            ),
            (
                "the writer",
                runs(4, 5.0, [(Step::Reading, 1.0), (entities(), 9.0), (Step::Writing, 4.0)]),
                Step::Writing,
            ),
        ];
        for (name, runs, expected) in cases {
            assert_eq!(runs.limit().map(|(step, _)| step), Some(&expected), "{name}");
        }
    }
}
