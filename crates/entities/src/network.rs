//! A recurrent network that reads a sentence as a whole and helps the model.
//!
//! What the model knows of a token ends two words away from it. The network, a bidirectional LSTM
//! over the vectors of words, sees the sentence from both ends, and adds its own scores to those of
//! the model before the best tags are sought: both are log-linear, so a sum of scores is the
//! (unnormalised) geometric mean of their distributions. The two err in different places.
//!
//! Sources: Lample et al., *Neural architectures for named entity recognition*, NAACL 2016;
//! Heskes, *Selecting weighting factors in logarithmic opinion pools*, NIPS 1998.

mod activation;
mod matrix;
mod recurrence;
mod words;

use wide::i16x16;

use crate::columns::{LANES, flat_mut};
use crate::crf::viterbi::Lattice;
use crate::features::Word;
use crate::model::Model;
use crate::network::activation::Activation;
use crate::network::matrix::{Matrix, Scale, saturated};
use crate::network::recurrence::{GATES, HIDDEN, Recurrence, State};
pub(crate) use crate::network::words::Reading;
use crate::network::words::{LARGEST, Words};
use crate::wire::{Flaw, Source};

/// The most tokens that are read as one sentence; what is longer is read in pieces, so that memory
/// stays bounded.
pub(crate) const LONGEST: usize = 256;

/// How words act on the gates. Products have 10 and 11 bits behind the point, gates 8.
const INPUT: Scale = Scale { one: 2048.0, shift: 13, largest: LARGEST };

/// The state has 13 bits behind the point; with three more for the weights a product has
/// [`OUTPUT_SHIFT`].
const OUTPUT: f32 = 8.0;
const OUTPUT_SHIFT: u32 = 16;

/// A trained network for the tags and lexicons of one model.
///
/// # Wire form
/// The tags of its model; the share of the model, transitions and bias of the tags (`f32`, in
/// log-odds of the model, so that the scores of both are added as they are); vectors of words and
/// of features; the number of cells, and for each direction three matrices (`f32`, row by row):
/// from words to gates, from cells to gates, from cells to tags.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Network {
    /// What the sum of both scores is multiplied with to be log-odds again.
    pub(crate) share: f32,
    /// What it adds to the transitions of the model, in log-odds of the model.
    pub(crate) transitions: Vec<f32>,
    /// What it adds to the columns of every token, in units of the model.
    bias: Vec<i16>,
    words: Words,
    activation: Activation,
    forward: Direction,
    backward: Direction,
}

/// One way to read a sentence.
#[derive(Debug, Clone, PartialEq)]
struct Direction {
    /// What a word adds to the gates.
    input: Matrix,
    recurrence: Recurrence,
    /// What the state adds to the columns of the tags.
    output: Matrix,
}

/// Memory of one thread.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    /// What the words of a piece of a sentence add to the gates, both directions of each word.
    pub(crate) inputs: Vec<i16x16>,
    state: State,
}

impl Network {
    /// Reads the network of a model.
    pub(crate) fn decode(model: &Model, source: &mut Source<'_>) -> Result<Self, Flaw> {
        let tags = source.count()?;
        let names = (0..tags).map(|_| source.text()).collect::<Result<Vec<&str>, Flaw>>()?;
        if !model.tags.names().eq(names) {
            return Err("its tags are not those of the model");
        }
        let share = source.f32()?;
        if !(share > 0.0 && share <= 1.0) {
            return Err("its share is not between 0 and 1");
        }
        let transitions = source.f32s((tags + 1) * tags)?;
        let bias = spread_bias(model, &source.f32s(tags)?);
        let words = Words::decode(source)?;
        let size = source.count()?;
        let forward = Direction::decode(size, &words, model, source)?;
        let backward = Direction::decode(size, &words, model, source)?;
        let activation = Activation::default();
        source.end()?;
        Ok(Self { share, transitions, bias, words, activation, forward, backward })
    }

    /// Groups of what a word adds to the gates of one direction.
    fn groups(&self) -> usize {
        self.forward.input.outputs() / LANES
    }

    /// Appends what a word adds to the gates of both directions.
    pub(crate) fn read(&self, word: &Word, reading: &mut Reading, inputs: &mut Vec<i16x16>) {
        let operand = self.words.operand(word, reading);
        self.forward.input.append(operand, inputs);
        self.backward.input.append(operand, inputs);
    }

    /// Adds to the scores of the tokens from `first` on, whose inputs are in the memory.
    pub(crate) fn add(&self, first: usize, memory: &mut Memory, lattice: &mut Lattice) {
        let (Memory { inputs, state }, groups) = (memory, self.groups());
        let words = || inputs.chunks_exact(2 * groups).enumerate();
        state.reset(self.forward.recurrence.size());
        for (index, input) in words() {
            let row = flat_mut(lattice.unary(first + index));
            row.iter_mut()
                .zip(&self.bias)
                .for_each(|(score, bias)| *score = score.saturating_add(*bias));
            self.forward.step(&input[..groups], &self.activation, state, row);
        }
        state.reset(self.backward.recurrence.size());
        for (index, input) in words().rev() {
            let row = flat_mut(lattice.unary(first + index));
            self.backward.step(&input[groups..], &self.activation, state, row);
        }
    }
}

impl Direction {
    fn decode(
        size: usize,
        words: &Words,
        model: &Model,
        source: &mut Source<'_>,
    ) -> Result<Self, Flaw> {
        let cells = GATES.checked_mul(size).ok_or("it has too many cells")?;
        let input = Matrix::decode(cells, words.width(), INPUT, source)?;
        let recurrence = Recurrence::decode(size, source)?;
        let tags = model.tags.len();
        let weights = source.f32s(tags.checked_mul(size).ok_or("it has too many cells")?)?;
        let mut rows = vec![0.0; model.columns.width() * LANES * size];
        for (weights, place) in weights.chunks_exact(size).zip(model.columns.places()) {
            rows[place * size..][..size].copy_from_slice(weights);
        }
        let scale = Scale { one: model.scale * OUTPUT, shift: OUTPUT_SHIFT, largest: HIDDEN };
        Ok(Self { input, recurrence, output: Matrix::new(&rows, size, scale)? })
    }

    /// Reads one more word and adds what the state says of its tag.
    fn step(&self, input: &[i16x16], activation: &Activation, state: &mut State, row: &mut [i16]) {
        self.recurrence.step(input, activation, state);
        let State { operand, scores, .. } = state;
        self.output.multiply(operand, scores);
        for (score, more) in row.iter_mut().zip(scores) {
            *score = score.saturating_add(saturated(*more));
        }
    }
}

/// What every token adds to its tags, in columns and in units of the model.
fn spread_bias(model: &Model, bias: &[f32]) -> Vec<i16> {
    let mut columns = vec![0; model.columns.width() * LANES];
    for (bias, place) in bias.iter().zip(model.columns.places()) {
        columns[*place] = model.units(*bias);
    }
    columns
}

#[cfg(test)]
mod tests;
