//! Numbers that are learnt.

/// Parameters in training, with what `AdaGrad` remembers of each.
///
/// Source: Duchi, Hazan and Singer, *Adaptive subgradient methods*, JMLR 2011.
pub(super) struct Parameters {
    pub(super) values: Vec<f32>,
    /// Sum of the squares of all gradients so far.
    squares: Vec<f32>,
    /// Mean of the values at the ends of epochs.
    pub(super) average: Vec<f32>,
}

impl Parameters {
    pub(super) fn new(count: usize) -> Self {
        Self { values: vec![0.0; count], squares: vec![0.0; count], average: Vec::new() }
    }

    /// Writes the sum of rows, each as long as `sum`, times a factor.
    pub(super) fn sum(&self, rows: &[u32], factor: f32, sum: &mut [f32]) {
        sum.fill(0.0);
        for &row in rows {
            let start = row as usize * sum.len();
            for (sum, value) in sum.iter_mut().zip(&self.values[start..]) {
                *sum += value;
            }
        }
        for sum in sum {
            *sum *= factor;
        }
    }

    /// One step against the gradient for the values from `start` on.
    pub(super) fn step(&mut self, start: usize, gradient: &[f32], rate: f32) {
        let end = start + gradient.len();
        let squares = &mut self.squares[start..end];
        for ((value, square), slope) in
            self.values[start..end].iter_mut().zip(squares).zip(gradient)
        {
            *square += slope * slope;
            *value -= rate * slope / (square.sqrt() + 1e-3);
        }
    }

    /// Takes the present values into an average of `count`.
    pub(super) fn average(&mut self, count: usize) {
        if count <= 1 {
            self.average.clone_from(&self.values);
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "epochs are few")]
        let share = 1.0 / count as f32;
        for (average, value) in self.average.iter_mut().zip(&self.values) {
            *average += (value - *average) * share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_summed_and_moved_against_the_slope() {
        let mut parameters = Parameters::new(6);
        parameters.step(2, &[1.0, -1.0], 0.5);
        let mut sum = [0.0; 2];
        parameters.sum(&[1, 1, 0], 0.5, &mut sum);
        assert!(sum[0] < -0.49 && sum[1] > 0.49, "{sum:?}");
    }

    #[test]
    fn the_average_is_that_of_the_states() {
        let mut parameters = Parameters::new(1);
        for (count, value) in [(0, 9.0), (1, 1.0), (2, 2.0), (3, 6.0)] {
            parameters.values[0] = value;
            parameters.average(count);
        }
        assert!((parameters.average[0] - 3.0).abs() < 1e-6);
    }
}
