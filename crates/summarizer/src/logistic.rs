//! Logistic regression.

use crate::feature::{FEATURES, Values};

/// Penalty on squared weights, against weights that a few words would decide.
const RIDGE: f64 = 3.0;
/// Newton's method doubles the right digits each time.
const ROUNDS: usize = 12;

type Vector = [f64; FEATURES];
type Matrix = [Vector; FEATURES];

/// The weights that make the outcomes most likely, with a ridge penalty (S. le Cessie and J. van
/// Houwelingen, "Ridge estimators in logistic regression", 1992), by Newton's method.
pub(crate) fn fit(examples: &[(Values, bool)]) -> Values {
    let mut weights = [0.0; FEATURES];
    for _ in 0..ROUNDS {
        let (gradient, curvature) = derivatives(examples, &weights);
        let step = solve(curvature, gradient);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    weights.map(hundredths)
}

/// Rounded: a third decimal would only pretend to precision.
#[expect(clippy::cast_possible_truncation, reason = "a weight of a few digits")]
fn hundredths(weight: f64) -> f32 {
    ((weight * 100.0).round() / 100.0) as f32
}

/// Gradient of the log likelihood, and its negated second derivatives.
fn derivatives(examples: &[(Values, bool)], weights: &Vector) -> (Vector, Matrix) {
    let mut gradient = weights.map(|weight| -RIDGE * weight);
    let mut curvature = [[0.0; FEATURES]; FEATURES];
    (0..FEATURES).for_each(|index| curvature[index][index] = RIDGE);
    for (values, outcome) in examples {
        let values = values.map(f64::from);
        let odds: f64 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        let probability = 1.0 / (1.0 + (-odds).exp());
        let error = f64::from(u8::from(*outcome)) - probability;
        let variance = probability * (1.0 - probability);
        for (row, value) in values.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            gradient[row] += error * value;
            for (cell, other) in curvature[row].iter_mut().zip(values) {
                *cell += variance * value * other;
            }
        }
    }
    (gradient, curvature)
}

/// Solves a positive definite system by Gaussian elimination.
fn solve(mut matrix: Matrix, mut right: Vector) -> Vector {
    for pivot in 0..FEATURES {
        let pivot_row = matrix[pivot];
        for row in pivot + 1..FEATURES {
            let factor = matrix[row][pivot] / pivot_row[pivot];
            for (cell, above) in matrix[row].iter_mut().zip(pivot_row) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..FEATURES).rev() {
        let known: f64 =
            (row + 1..FEATURES).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `count` words that have only the first feature and this one.
    fn words(feature: usize, outcome: bool, count: usize) -> Vec<(Values, bool)> {
        let mut values = [0.0; FEATURES];
        values[0] = 1.0;
        values[feature] = 1.0;
        vec![(values, outcome); count]
    }

    #[test]
    fn weights_follow_the_odds() {
        let examples =
            [words(1, true, 800), words(1, false, 200), words(0, false, 800), words(0, true, 200)];
        let weights = fit(&examples.concat());
        assert!((weights[0] + 4.0_f32.ln()).abs() < 0.1, "{weights:?}");
        assert!((weights[1] - 16.0_f32.ln()).abs() < 0.2, "{weights:?}");
        assert!(weights[2].abs() < f32::EPSILON, "{weights:?}");
    }

    #[test]
    fn no_example_gives_no_weight() {
        assert!(fit(&[]).iter().all(|weight| weight.abs() < f32::EPSILON));
    }
}
