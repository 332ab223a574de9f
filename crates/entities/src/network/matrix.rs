//! Products of a matrix of small numbers and a vector.

use wide::{bytemuck, i16x16, i32x8};

use crate::columns::LANES;
use crate::wire::{Flaw, Source};

/// Outputs that are computed at once, in four sums of eight.
pub(super) const BLOCK: usize = 4 * SUMS;
const SUMS: usize = i32x8::LANES as usize;

/// A matrix whose weights are integers: so many units each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Matrix {
    /// For each block of outputs and each pair of inputs four vectors: for each output its weights
    /// of the two inputs, side by side.
    weights: Vec<[i16x16; 4]>,
    /// Pairs of inputs.
    pairs: usize,
    /// Bits by which products are finer than outputs.
    shift: u32,
}

/// A vector to multiply with: each pair of its numbers fills the lanes of one element.
pub(super) type Operand = Vec<i16x16>;

/// How the weights of a matrix become integers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// Units in a weight of one.
    pub(super) one: f32,
    /// Bits by which products are finer than outputs.
    pub(super) shift: u32,
    /// The largest number of an operand.
    pub(super) largest: i16,
}

impl Matrix {
    /// The matrix with these weights, output by output. Their number must be a multiple of a
    /// [`BLOCK`].
    pub(super) fn new(weights: &[f32], inputs: usize, scale: Scale) -> Result<Self, Flaw> {
        let rows: Vec<Vec<i16>> = weights
            .chunks_exact(inputs)
            .map(|row| quantised(row, scale))
            .collect::<Result<_, _>>()?;
        let pairs = inputs.div_ceil(2);
        let mut weights = Vec::with_capacity(rows.len() / BLOCK * pairs);
        for block in rows.chunks_exact(BLOCK) {
            let weight =
                |output: usize, input: usize| block[output].get(input).copied().unwrap_or(0);
            weights.extend((0..pairs).map(|pair| {
                std::array::from_fn(|sum| {
                    i16x16::new(std::array::from_fn(|lane| {
                        weight(sum * SUMS + lane / 2, 2 * pair + lane % 2)
                    }))
                })
            }));
        }
        Ok(Self { weights, pairs, shift: scale.shift })
    }

    /// Reads weights, output by output.
    pub(super) fn decode(
        outputs: usize,
        inputs: usize,
        scale: Scale,
        source: &mut Source<'_>,
    ) -> Result<Self, Flaw> {
        if !outputs.is_multiple_of(BLOCK) || outputs == 0 || inputs == 0 {
            return Err("a matrix of the network has a size that is not possible");
        }
        let count = outputs.checked_mul(inputs).ok_or("a matrix of the network is too large")?;
        Self::new(&source.f32s(count)?, inputs, scale)
    }

    /// Number of outputs.
    pub(super) fn outputs(&self) -> usize {
        self.weights.len() / self.pairs * BLOCK
    }

    /// Writes the product, in units of an output.
    pub(super) fn multiply(&self, operand: &Operand, product: &mut Vec<i32>) {
        product.clear();
        for sums in self.products(operand) {
            product.extend_from_slice(bytemuck::cast_slice(&sums));
        }
    }

    /// Appends the product in groups.
    pub(super) fn append(&self, operand: &Operand, product: &mut Vec<i16x16>) {
        for sums in self.products(operand) {
            let sums: &[i32] = bytemuck::cast_slice(&sums);
            product.extend(
                sums.as_chunks::<LANES>().0.iter().map(|sums| i16x16::new(sums.map(saturated))),
            );
        }
    }

    /// The outputs block by block.
    fn products(&self, operand: &Operand) -> impl Iterator<Item = [i32x8; 4]> {
        let half = i32x8::splat(1 << (self.shift - 1));
        self.weights.chunks_exact(self.pairs).map(move |block| {
            let mut sums = [half; 4];
            for (weights, pair) in block.iter().zip(operand) {
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum += weights.dot(*pair);
                }
            }
            sums.map(|sum| sum >> self.shift)
        })
    }
}

/// Fills an operand with the numbers of a vector.
pub(super) fn spread(values: &[i16], operand: &mut Operand) {
    operand.clear();
    operand.extend(values.chunks(2).map(|pair| {
        let (first, second) = (pair[0], pair.get(1).copied().unwrap_or(0));
        i16x16::new(std::array::from_fn(|lane| if lane % 2 == 0 { first } else { second }))
    }));
}

/// The number, or the nearest one that fits.
pub(super) fn saturated(number: i32) -> i16 {
    i16::try_from(number).unwrap_or(if number < 0 { i16::MIN } else { i16::MAX })
}

/// A row of weights as integers that no operand makes overflow.
fn quantised(row: &[f32], scale: Scale) -> Result<Vec<i16>, Flaw> {
    #[expect(clippy::cast_possible_truncation, reason = "it saturates, and the sum is checked")]
    let row: Vec<i16> = row.iter().map(|weight| (weight * scale.one).round() as i16).collect();
    let sum: i64 = row.iter().map(|weight| i64::from(weight.unsigned_abs())).sum();
    let most = sum * i64::from(scale.largest) + (1 << scale.shift);
    if most < i64::from(i32::MAX) { Ok(row) } else { Err("a weight of the network is too large") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: Scale = Scale { one: 16.0, shift: 4, largest: 1000 };

    #[test]
    fn outputs_are_sums_of_products() {
        let weights: Vec<f32> = (0..BLOCK * 3).map(|number| [0.5, -1.0, 2.0][number % 3]).collect();
        let matrix = Matrix::new(&weights, 3, SCALE).unwrap();
        let (mut operand, mut product, mut groups) = (vec![], vec![], vec![]);
        spread(&[10, 20, 31], &mut operand);
        matrix.multiply(&operand, &mut product);
        matrix.append(&operand, &mut groups);
        assert_eq!(product, [47; BLOCK]);
        assert_eq!(groups, [i16x16::splat(47); BLOCK / LANES]);
        assert_eq!(matrix.outputs(), BLOCK);
    }

    #[test]
    fn weights_that_could_overflow_are_refused() {
        for weight in [1e9, f32::INFINITY] {
            let scale = Scale { largest: i16::MAX, ..SCALE };
            assert!(Matrix::new(&[weight; BLOCK * 3], 3, scale).is_err());
        }
    }
}
