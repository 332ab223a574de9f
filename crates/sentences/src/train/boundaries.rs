//! Learns the weights of the boundary model from text with known sentences.

use std::collections::{BTreeMap, HashSet};

use satz_core::Tokens;

use crate::features;
use crate::model::{self, MAGIC};
use crate::rules::Sentence;
use crate::splitter::SentenceSplitter;
use crate::view::{Gap, View};

/// Collects the places that rules leave open, and fits a logistic regression to them.
///
/// # Example
/// ```
/// use satz_core::{Span, TokenKind, Tokens};
/// use satz_sentences::train::{BoundaryTrainer, TrainOptions};
/// use satz_sentences::{BoundaryModel, SentenceSplitter};
///
/// let text = "Thanks Sean";
/// let mut tokens = Tokens::default();
/// tokens.push(Span::new(0, 6), TokenKind::Word);
/// tokens.push(Span::new(7, 11), TokenKind::Word);
/// let mut trainer = BoundaryTrainer::new(SentenceSplitter::english());
/// trainer.add(text, &tokens, &[6, 11]); // a sentence ends at byte 6, another at byte 11
/// let file = trainer.train(&TrainOptions::default());
/// let splitter = SentenceSplitter::english().with_model(BoundaryModel::parse(&file)?);
/// # Ok::<(), satz_sentences::ModelError>(())
/// ```
#[derive(Debug)]
pub struct BoundaryTrainer {
    splitter: SentenceSplitter,
    /// Number of each feature, in the order of their first appearance, and how often it was seen.
    features: BTreeMap<String, (usize, u32)>,
    examples: Vec<Example>,
}

#[derive(Debug)]
struct Example {
    features: Vec<usize>,
    ends_sentence: bool,
}

/// How the weights are fitted.
#[derive(Debug, Clone)]
pub struct TrainOptions {
    /// Features seen less often are left out.
    pub least_count: u32,
    /// Passes over the examples.
    pub epochs: u32,
    /// Step width of `AdaGrad` (Duchi, Hazan and Singer 2011).
    pub rate: f32,
    /// Weight of the L2 penalty on each step.
    pub penalty: f32,
    /// Weights nearer to zero are not written.
    pub least_weight: f32,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self { least_count: 5, epochs: 5, rate: 0.2, penalty: 1e-2, least_weight: 0.05 }
    }
}

impl BoundaryTrainer {
    /// A trainer for the places that the rules of `splitter` leave open; its own model is not asked.
    pub fn new(splitter: SentenceSplitter) -> Self {
        Self { splitter, features: BTreeMap::new(), examples: Vec::new() }
    }

    /// Number of places collected.
    pub fn len(&self) -> usize {
        self.examples.len()
    }

    /// Whether no place was collected.
    pub fn is_empty(&self) -> bool {
        self.examples.is_empty()
    }

    /// Adds a text whose sentences end at the bytes `ends`.
    ///
    /// # Panics
    /// If `tokens` are not the tokens of `text`.
    pub fn add(&mut self, text: &str, tokens: &Tokens, ends: &[u32]) {
        let ends: HashSet<u32> = ends.iter().copied().collect();
        let view = View { text, tokens };
        let splitter = self.splitter.clone();
        let mut sentence = Sentence::default();
        let mut index = 0;
        while index < view.len() {
            let Some(candidate) = splitter.candidate(view, index, &mut sentence) else {
                index += 1;
                continue;
            };
            let ends_sentence = ends.contains(&tokens.spans()[candidate.end - 1].end());
            let open = candidate.gap < Gap::Line
                && splitter.rules().decide(view, &candidate, sentence).1.is_default();
            if open {
                let mut listed = Vec::new();
                let group = features::group(candidate.ending);
                features::list(view, &candidate, sentence, splitter.rules(), |feature| {
                    listed.push(self.number(model::name(group, feature)));
                });
                self.examples.push(Example { features: listed, ends_sentence });
            }
            index = candidate.end;
            if ends_sentence || candidate.gap == Gap::Paragraph {
                sentence = Sentence::starting_at(index);
            }
        }
    }

    fn number(&mut self, feature: String) -> usize {
        let next = self.features.len();
        let (number, count) = self.features.entry(feature).or_insert((next, 0));
        *count += 1;
        *number
    }

    /// Fits the weights, and returns the text of the model file.
    pub fn train(&self, options: &TrainOptions) -> String {
        let weights = self.fit(options);
        let lines = self.features.iter().filter_map(|(feature, &(number, _))| {
            let weight = weights[number];
            (weight.abs() >= options.least_weight).then(|| format!("{weight:.2}\t{feature}\n"))
        });
        std::iter::once(format!("{MAGIC}\n")).chain(lines).collect()
    }

    fn fit(&self, options: &TrainOptions) -> Vec<f32> {
        let mut kept = vec![false; self.features.len()];
        for &(number, count) in self.features.values() {
            kept[number] = count >= options.least_count;
        }
        let mut weights = vec![0.0_f32; kept.len()];
        let mut squares = vec![1e-6_f32; kept.len()];
        let mut order: Vec<usize> = (0..self.examples.len()).collect();
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..options.epochs {
            shuffle(&mut order, &mut random);
            for &index in &order {
                let Example { features, ends_sentence } = &self.examples[index];
                let known = || features.iter().copied().filter(|&feature| kept[feature]);
                let score: f32 = known().map(|feature| weights[feature]).sum();
                let error = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(*ends_sentence));
                for feature in known() {
                    let gradient = error + options.penalty * weights[feature];
                    squares[feature] += gradient * gradient;
                    weights[feature] -= options.rate * gradient / squares[feature].sqrt();
                }
            }
        }
        weights
    }
}

/// Shuffles with a fixed seed (xorshift), so that training twice gives the same model.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        let other = usize::try_from(*random % (last as u64 + 1)).unwrap_or(0);
        order.swap(last, other);
    }
}
