//! What the network knows of a word form.

use crate::features::Word;
use crate::key_index::KeyIndex;
use crate::network::matrix::{Operand, saturated, spread};
use crate::wire::{Flaw, Source};

/// Units in a value of one.
const ONE: f32 = 1024.0;

/// The largest value, in units.
pub(super) const LARGEST: i16 = 16 * 1024;

/// Vectors of frequent forms, learnt from raw text, and of the features that the model has of a
/// word, learnt with the network. The sum of the latter, where it is positive, stands behind the
/// former, and behind both a constant one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    forms: Vectors,
    features: Vectors,
    /// What is added to the sum of features, in units.
    bias: Vec<f32>,
}

/// Vectors of keys, each number a byte.
#[derive(Debug, Clone, PartialEq)]
struct Vectors {
    keys: KeyIndex,
    numbers: Vec<i8>,
    width: usize,
    /// Units of a number.
    unit: f32,
}

/// Memory for one word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    sums: Vec<i32>,
    values: Vec<i16>,
    operand: Operand,
}

impl Words {
    pub(super) fn decode(source: &mut Source<'_>) -> Result<Self, Flaw> {
        let (forms, features) = (Vectors::decode(source)?, Vectors::decode(source)?);
        let bias = source.f32s(features.width)?.into_iter().map(|value| value * ONE).collect();
        Ok(Self { forms, features, bias })
    }

    /// Values of a word.
    pub(super) fn width(&self) -> usize {
        self.forms.width + self.features.width + 1
    }

    /// The values of a word.
    pub(super) fn operand<'r>(&self, word: &Word, reading: &'r mut Reading) -> &'r Operand {
        let Reading { sums, values, operand } = reading;
        let known = word.lexicon_keys().find_map(|form| self.forms.find(form));
        sums.clear();
        sums.resize(self.features.width, 0);
        for vector in word.features.iter().filter_map(|feature| self.features.find(feature.key)) {
            sums.iter_mut().zip(vector).for_each(|(sum, number)| *sum += i32::from(*number));
        }
        values.clear();
        values
            .extend(known.unwrap_or_default().iter().map(|number| units(*number, self.forms.unit)));
        values.resize(self.forms.width, 0);
        let sums = sums.iter().zip(&self.bias);
        values.extend(sums.map(|(sum, bias)| positive(*sum, self.features.unit, *bias)));
        values.push(units(1, ONE));
        spread(values, operand);
        operand
    }
}

impl Vectors {
    fn decode(source: &mut Source<'_>) -> Result<Self, Flaw> {
        let (width, unit) = (source.count()?, source.f32()? * ONE);
        let keys = KeyIndex::decode(source)?;
        let count = keys.len().checked_mul(width).ok_or("its vectors are too long")?;
        let numbers = source.bytes(count)?.iter().map(|byte| byte.cast_signed()).collect();
        if !unit.is_finite() || width == 0 {
            return Err("its vectors are not valid");
        }
        Ok(Self { keys, numbers, width, unit })
    }

    fn find(&self, key: crate::key::Key) -> Option<&[i8]> {
        self.keys.find(key).map(|position| &self.numbers[position * self.width..][..self.width])
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
fn units(number: i8, unit: f32) -> i16 {
    saturated((f32::from(number) * unit).round() as i32).clamp(-LARGEST, LARGEST)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a cast saturates, and sums are small"
)]
fn positive(sum: i32, unit: f32, bias: f32) -> i16 {
    saturated((sum as f32 * unit + bias).round() as i32).clamp(0, LARGEST)
}
