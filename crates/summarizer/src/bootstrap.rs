//! Confidence intervals by resampling.

use rand_mt::Mt;

/// A mean with its 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Mean of the sample.
    pub mean: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

const RESAMPLES: usize = 2000;
const LOW: usize = 50;
const HIGH: usize = 1949;

impl Interval {
    /// The mean of a sample, its interval by the percentile bootstrap (B. Efron, 1979).
    ///
    /// 2,000 resamples drawn by the Mersenne Twister from seed 0, in the way of `random.Random(0)`
    /// of Python, so that both print the same digits. All zeros for an empty sample.
    pub fn bootstrap(sample: &[f64]) -> Self {
        if sample.is_empty() {
            return Self { mean: 0.0, low: 0.0, high: 0.0 };
        }
        let mut random = Mt::new_with_key([0]);
        let mut means: Vec<f64> = (0..RESAMPLES)
            .map(|_| mean(&mut (0..sample.len()).map(|_| draw(sample, &mut random))))
            .collect();
        means.sort_unstable_by(f64::total_cmp);
        Self { mean: mean(&mut sample.iter().copied()), low: means[LOW], high: means[HIGH] }
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes of samples")]
fn mean(values: &mut dyn ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len();
    values.sum::<f64>() / count as f64
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a uniform number below the size of the sample"
)]
fn draw(sample: &[f64], random: &mut Mt) -> f64 {
    sample[(uniform(random) * sample.len() as f64) as usize]
}

/// A number from 0 to 1 with 53 random bits: `genrand_res53` of the reference implementation.
fn uniform(random: &mut Mt) -> f64 {
    let (high, low) = (random.next_u32() >> 5, random.next_u32() >> 6);
    (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_python() {
        // python3 -c 'import random; r = random.Random(0); print(r.random(), r.random())'
        let mut random = Mt::new_with_key([0]);
        assert!((uniform(&mut random) - 0.844_421_851_525_048_1).abs() < f64::EPSILON);
        assert!((uniform(&mut random) - 0.757_954_402_940_302_5).abs() < f64::EPSILON);
    }

    #[test]
    fn an_interval_holds_its_mean() {
        let Interval { mean, low, high } = Interval::bootstrap(&[1.0, 2.0, 3.0, 4.0]);
        assert!(low < mean && mean < high && (mean - 2.5).abs() < f64::EPSILON);
        assert_eq!(Interval::bootstrap(&[]), Interval { mean: 0.0, low: 0.0, high: 0.0 });
    }
}
