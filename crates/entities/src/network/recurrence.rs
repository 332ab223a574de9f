//! The recurrent layer: a long short-term memory.
//!
//! Source: Hochreiter and Schmidhuber, *Long short-term memory*, Neural Computation 1997, with the
//! forget gate of Gers, Schmidhuber and Cummins, 2000.

use wide::i16x16;

use crate::columns::flat;
use crate::network::activation::{Activation, UNIT};
use crate::network::matrix::{Matrix, Operand, Scale, spread};
use crate::wire::{Flaw, Source};

/// Units of the hidden state in a value of one.
pub(super) const HIDDEN: i16 = 1 << 13;

/// How the state acts on the gates. Products have 12 and 13 bits behind the point, gates 8.
const SCALE: Scale = Scale { one: 4096.0, shift: 17, largest: HIDDEN };

/// Gates of a cell: what comes in, what is kept, what is proposed, what goes out.
pub(super) const GATES: usize = 4;

/// The weights with which the state acts on the gates.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Recurrence {
    gates: Matrix,
}

/// What the layer remembers of the tokens it has read.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    cells: Vec<f32>,
    hidden: Vec<i16>,
    /// The hidden state.
    pub(super) operand: Operand,
    gates: Vec<i32>,
    /// What it adds to the scores of the tags.
    pub(super) scores: Vec<i32>,
}

impl State {
    /// Forgets all, and has room for a layer of this size.
    pub(super) fn reset(&mut self, size: usize) {
        self.cells.clear();
        self.cells.resize(size, 0.0);
        self.hidden.clear();
        self.hidden.resize(size, 0);
        spread(&self.hidden, &mut self.operand);
    }
}

impl Recurrence {
    /// Reads the weights of a layer with so many cells.
    pub(super) fn decode(size: usize, source: &mut Source<'_>) -> Result<Self, Flaw> {
        Ok(Self { gates: Matrix::decode(GATES * size, size, SCALE, source)? })
    }

    /// Number of cells.
    pub(super) fn size(&self) -> usize {
        self.gates.outputs() / GATES
    }

    /// Reads one more word, which adds `input` to the gates.
    pub(super) fn step(&self, input: &[i16x16], activation: &Activation, state: &mut State) {
        let State { cells, hidden, operand, gates, .. } = state;
        self.gates.multiply(operand, gates);
        for (gate, input) in gates.iter_mut().zip(flat(input)) {
            *gate = gate.wrapping_add(i32::from(*input));
        }
        let (enter, rest) = gates.split_at(cells.len());
        let (keep, rest) = rest.split_at(cells.len());
        let (propose, leave) = rest.split_at(cells.len());
        let gates = enter.iter().zip(keep).zip(propose.iter().zip(leave));
        for ((cell, hidden), ((enter, keep), (propose, leave))) in
            cells.iter_mut().zip(hidden.iter_mut()).zip(gates)
        {
            *cell = *cell * activation.logistic(*keep)
                + activation.logistic(*enter) * activation.tangent(*propose);
            *hidden = fixed(activation.logistic(*leave) * activation.tangent(steps(*cell)));
        }
        spread(hidden, operand);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a cast saturates where the table is flat, and the unit is small"
)]
fn steps(cell: f32) -> i32 {
    (cell * UNIT as f32) as i32
}

#[expect(clippy::cast_possible_truncation, reason = "it is between -1 and 1")]
fn fixed(hidden: f32) -> i16 {
    (hidden * f32::from(HIDDEN)) as i16
}
