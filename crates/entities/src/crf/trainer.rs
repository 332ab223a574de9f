//! Maximum likelihood by stochastic gradients.

use fastrand::Rng;

use crate::crf::examples::Examples;
use crate::crf::gradient::Gradient;
use crate::crf::transitions::Transitions;
use crate::iob2::TaggedSentence;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::tags::TagSet;
use crate::train::TrainingOptions;
use crate::weights::{OFFSETS, Weight, Weights};

/// Epochs that are not averaged: the weights still move far.
const WARM_UP: usize = 2;

/// Slopes this small, as those of a token that is surely outside, are not worth a step.
const NEGLIGIBLE: f32 = 1e-5;

/// A conditional random field in training.
///
/// One step for each sentence, in a new random order each epoch, with step sizes of `AdaGrad`
/// (Duchi, Hazan and Singer, JMLR 2011). The model is the average of the weights at the ends of
/// the epochs (Polyak and Juditsky, 1992): it varies less than its last state.
pub(crate) struct Trainer {
    examples: Examples,
    tags: TagSet,
    lexicons: Vec<Lexicon>,
    options: TrainingOptions,
    random: Rng,
    unary: Parameters,
    transitions: Parameters,
    epochs: usize,
}

/// Numbers that are learnt.
struct Parameters {
    values: Vec<f32>,
    /// Sum of the squares of all gradients so far.
    squares: Vec<f32>,
    /// Mean of the values at the ends of epochs.
    average: Vec<f32>,
}

impl Parameters {
    fn new(count: usize) -> Self {
        Self { values: vec![0.0; count], squares: vec![0.0; count], average: Vec::new() }
    }

    /// The sum of rows of `count` values, times a factor.
    fn sum(&self, rows: &[u32], count: usize, factor: f32) -> Vec<f32> {
        let mut sum = vec![0.0; count];
        for &row in rows {
            let start = row as usize * count;
            for (sum, value) in sum.iter_mut().zip(&self.values[start..start + count]) {
                *sum += value;
            }
        }
        for sum in &mut sum {
            *sum *= factor;
        }
        sum
    }

    /// One step of `AdaGrad` for the values from `start` on.
    fn step(&mut self, start: usize, gradient: &[f32], rate: f32, penalty: f32) {
        let end = start + gradient.len();
        let squares = &mut self.squares[start..end];
        for ((value, square), slope) in
            self.values[start..end].iter_mut().zip(squares).zip(gradient)
        {
            *square += slope * slope;
            let rate = rate / (square.sqrt() + 1e-3);
            let moved = *value - rate * slope;
            *value = moved - moved.clamp(-rate * penalty, rate * penalty);
        }
    }

    /// Takes the present values into an average of `count`.
    fn average(&mut self, count: usize) {
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

impl Trainer {
    pub(crate) fn new(
        sentences: &[TaggedSentence],
        tags: TagSet,
        lexicons: Vec<Lexicon>,
        options: &TrainingOptions,
    ) -> Self {
        let examples = Examples::new(sentences, &tags, &lexicons, options.rarest);
        let count = tags.len();
        Self {
            unary: Parameters::new(examples.rows() * count),
            transitions: Parameters::new((count + 1) * count),
            random: Rng::with_seed(options.seed),
            options: options.clone(),
            examples,
            tags,
            lexicons,
            epochs: 0,
        }
    }

    /// Goes over all sentences once and returns the mean negative log-likelihood.
    pub(crate) fn epoch(&mut self) -> f64 {
        let mut order: Vec<usize> = (0..self.examples.len()).collect();
        self.random.shuffle(&mut order);
        let mut gradient = Gradient::new(&self.tags);
        let mut loss = 0.0;
        for &index in &order {
            loss += self.step(index, &mut gradient);
        }
        self.epochs += 1;
        let count = self.epochs.saturating_sub(WARM_UP);
        self.unary.average(count);
        self.transitions.average(count);
        #[expect(clippy::cast_precision_loss, reason = "no corpus has 2^53 sentences")]
        let sentences = order.len().max(1) as f64;
        loss / sentences
    }

    /// One step for one sentence; returns its negative log-likelihood.
    fn step(&mut self, index: usize, gradient: &mut Gradient) -> f64 {
        let count = self.tags.len();
        let keep = 1.0 - self.options.dropout;
        let example = self.examples.example(index);
        let rows: Vec<Vec<u32>> = (0..example.gold.len())
            .map(|token| {
                self.examples.rows_of(example, token).filter(|_| self.random.f32() < keep).collect()
            })
            .collect();
        let scores = rows.iter().flat_map(|rows| self.unary.sum(rows, count, 1.0 / keep));
        gradient.compute(scores, &self.transitions.values, &example.gold);
        let (rate, penalty) = (self.options.learning_rate, self.options.penalty);
        for (rows, slopes) in rows.iter().zip(gradient.unary.chunks_exact(count)) {
            if slopes.iter().any(|slope| slope.abs() > NEGLIGIBLE) {
                for row in rows {
                    self.unary.step(*row as usize * count, slopes, rate, penalty);
                }
            }
        }
        self.transitions.step(0, &gradient.transitions, rate, 0.0);
        gradient.loss
    }

    /// The average of the epochs so far, quantised.
    pub(crate) fn model(&self) -> Model {
        let all = self.unary.average.iter().chain(&self.transitions.average);
        let largest = all.fold(f32::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
        let scale = f32::from(i8::MAX) / largest;
        let transitions =
            self.transitions.average.iter().map(|value| quantised(value * scale).into());
        let rows = self.examples.features().map(|(key, rows)| (key, self.row(rows, scale)));
        Model {
            tags: self.tags.clone(),
            scale,
            transitions: Transitions::new(transitions.collect()),
            lexicons: self.lexicons.clone(),
            weights: Weights::collect(rows.filter(|(_, row)| !row.is_empty())),
        }
    }

    /// The weights of a feature that are not zero once quantised; the rows are centred on the
    /// word's own place.
    fn row(&self, rows: std::ops::Range<usize>, scale: f32) -> Vec<Weight> {
        let count = self.tags.len();
        let first = (OFFSETS - rows.len()) / 2;
        let values = self.unary.average[rows.start * count..rows.end * count].chunks_exact(count);
        let mut weights = Vec::new();
        for (offset, row) in (0_u8..).skip(first).zip(values) {
            let quantised = (0..).zip(row.iter().map(|value| quantised(value * scale)));
            let present = quantised.filter(|(_, value)| value.abs() >= self.options.smallest);
            weights.extend(present.map(|(tag, value)| Weight { offset, tag, value }));
        }
        weights
    }
}

/// The nearest of the values that a stored weight can have.
#[expect(clippy::cast_possible_truncation, reason = "the value is clamped to the target's range")]
fn quantised(value: f32) -> i8 {
    value.round().clamp(-127.0, 127.0) as i8
}
