//! Maximum likelihood by stochastic gradients.

use std::ops::Range;

use fastrand::Rng;

use crate::columns::Columns;
use crate::crf::examples::{Example, Examples};
use crate::crf::gradient::Gradient;
use crate::crf::parameters::Parameters;
use crate::crf::transitions::Transitions;
use crate::iob2::TaggedSentence;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::tags::{OUTSIDE, TagSet};
use crate::train::TrainingOptions;
use crate::weights::{OFFSETS, Weight, Weights};

/// Epochs that are not averaged: the weights still move far.
const WARM_UP: usize = 2;

/// Slopes this small, as those of a token that is surely outside, are not worth a step.
const NEGLIGIBLE: f32 = 1e-5;

/// A conditional random field in training: members that see the sentences in orders of their own,
/// and whose weights are averaged.
///
/// A model's scores are linear in its weights, so the average of the members is their ensemble, at
/// the cost of one.
pub(crate) struct Trainer {
    examples: Examples,
    tags: TagSet,
    lexicons: Vec<Lexicon>,
    options: TrainingOptions,
    members: Vec<Member>,
}

/// One of the models that are averaged.
///
/// One step for each sentence, in a new random order each epoch. What counts is the average of the
/// weights at the ends of the epochs (Polyak and Juditsky, 1992): it varies less than their last
/// state.
struct Member {
    unary: Parameters,
    transitions: Parameters,
    random: Rng,
    gradient: Gradient,
    epochs: usize,
}

impl Trainer {
    pub(crate) fn new(
        sentences: &[TaggedSentence],
        tags: TagSet,
        lexicons: Vec<Lexicon>,
        options: &TrainingOptions,
    ) -> Self {
        let examples = Examples::new(sentences, &tags, &lexicons, options.rarest);
        let seeds = (options.seed..).take(options.members.max(1));
        let members = seeds.map(|seed| Member::new(examples.rows(), &tags, seed)).collect();
        Self { examples, tags, lexicons, options: options.clone(), members }
    }

    /// Goes over all sentences once and returns the mean negative log-likelihood.
    ///
    /// Members learn side by side, and none sees another: the threads do not show in the result.
    pub(crate) fn epoch(&mut self) -> f64 {
        let (examples, options) = (&self.examples, &self.options);
        let losses: Vec<f64> = std::thread::scope(|scope| {
            let learn = |member: &'_ mut Member| member.epoch(examples, options);
            let threads: Vec<_> =
                self.members.iter_mut().map(|member| scope.spawn(move || learn(member))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or(f64::NAN)).collect()
        });
        losses.iter().sum::<f64>() / count(losses.len())
    }

    /// The average of the members so far, quantised.
    pub(crate) fn model(&self) -> Model {
        let unary = self.mean(|member| &member.unary);
        let transitions = self.mean(|member| &member.transitions);
        let all = unary.iter().chain(&transitions);
        let largest = all.fold(f32::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
        let scale = f32::from(i8::MAX) / largest;
        let rows = self.examples.features().map(|(key, rows)| (key, self.row(&unary, rows, scale)));
        let transitions = transitions.iter().map(|value| quantised(value * scale).into());
        let columns = Columns::new(&self.tags);
        let weights = Weights::collect(&columns, rows.filter(|(_, row)| !row.is_empty()));
        Model {
            tags: self.tags.clone(),
            columns,
            scale,
            transitions: Transitions::new(transitions.collect()),
            lexicons: self.lexicons.clone(),
            weights,
            network: None,
        }
    }

    fn mean(&self, of: impl Fn(&Member) -> &Parameters) -> Vec<f32> {
        let mut mean = vec![0.0; of(&self.members[0]).average.len()];
        #[expect(clippy::cast_precision_loss, reason = "members are few")]
        let share = 1.0 / self.members.len() as f32;
        for member in &self.members {
            for (mean, value) in mean.iter_mut().zip(&of(member).average) {
                *mean += value * share;
            }
        }
        mean
    }

    /// The weights of a feature that are large enough once quantised; the rows are centred on the
    /// word's own place.
    fn row(&self, unary: &[f32], rows: Range<usize>, scale: f32) -> Vec<Weight> {
        let count = self.tags.len();
        let first = (OFFSETS - rows.len()) / 2;
        let values = unary[rows.start * count..rows.end * count].chunks_exact(count);
        let mut weights = Vec::new();
        for (offset, row) in (0_u8..).skip(first).zip(values) {
            let quantised = (0..).zip(row.iter().map(|value| quantised(value * scale)));
            let kept = quantised.filter(|(_, value)| value.abs() >= self.options.smallest.max(1));
            weights.extend(kept.map(|(tag, value)| Weight { offset, tag, value }));
        }
        weights
    }
}

impl Member {
    fn new(rows: usize, tags: &TagSet, seed: u64) -> Self {
        let count = tags.len();
        Self {
            unary: Parameters::new(rows * count),
            transitions: Parameters::new((count + 1) * count),
            random: Rng::with_seed(seed),
            gradient: Gradient::new(tags),
            epochs: 0,
        }
    }

    fn epoch(&mut self, examples: &Examples, options: &TrainingOptions) -> f64 {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        self.random.shuffle(&mut order);
        let mut loss = 0.0;
        for &index in &order {
            loss += self.step(examples, examples.example(index), options);
        }
        self.epochs += 1;
        let averaged = self.epochs.saturating_sub(WARM_UP);
        self.unary.average(averaged);
        self.transitions.average(averaged);
        loss / count(order.len())
    }

    /// One step for one sentence; returns its negative log-likelihood.
    fn step(&mut self, examples: &Examples, example: &Example, options: &TrainingOptions) -> f64 {
        let Self { unary, transitions, random, gradient, .. } = self;
        let keep = 1.0 - options.dropout;
        let rows: Vec<Vec<u32>> = (0..example.gold.len())
            .map(|token| examples.rows_of(example, token).filter(|_| random.f32() < keep).collect())
            .collect();
        gradient.compute(
            |token, scores| {
                unary.sum(&rows[token], 1.0 / keep, scores);
                if example.gold[token] != OUTSIDE {
                    scores[usize::from(OUTSIDE)] += options.miss;
                }
            },
            &transitions.values,
            &example.gold,
        );
        for (rows, slopes) in rows.iter().zip(gradient.unary_rows()) {
            if slopes.iter().any(|slope| slope.abs() > NEGLIGIBLE) {
                for row in rows {
                    unary.step(*row as usize * slopes.len(), slopes, options.learning_rate);
                }
            }
        }
        transitions.step(0, &gradient.transitions, options.learning_rate);
        gradient.loss
    }
}

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2^53 sentences")]
fn count(length: usize) -> f64 {
    length.max(1) as f64
}

/// The nearest of the values that a stored weight can have.
#[expect(clippy::cast_possible_truncation, reason = "the value is clamped to the target's range")]
fn quantised(value: f32) -> i8 {
    value.round().clamp(-127.0, 127.0) as i8
}
