//! How probable tags are.

use wide::f32x8;

use crate::crf::factors::{Factors, LANES, flat};

/// Groups of a row that are added up at once.
const PIECE: usize = 2;

/// Tags that are so much less probable than all together do not show in what begins next to them:
/// no such transition of the shipped models is worth five times another.
const NEGLIGIBLE: f32 = 1e-6;

/// The forward-backward algorithm on one sentence or a piece of it, with buffers that are used
/// again.
///
/// Rows have a number for each column ([`Factors`]). They are scaled at each token so that they
/// neither vanish nor overflow. Source: Rabiner, *A tutorial on hidden Markov models*, 1989,
/// section V.
#[derive(Debug, Default)]
pub(crate) struct Marginals {
    /// Groups in a row.
    width: usize,
    /// Exponentials of what the tokens say of their own tags.
    emissions: Vec<f32x8>,
    /// How probable each tag is after what stands up to here, a sum of 1.
    forward: Vec<f32x8>,
    /// Sum of each forward row before it was scaled.
    norms: Vec<f32>,
    /// How probable what stands behind is after each tag, a sum of 1.
    backward: Vec<f32x8>,
    /// What the next token and those behind it say of its tag.
    ahead: Vec<f32x8>,
}

/// What stands before the first of the tokens and behind the last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edges {
    pub(crate) before: Edge,
    pub(crate) behind: Edge,
}

/// An end of a piece of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Edge {
    /// That of the sentence.
    Sentence,
    /// A token that is outside of entities for sure.
    Outside,
}

impl Edges {
    /// Those of a whole sentence.
    pub(crate) const SENTENCE: Self = Self { before: Edge::Sentence, behind: Edge::Sentence };
}

impl Marginals {
    /// Makes room for so many tokens, and gives the exponentials of the scores of its tokens to be
    /// written, row by row; columns without a tag do not matter.
    pub(crate) fn emissions(&mut self, tokens: usize, factors: &Factors) -> &mut [f32x8] {
        self.width = factors.width();
        let length = tokens * self.width;
        for rows in [&mut self.emissions, &mut self.forward, &mut self.backward] {
            rows.resize(length, f32x8::ZERO);
        }
        self.norms.resize(tokens, 0.0);
        self.ahead.resize(self.width, f32x8::ZERO);
        &mut self.emissions
    }

    /// Computes all that is asked afterwards.
    pub(crate) fn compute(&mut self, factors: &Factors, edges: Edges) {
        self.run_forward(factors, edges.before);
        self.run_backward(factors, edges.behind);
    }

    /// The logarithm of the sum over all paths.
    pub(crate) fn log_partition(&self) -> f64 {
        self.norms.iter().map(|norm| f64::from(*norm).ln()).sum()
    }

    /// The probability of each tag at a token, column by column.
    pub(crate) fn probabilities(&mut self, token: usize) -> &[f32] {
        let certainty = self.certainty(token);
        let rows = self.forward[token * self.width..].iter();
        let rows = rows.zip(&self.backward[token * self.width..]).zip(&mut self.ahead);
        rows.for_each(|((forward, backward), both)| *both = *forward * *backward / certainty);
        flat(&self.ahead)
    }

    /// The probability that the tokens from `start` on have the tags of these columns.
    pub(crate) fn path(&self, start: usize, path: &[usize], factors: &Factors) -> f32 {
        let Some((&first, &last)) = path.first().zip(path.last()) else { return 1.0 };
        let steps = path.array_windows().zip(start + 1..).map(|([before, here], token)| {
            let emission = flat(self.row(&self.emissions, token))[*here];
            factors.step(*before, *here) * emission / self.norms[token]
        });
        let end = start + path.len() - 1;
        let forward = flat(self.row(&self.forward, start))[first] * steps.product::<f32>();
        forward * flat(self.row(&self.backward, end))[last] / self.certainty(end)
    }

    /// Gives the expected number of steps from column to column, token by token, as `add(before,
    /// next, number)`.
    pub(crate) fn steps(&mut self, factors: &Factors, mut add: impl FnMut(usize, usize, f32)) {
        let half = factors.half * LANES;
        for token in 1..self.norms.len() {
            self.look_ahead(token);
            let ahead = flat(&self.ahead);
            let before = flat(self.row(&self.forward, token - 1));
            for (column, weight) in before.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
                let inner = if column < half { column + half } else { column };
                for next in (0..half).chain([inner]) {
                    add(column, next, weight * factors.step(column, next) * ahead[next]);
                }
            }
        }
    }

    /// What a token and those behind it say of its tag, for probabilities of steps to it.
    fn look_ahead(&mut self, token: usize) {
        let scale = self.norms[token] * self.certainty(token);
        let ahead = self.emissions[token * self.width..].iter();
        let ahead = ahead.zip(&self.backward[token * self.width..]).zip(&mut self.ahead);
        ahead.for_each(|((emission, backward), ahead)| *ahead = *emission * *backward / scale);
    }

    /// What the scaled rows of a token make of all paths together.
    fn certainty(&self, token: usize) -> f32 {
        let rows = self.row(&self.forward, token).iter().zip(self.row(&self.backward, token));
        let sum = rows.fold(f32x8::ZERO, |sum, (forward, backward)| sum + *forward * *backward);
        sum.reduce_add().max(f32::MIN_POSITIVE)
    }

    fn row<'a>(&self, rows: &'a [f32x8], token: usize) -> &'a [f32x8] {
        &rows[token * self.width..][..self.width]
    }

    fn run_forward(&mut self, factors: &Factors, before: Edge) {
        let emissions = self.emissions.chunks_exact(self.width);
        let rows = self.forward.chunks_exact_mut(self.width).zip(emissions).zip(&mut self.norms);
        let mut previous: Option<&[f32x8]> = None;
        for ((row, emission), norm) in rows {
            match previous {
                None => begin(before, factors, row),
                Some(previous) => advance(previous, factors, row),
            }
            row.iter_mut().zip(emission).for_each(|(value, emission)| *value *= *emission);
            *norm = scale(row);
            previous = Some(row);
        }
    }

    fn run_backward(&mut self, factors: &Factors, behind: Edge) {
        let emissions = self.emissions.chunks_exact(self.width);
        let rows = self.backward.chunks_exact_mut(self.width).zip(emissions);
        let mut next: Option<(&[f32x8], &[f32x8])> = None;
        for (row, emission) in rows.rev() {
            match next {
                None => end(behind, factors, row),
                Some((next, emission)) => {
                    let ahead = next.iter().zip(emission).zip(&mut self.ahead);
                    ahead.for_each(|((next, emission), ahead)| *ahead = *next * *emission);
                    retreat(&self.ahead, factors, row);
                }
            }
            scale(row);
            next = Some((row, emission));
        }
    }
}

fn begin(before: Edge, factors: &Factors, row: &mut [f32x8]) {
    let (outer, inner) = row.split_at_mut(factors.half);
    outer.copy_from_slice(match before {
        Edge::Sentence => &factors.start,
        Edge::Outside => &factors.outer[..factors.half],
    });
    inner.fill(f32x8::ZERO);
}

fn end(behind: Edge, factors: &Factors, row: &mut [f32x8]) {
    match behind {
        Edge::Sentence => row.fill(f32x8::ONE),
        Edge::Outside => row.copy_from_slice(&factors.before[..factors.width()]),
    }
}

/// Moves the probabilities of one token's tags over to the next token.
fn advance(previous: &[f32x8], factors: &Factors, next: &mut [f32x8]) {
    let half = factors.half;
    let (outer, inner) = next.split_at_mut(half);
    product(previous, &factors.outer, outer);
    let (begun, continued) = previous.split_at(half);
    let ways = begun.iter().zip(&factors.begun).zip(continued.iter().zip(&factors.continued));
    for (inner, ((begun, b), (continued, c))) in inner.iter_mut().zip(ways) {
        *inner = *begun * *b + *continued * *c;
    }
}

/// Moves what stands ahead of a token's tags back to the token before.
fn retreat(ahead: &[f32x8], factors: &Factors, previous: &mut [f32x8]) {
    let (outer, inner) = ahead.split_at(factors.half);
    product(outer, &factors.before, previous);
    let (begun, continued) = previous.split_at_mut(factors.half);
    let ways = inner.iter().zip(factors.begun.iter().zip(&factors.continued));
    for ((inner, (b, c)), (begun, continued)) in ways.zip(begun.iter_mut().zip(continued)) {
        *begun += *inner * *b;
        *continued += *inner * *c;
    }
}

/// The product of a row of weights and a matrix, which has a row for each of them. What weighs
/// less than [`NEGLIGIBLE`] of all is left out.
///
/// Rows are taken in pieces whose sums stay in registers; all have a multiple of [`PIECE`] groups.
fn product(weights: &[f32x8], matrix: &[f32x8], sums: &mut [f32x8]) {
    let least = f32x8::splat(total(weights) * NEGLIGIBLE);
    let pieces = sums.len() / PIECE;
    let matrix = matrix.as_chunks::<PIECE>().0;
    for (piece, sums) in sums.as_chunks_mut::<PIECE>().0.iter_mut().enumerate() {
        *sums = [f32x8::ZERO; PIECE];
        for (group, lanes) in weights.iter().enumerate() {
            let mut heavy = lanes.simd_gt(least).to_bitmask();
            while heavy != 0 {
                let lane = heavy.trailing_zeros() as usize;
                let row = &matrix[(group * LANES + lane) * pieces + piece];
                add_times(lanes.as_array()[lane], row, sums);
                heavy &= heavy - 1;
            }
        }
    }
}

fn add_times(weight: f32, row: &[f32x8; PIECE], sums: &mut [f32x8; PIECE]) {
    let weight = f32x8::splat(weight);
    for (sum, factor) in sums.iter_mut().zip(row) {
        *sum += weight * *factor;
    }
}

fn total(row: &[f32x8]) -> f32 {
    row.iter().fold(f32x8::ZERO, |sum, value| sum + *value).reduce_add()
}

/// Scales a row to a sum of 1, and returns the sum it had.
fn scale(row: &mut [f32x8]) -> f32 {
    let sum = total(row).max(f32::MIN_POSITIVE);
    let factor = f32x8::splat(1.0 / sum);
    for value in row {
        *value *= factor;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::Columns;
    use crate::crf::factors::flat_mut;
    use crate::tags::TagSet;

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

    /// Factors of two tags in the form of forward and backward passes.
    fn computed(unary: &[f32], transitions: &[f32]) -> (Factors, Marginals) {
        let (mut factors, mut marginals) = (Factors::default(), Marginals::default());
        factors.set(transitions, &columns());
        let tokens = unary.len() / 2;
        let emissions = flat_mut(marginals.emissions(tokens, &factors));
        for (row, unary) in emissions.chunks_exact_mut(factors.columns()).zip(unary.chunks(2)) {
            row[..2].copy_from_slice(&[unary[0].exp(), unary[1].exp()]);
        }
        marginals.compute(&factors, Edges::SENTENCE);
        (factors, marginals)
    }

    /// `O` and a tag that begins an entity, in the first two columns.
    fn columns() -> Columns {
        Columns::new(&TagSet::of(["B-A"]))
    }

    const UNARY: [f32; 6] = [0.3, -1.0, 2.0, 0.5, -0.7, 0.1];

    #[test]
    fn agrees_with_a_sum_over_all_paths() {
        let transitions = [1.5, 0.2, 0.7, 2.0, 1.0, 0.4];
        let (_, mut marginals) = computed(&UNARY, &transitions);
        let (expected, probabilities) = by_hand(&UNARY, &transitions);
        assert!((marginals.log_partition() - expected).abs() < 1e-5);
        for (token, expected) in probabilities.chunks(2).enumerate() {
            let found = marginals.probabilities(token);
            assert!((found[0] - expected[0]).abs() < 1e-5 && (found[1] - expected[1]).abs() < 1e-5);
        }
    }

    #[test]
    fn paths_have_the_probability_of_their_tags() {
        let (factors, mut marginals) = computed(&UNARY, &[1.5, 0.2, 0.7, 2.0, 1.0, 0.4]);
        let all = (0..8_usize).map(|path| [path & 1, path >> 1 & 1, path >> 2 & 1]);
        let total: f32 = all.map(|path| marginals.path(0, &path, &factors)).sum();
        assert!((total - 1.0).abs() < 1e-5);
        let single = marginals.path(1, &[1], &factors);
        assert!((single - marginals.probabilities(1)[1]).abs() < 1e-6);
    }

    #[test]
    fn steps_add_up_to_the_tokens() {
        let (factors, mut marginals) = computed(&UNARY, &[1.5, 0.2, 0.0, 2.0, 1.0, 0.4]);
        let mut sums = [[0.0; 2]; 2];
        marginals.steps(&factors, |before, next, number| {
            if before.max(next) < 2 {
                sums[before][next] += number;
            }
        });
        assert!((sums.as_flattened().iter().sum::<f32>() - 2.0).abs() < 1e-5);
        assert!(sums[1][0].abs() < 1e-9, "a forbidden step was taken");
    }
}
