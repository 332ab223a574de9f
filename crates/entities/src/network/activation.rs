//! The logistic function and the hyperbolic tangent, from tables.

/// Steps of a table for a difference of one.
pub(super) const UNIT: i32 = 256;

/// Steps to either side of zero: behind them the functions are flat.
const REACH: i32 = 8 * UNIT;

/// Both functions at steps of 1/256 from -8 to 8: exact to 0.001, and the same on every machine.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Activation {
    logistic: Vec<f32>,
    tangent: Vec<f32>,
}

impl Default for Activation {
    fn default() -> Self {
        let steps = || (-REACH..REACH).map(|step| f64::from(step) / f64::from(UNIT));
        #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough")]
        let table =
            |values: &mut dyn Iterator<Item = f64>| values.map(|value| value as f32).collect();
        Self {
            logistic: table(&mut steps().map(|x| 1.0 / (1.0 + (-x).exp()))),
            tangent: table(&mut steps().map(f64::tanh)),
        }
    }
}

impl Activation {
    /// From 0 to 1; `steps` in units of 1/256.
    pub(super) fn logistic(&self, steps: i32) -> f32 {
        self.logistic[place(steps)]
    }

    /// From -1 to 1; `steps` in units of 1/256.
    pub(super) fn tangent(&self, steps: i32) -> f32 {
        self.tangent[place(steps)]
    }
}

fn place(steps: i32) -> usize {
    (steps.clamp(-REACH, REACH - 1) + REACH).unsigned_abs() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_book() {
        let activation = Activation::default();
        let cases = [(0, 0.5, 0.0), (UNIT, 0.731_06, 0.761_59), (-UNIT, 0.268_94, -0.761_59)];
        for (steps, logistic, tangent) in cases {
            assert!((activation.logistic(steps) - logistic).abs() < 1e-5);
            assert!((activation.tangent(steps) - tangent).abs() < 1e-5);
        }
        assert!(activation.logistic(i32::MAX) > 0.999 && activation.tangent(i32::MIN) < -0.999);
    }
}
