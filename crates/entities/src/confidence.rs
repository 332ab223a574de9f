//! How sure a model is of an entity.

use std::ops::Range;

use wide::i16x16;

use crate::columns::{Columns, LANES};
use crate::crf::factors::{Factors, flat_mut};
use crate::crf::marginals::{Edge, Edges, Marginals};
use crate::model::Model;
use crate::scorer::Sentence;
use crate::tags::OUTSIDE;

/// Factors of steps are kept this close to 1, so that no forged model can overflow: an odds of
/// e to the 60th is beyond any that is learnt.
const LARGEST: f32 = 60.0;

/// Log-odds from which on a token is outside for sure: what is left out has e to the -10th of the
/// weight. Of the 7,754 entities of 300 news articles ten got a score that differs by more than
/// 0.001 from that of the whole sentence, one by more than 0.01.
const SURE: f32 = 10.0;

/// A tag that a token makes so much less probable than its best one counts as impossible there. Of
/// those entities none got a score that differs by more than 0.0006 for it.
const FARTHEST: f32 = 1e-7;

/// Scores have so many steps from 0 to 1, which is finer than they are calibrated.
const STEPS: f32 = 10_000.0;

/// The probability that a model gives to an entity: that its tokens have exactly its tags and
/// the token behind does not continue it.
///
/// Source: Culotta and `McCallum`, *Confidence estimation for information extraction*, NAACL 2004.
#[derive(Debug)]
pub(crate) struct Confidence {
    factors: Factors,
    /// The least score in columns without a tag, and zero in the others.
    absent: Vec<i16x16>,
    /// [`SURE`] in units of the model.
    sure: i32,
    /// Exponentials of no unit of the model less than the best, one less, two less.
    exponentials: Vec<f32>,
    /// How many units less count as nothing.
    farthest: i16,
}

/// Memory for one sentence.
#[derive(Debug, Default)]
pub(crate) struct Beliefs {
    /// The tokens that were read.
    piece: Range<usize>,
    marginals: Marginals,
    /// Columns of the tags of an entity.
    columns: Vec<usize>,
}

impl Beliefs {
    /// Forgets a sentence.
    pub(crate) fn reset(&mut self) {
        self.piece = 0..0;
    }
}

impl Confidence {
    /// The confidence in entities of `model`.
    pub(crate) fn new(model: &Model) -> Self {
        let (mut factors, unit) = (Factors::default(), model.unit());
        let exponential = |score: Option<i16>| {
            score.map_or(0.0, |score| (f32::from(score) * unit).clamp(-LARGEST, LARGEST).exp())
        };
        let allowed: Vec<f32> = model.transitions.allowed(&model.tags).map(exponential).collect();
        factors.set(&allowed, &model.columns);
        let exponentials = (0..i16::MAX).map(|less| (-f32::from(less) * unit).exp());
        let exponentials: Vec<f32> = exponentials.take_while(|value| *value > FARTHEST).collect();
        let farthest = i16::try_from(exponentials.len()).unwrap_or(i16::MAX);
        #[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
        let sure = (SURE / unit) as i32;
        Self { factors, absent: model.columns.absent(), sure, exponentials, farthest }
    }

    /// The probability of the entity at `tokens` of a sentence's best path.
    pub(crate) fn of(
        &self,
        sentence: &Sentence,
        tokens: Range<usize>,
        columns: &Columns,
        beliefs: &mut Beliefs,
    ) -> f32 {
        if !beliefs.piece.contains(&tokens.start) {
            self.read(sentence, tokens.clone(), beliefs);
        }
        let Beliefs { piece, marginals, columns: own } = beliefs;
        own.clear();
        own.extend(
            sentence.path[tokens.clone()].iter().map(|tag| columns.places()[usize::from(*tag)]),
        );
        let start = tokens.start - piece.start;
        let whole = marginals.path(start, own, &self.factors);
        let inner = own.last().and_then(|last| columns.continuation(*last));
        let longer = inner.filter(|_| tokens.end < piece.end).map_or(0.0, |inner| {
            own.push(inner);
            marginals.path(start, own, &self.factors)
        });
        rounded(whole - longer)
    }

    /// Reads the piece of a sentence that the entity at `tokens` depends on: up to the next tokens
    /// on either side that are outside for sure.
    fn read(&self, sentence: &Sentence, tokens: Range<usize>, beliefs: &mut Beliefs) {
        let (Range { start, end }, Sentence { lattice, path, .. }) = (tokens, sentence);
        let is_outside = |index: &usize| self.is_outside(sentence, *index);
        let before = (0..start).rev().find(is_outside);
        let behind = (end..path.len()).find(is_outside);
        let piece = before.map_or(0, |index| index + 1)..behind.unwrap_or(path.len());
        let rows = flat_mut(beliefs.marginals.emissions(piece.len(), &self.factors));
        let rows = rows.chunks_exact_mut(self.factors.columns());
        for (row, scores) in rows.zip(lattice.rows(piece.clone())) {
            self.set_emissions(scores, row);
        }
        let edge = |token: Option<usize>| token.map_or(Edge::Sentence, |_| Edge::Outside);
        let edges = Edges { before: edge(before), behind: edge(behind) };
        beliefs.marginals.compute(&self.factors, edges);
        beliefs.piece = piece;
    }

    /// Whether a token is outside for sure: neither it nor what may continue it comes near `O`.
    fn is_outside(&self, Sentence { lattice, path, .. }: &Sentence, token: usize) -> bool {
        let leads = |index: usize| path[index] == OUTSIDE && lattice.lead(index) > self.sure;
        leads(token) && (token + 1 == path.len() || leads(token + 1))
    }

    fn set_emissions(&self, scores: &[i16x16], row: &mut [f32]) {
        let scores = scores.iter().zip(&self.absent);
        let scores = scores.map(|(scores, absent)| scores.saturating_add(*absent));
        let top = scores.clone().fold(i16x16::MIN, i16x16::max).reduce_max();
        row.fill(0.0);
        for (row, scores) in row.chunks_exact_mut(LANES).zip(scores) {
            let less = i16x16::splat(top).saturating_sub(scores);
            let mut near = less.simd_lt(i16x16::splat(self.farthest)).to_bitmask();
            while near != 0 {
                let lane = near.trailing_zeros() as usize;
                row[lane] = self.exponentials[usize::from(less.as_array()[lane].unsigned_abs())];
                near &= near - 1;
            }
        }
    }
}

/// A probability to the nearest step. One that is not a number comes of a forged model.
fn rounded(probability: f32) -> f32 {
    let rounded = (probability * STEPS).round() / STEPS;
    if rounded.is_nan() { 0.0 } else { rounded.clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorer::Scorer;
    use crate::word_cache::WordCache;

    #[test]
    fn pieces_stand_for_the_sentence() {
        let scorer = Scorer::new(crate::EntityRecognizer::german().into_model());
        let by_pieces = Confidence::new(&scorer.model);
        let whole = Confidence { sure: i32::MAX, ..Confidence::new(&scorer.model) };
        let text = "In Wien sagte Anna Maier am Montag , dass die Grünen nach der Wahl mit der SPÖ und \
                    den Neos reden wollten , während aus Brüssel von der Kommission kein Wort zu hören war .";
        let tokens: Vec<&str> = text.split(' ').collect();
        let (mut cache, mut sentence) = (WordCache::default(), Sentence::default());
        scorer.tag(tokens.len(), |index| tokens[index], &mut cache, &mut sentence);
        let of_all = |confidence: &Confidence| -> Vec<f32> {
            let mut beliefs = Beliefs::default();
            let runs = scorer.model.tags().runs(&sentence.path);
            runs.map(|(tokens, _)| {
                confidence.of(&sentence, tokens, &scorer.model.columns, &mut beliefs)
            })
            .collect()
        };
        let (pieces, whole) = (of_all(&by_pieces), of_all(&whole));
        assert!(pieces.len() > 3, "{pieces:?}");
        assert!(pieces.iter().zip(&whole).all(|(piece, whole)| (piece - whole).abs() < 0.001));
    }

    #[test]
    fn a_probability_lies_between_0_and_1() {
        let cases = [(0.123_46, 0.1235), (-0.2, 0.0), (7.0, 1.0), (f32::NAN, 0.0)];
        for (probability, expected) in cases {
            assert!((rounded(probability) - expected).abs() < 1e-7);
        }
    }
}
