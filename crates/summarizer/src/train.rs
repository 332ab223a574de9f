//! Training the weights of the features.

use rand_mt::Mt;
use satz_core::{Document, MissingLayer};

use crate::budget::Budget;
use crate::example::{Example, Point};
use crate::feature::FEATURES;
use crate::language::Language;
use crate::profile::Profile;
use crate::selection::Selection;

/// Articles with reference summaries, to train weights by.
///
/// The score of whole summaries is a staircase over the weights, full of corners where a search
/// step by step gets stuck. So the mean score in a neighbourhood of the weights is maximized
/// instead, by an evolution strategy with mirrored samples (T. Salimans et al., "Evolution
/// strategies as a scalable alternative to reinforcement learning", 2017). A maximum that is broad
/// also holds for articles that were not seen: a few hundred references are a noisy guide.
pub struct Trainer {
    language: Language,
    examples: Vec<Example>,
    budget: Budget,
}

/// Steps of the search.
const STEPS: usize = 300;
/// Pairs of samples for one step.
const PAIRS: usize = 12;
/// Standard deviation of the samples around the weights.
const SPREAD: f32 = 0.3;
/// Length of the first step; it falls to zero.
const STRIDE: f32 = 0.15;
/// Length of the vector of weights: scores have no unit, so it may be any.
const LENGTH: f32 = 3.0;

impl Trainer {
    /// For summaries of German texts within `budget`.
    pub fn german(budget: Budget) -> Self {
        Self { language: Language::german(), examples: Vec::new(), budget }
    }

    /// For summaries of English texts within `budget`.
    pub fn english(budget: Budget) -> Self {
        Self { language: Language::english(), examples: Vec::new(), budget }
    }

    /// Adds an article with its tokens and sentences, best also with its entities and its title.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layers `tokens` and `sentences`.
    pub fn add(&mut self, document: &Document, references: &[&str]) -> Result<(), MissingLayer> {
        self.examples.push(Example::new(document, references, &self.language)?);
        Ok(())
    }

    /// The best weights for the articles added, sought from `start`.
    pub fn train(&self, start: &Profile) -> Profile {
        let all: Vec<&Example> = self.examples.iter().collect();
        self.ascend(&all, start.into()).into()
    }

    /// Scores of the summaries by `profile`, one for each article, from 0 to 1.
    pub fn scores(&self, profile: &Profile) -> Vec<f64> {
        let (point, mut selection) = (profile.into(), Selection::default());
        let score = |example: &Example| example.score(&point, self.budget, &mut selection);
        self.examples.iter().map(score).collect()
    }

    /// Scores of the first sentences, one for each article.
    pub fn lead_scores(&self) -> Vec<f64> {
        self.examples.iter().map(|example| example.lead(self.budget)).collect()
    }

    /// Scores of each article by weights that were trained without it, in `folds` parts.
    pub fn cross_validate(&self, start: &Profile, folds: usize) -> Vec<f64> {
        let mut scores = vec![0.0; self.examples.len()];
        for fold in 0..folds {
            let others =
                self.examples.iter().enumerate().filter(|(index, _)| index % folds != fold);
            let others: Vec<&Example> = others.map(|(_, example)| example).collect();
            let point = self.ascend(&others, start.into());
            let mut selection = Selection::default();
            for index in (fold..scores.len()).step_by(folds) {
                scores[index] = self.examples[index].score(&point, self.budget, &mut selection);
            }
        }
        scores
    }

    #[expect(clippy::cast_precision_loss, reason = "a small count")]
    fn ascend(&self, examples: &[&Example], start: Point) -> Point {
        let mut random = Mt::new_with_key([0]);
        let mut selection = Selection::default();
        let mut point = start.scaled(LENGTH / start.length());
        let absent = absent(examples);
        for step in 0..STEPS {
            let mut slope = Point::default();
            for _ in 0..PAIRS {
                let direction = Point::random(&mut random).without(&absent);
                let mut value = |distance| {
                    self.value(examples, &point.moved(&direction, distance), &mut selection)
                };
                let difference = value(SPREAD) - value(-SPREAD);
                slope = slope.moved(&direction, difference as f32);
            }
            let stride = STRIDE * (1.0 - step as f32 / STEPS as f32);
            point = point.moved(&slope, stride / slope.length());
            point = point.scaled(LENGTH / point.length());
        }
        point
    }

    /// The mean score of the summaries by `point`.
    #[expect(clippy::cast_precision_loss, reason = "number of articles")]
    fn value(&self, examples: &[&Example], point: &Point, selection: &mut Selection) -> f64 {
        let scores = examples.iter().map(|example| example.score(point, self.budget, selection));
        scores.sum::<f64>() / examples.len().max(1) as f64
    }
}

/// Features that no sentence has, as names have none without a recognizer.
fn absent(examples: &[&Example]) -> Vec<usize> {
    let has = |index| examples.iter().any(|example| example.has_feature(index));
    (0..FEATURES).filter(|&index| !has(index)).collect()
}

impl Point {
    /// The weights and then the redundancy.
    fn coordinates(&self) -> impl Iterator<Item = f32> + '_ {
        self.weights.iter().copied().chain([self.redundancy])
    }

    fn coordinates_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        self.weights.iter_mut().chain([&mut self.redundancy])
    }

    fn moved(mut self, direction: &Self, distance: f32) -> Self {
        let pairs = self.coordinates_mut().zip(direction.coordinates());
        pairs.for_each(|(value, other)| *value += distance * other);
        self
    }

    /// With zeros at these weights.
    fn without(mut self, features: &[usize]) -> Self {
        for &index in features {
            self.weights[index] = 0.0;
        }
        self
    }

    fn scaled(mut self, factor: f32) -> Self {
        self.coordinates_mut().for_each(|value| *value *= factor);
        self
    }

    /// Length of the vector, a little above 0 for that of nothing.
    fn length(&self) -> f32 {
        self.coordinates().map(|value| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE)
    }

    /// Normally distributed coordinates, as sums of twelve uniform numbers.
    fn random(random: &mut Mt) -> Self {
        let mut point = Self::default();
        for value in point.coordinates_mut() {
            let uniform = (0..12).map(|_| random.next_u32() as f32 / u32::MAX as f32);
            *value = uniform.sum::<f32>() - 6.0;
        }
        point
    }
}

impl From<&Profile> for Point {
    fn from(profile: &Profile) -> Self {
        Self { weights: profile.row(), redundancy: profile.redundancy }
    }
}

impl From<Point> for Profile {
    fn from(point: Point) -> Self {
        let hundredths = |value: f32| (value * 100.0).round() / 100.0;
        Self::from_row(&point.weights.map(hundredths), hundredths(point.redundancy.max(0.0)))
    }
}
