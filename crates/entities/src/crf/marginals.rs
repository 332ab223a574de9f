//! How probable each tag is at each token.

use crate::tags::TagId;

/// The forward-backward algorithm on one sentence, with buffers that are used again.
///
/// Rows are as long as there are tags. Probabilities are scaled at each token so that they neither
/// vanish nor overflow. Source: Rabiner, *A tutorial on hidden Markov models*, 1989, section V.
#[derive(Debug, Default)]
pub(crate) struct Marginals {
    tags: usize,
    /// Exponentials of what the tokens say, the best tag of each being 1.
    emissions: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// Sum of the forward row of each token before it was scaled to 1.
    norms: Vec<f32>,
    probabilities: Vec<f32>,
}

impl Marginals {
    /// Computes all marginals and returns the logarithm of the partition function.
    ///
    /// `unary` has a row of log scores for each token. `transitions` are exponentials: a row for
    /// each previous tag and a last one for the start, zero where a tag may not follow.
    pub(crate) fn compute(&mut self, unary: &[f32], transitions: &[f32], tags: usize) -> f64 {
        self.tags = tags;
        let log_maxima = self.set_emissions(unary);
        self.run_forward(transitions);
        self.run_backward(transitions);
        self.probabilities.clear();
        self.probabilities.extend(self.forward.iter().zip(&self.backward).map(|(a, b)| a * b));
        log_maxima + self.norms.iter().map(|norm| f64::from(*norm).ln()).sum::<f64>()
    }

    /// The probability of each tag at each token, row by row.
    pub(crate) fn probabilities(&self) -> &[f32] {
        &self.probabilities
    }

    /// The probability that the tokens from `start` on have these tags.
    pub(crate) fn path(&self, start: usize, path: &[TagId], transitions: &[f32]) -> f32 {
        let tags = self.tags;
        let place = |index: usize, tag: TagId| (start + index) * tags + usize::from(tag);
        let Some((&first, &last)) = path.first().zip(path.last()) else { return 1.0 };
        let steps = path.windows(2).zip(1..).map(|(pair, index)| {
            let step = transitions[usize::from(pair[0]) * tags + usize::from(pair[1])];
            step * self.emissions[place(index, pair[1])] / self.norms[start + index]
        });
        self.forward[place(0, first)]
            * steps.product::<f32>()
            * self.backward[place(path.len() - 1, last)]
    }

    /// Adds the expected number of each transition to `sums`, laid out as the transitions are.
    pub(crate) fn add_transitions(&self, transitions: &[f32], sums: &mut [f32]) {
        let tags = self.tags;
        let (steps, start) = sums.split_at_mut(tags * tags);
        for (sum, probability) in start.iter_mut().zip(&self.probabilities) {
            *sum += probability;
        }
        let after = self.emissions.chunks_exact(tags).zip(self.backward.chunks_exact(tags)).skip(1);
        let before = self.forward.chunks_exact(tags);
        for ((before, (emission, backward)), norm) in before.zip(after).zip(&self.norms[1..]) {
            let ahead: Vec<f32> =
                emission.iter().zip(backward).map(|(e, b)| e * b / norm).collect();
            let rows = steps.chunks_exact_mut(tags).zip(transitions.chunks_exact(tags));
            for ((sums, row), weight) in rows.zip(before) {
                for ((sum, step), ahead) in sums.iter_mut().zip(row).zip(&ahead) {
                    *sum += weight * step * ahead;
                }
            }
        }
    }

    fn set_emissions(&mut self, unary: &[f32]) -> f64 {
        self.emissions.clear();
        let mut total = 0.0;
        for row in unary.chunks_exact(self.tags) {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            total += f64::from(top);
            self.emissions.extend(row.iter().map(|score| (score - top).exp()));
        }
        total
    }

    fn run_forward(&mut self, transitions: &[f32]) {
        let tags = self.tags;
        self.forward.clear();
        self.norms.clear();
        for (index, emission) in self.emissions.chunks_exact(tags).enumerate() {
            let start = index * tags;
            self.forward.resize(start + tags, 0.0);
            let (done, row) = self.forward.split_at_mut(start);
            match done.len().checked_sub(tags) {
                None => row.copy_from_slice(&transitions[tags * tags..]),
                Some(last) => advance(&done[last..], transitions, row),
            }
            let norm = scale(row, emission);
            self.norms.push(norm);
        }
    }

    fn run_backward(&mut self, transitions: &[f32]) {
        let tags = self.tags;
        self.backward.clear();
        self.backward.resize(self.emissions.len(), 1.0);
        let mut ahead = vec![0.0; tags];
        for index in (1..self.norms.len()).rev() {
            let (rows, next) = self.backward.split_at_mut(index * tags);
            let emission = &self.emissions[index * tags..];
            for ((ahead, emission), next) in ahead.iter_mut().zip(emission).zip(&*next) {
                *ahead = emission * next / self.norms[index];
            }
            let row = &mut rows[(index - 1) * tags..];
            for (value, steps) in row.iter_mut().zip(transitions.chunks_exact(tags)) {
                *value = steps.iter().zip(&ahead).map(|(step, ahead)| step * ahead).sum();
            }
        }
    }
}

/// Moves the probabilities of one token's tags over to the next token.
fn advance(before: &[f32], transitions: &[f32], after: &mut [f32]) {
    for (weight, row) in before.iter().zip(transitions.chunks_exact(after.len())) {
        for (after, step) in after.iter_mut().zip(row) {
            *after += weight * step;
        }
    }
}

/// Multiplies a row by the emissions, scales it to a sum of 1, and returns the sum it had.
fn scale(row: &mut [f32], emission: &[f32]) -> f32 {
    let mut sum = 0.0;
    for (value, emission) in row.iter_mut().zip(emission) {
        *value *= emission;
        sum += *value;
    }
    let norm = sum.max(f32::MIN_POSITIVE);
    for value in row.iter_mut() {
        *value /= norm;
    }
    norm
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every path of two tags over three tokens, summed up one by one.
    fn by_hand(unary: &[f32], transitions: &[f32]) -> (f64, Vec<f32>) {
        let (mut total, mut sums) = (0.0, vec![0.0; 6]);
        for path in 0..8_usize {
            let tags = [path & 1, path >> 1 & 1, path >> 2 & 1];
            let mut weight = transitions[4 + tags[0]] * unary[tags[0]].exp();
            for index in 1..3 {
                weight *= transitions[tags[index - 1] * 2 + tags[index]]
                    * unary[index * 2 + tags[index]].exp();
            }
            total += weight;
            (0..3).for_each(|index| sums[index * 2 + tags[index]] += weight);
        }
        (f64::from(total).ln(), sums.iter().map(|sum| sum / total).collect())
    }

    #[test]
    fn agrees_with_a_sum_over_all_paths() {
        let unary = [0.3, -1.0, 2.0, 0.5, -0.7, 0.1];
        let transitions = [1.5, 0.2, 0.7, 2.0, 1.0, 0.4];
        let mut marginals = Marginals::default();
        let log_partition = marginals.compute(&unary, &transitions, 2);
        let (expected, probabilities) = by_hand(&unary, &transitions);
        assert!((log_partition - expected).abs() < 1e-5);
        for (found, expected) in marginals.probabilities().iter().zip(&probabilities) {
            assert!((found - expected).abs() < 1e-5);
        }
    }

    #[test]
    fn paths_have_the_probability_of_their_tags() {
        let unary = [0.3, -1.0, 2.0, 0.5, -0.7, 0.1];
        let transitions = [1.5, 0.2, 0.7, 2.0, 1.0, 0.4];
        let mut marginals = Marginals::default();
        marginals.compute(&unary, &transitions, 2);
        let all = (0..8_u8).map(|path| [path & 1, path >> 1 & 1, path >> 2 & 1]);
        let total: f32 = all.map(|path| marginals.path(0, &path, &transitions)).sum();
        assert!((total - 1.0).abs() < 1e-5);
        let single = marginals.path(1, &[1], &transitions);
        assert!((single - marginals.probabilities()[3]).abs() < 1e-6);
    }

    #[test]
    fn transitions_add_up_to_the_tokens() {
        let transitions = [1.5, 0.2, 0.0, 2.0, 1.0, 0.4];
        let mut marginals = Marginals::default();
        marginals.compute(&[0.3, -1.0, 2.0, 0.5, -0.7, 0.1], &transitions, 2);
        let mut sums = [0.0; 6];
        marginals.add_transitions(&transitions, &mut sums);
        assert!((sums[..4].iter().sum::<f32>() - 2.0).abs() < 1e-5);
        assert!((sums[4..].iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(sums[2].abs() < 1e-9, "a forbidden step was taken");
    }
}
