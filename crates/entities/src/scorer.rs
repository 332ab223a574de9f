//! The tags of one sentence under a model.

use wide::i16x16;

use crate::calculator::Calculator;
use crate::columns::add;
use crate::crf::steps::Steps;
use crate::crf::viterbi::Lattice;
use crate::features::{Aspects, REACH};
use crate::key::Key;
use crate::model::Model;
use crate::network::{self, Memory};
use crate::tags::TagId;
use crate::weights::Place;
use crate::word_cache::{WINDOW, WordCache};
use crate::{cues, pairs};

/// Scores the tags of sentences and finds the best.
#[derive(Debug)]
pub(crate) struct Scorer {
    pub(crate) model: Model,
    steps: Steps,
    edge: Aspects,
    /// What the start of a sentence says of its first two tokens.
    start: Vec<i16x16>,
    /// What the end of a sentence says of its last two tokens.
    end: Vec<i16x16>,
}

/// A sentence, and memory for the next one.
#[derive(Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) lattice: Lattice,
    /// Of the tokens, and of an edge before and behind them.
    aspects: Vec<Aspects>,
    /// Tokens and keys of what is asked of one token alone.
    wanted: Vec<(usize, Key)>,
    /// Tokens and the weights that belong to one token alone.
    places: Vec<(usize, Place)>,
    /// The best tag of each token.
    pub(crate) path: Vec<TagId>,
    network: Memory,
}

impl Scorer {
    pub(crate) fn new(model: Model) -> Self {
        let steps = Steps::new(&model.transitions, &model.columns);
        let mut calculator = Calculator::default();
        let edge = calculator.edge(&model);
        let width = model.columns.width();
        let (before, behind) = edge.scores.split_at(REACH * width);
        // The edge stands at two places to either side, each of which is felt at the tokens
        // within its reach.
        let (mut start, mut end) = (behind[width..].to_vec(), before.to_vec());
        add(&mut start, &behind[2 * width..]);
        add(&mut end[width..], &before[..width]);
        let edge = *edge.aspects;
        Self { model, steps, edge, start, end }
    }

    /// Makes the path that of a sentence of `length` tokens.
    pub(crate) fn tag<'t>(
        &self,
        length: usize,
        token: impl Fn(usize) -> &'t str,
        cache: &mut WordCache,
        sentence: &mut Sentence,
    ) {
        let Model { columns, .. } = &self.model;
        sentence.lattice.reset(length, columns);
        self.add_words(length, &token, cache, sentence);
        self.add_context(length, &token, cache, sentence);
        self.add_edges(length, &mut sentence.lattice);
        self.add_pairs_and_cues(length, token, sentence);
        sentence.path.clear();
        sentence.lattice.decode(&self.steps, columns, &mut sentence.path);
    }

    fn add_words<'t>(
        &self,
        length: usize,
        token: impl Fn(usize) -> &'t str,
        cache: &mut WordCache,
        Sentence { lattice, aspects, .. }: &mut Sentence,
    ) {
        aspects.clear();
        aspects.push(self.edge);
        for first in (0..length).step_by(WINDOW) {
            cache.make_room();
            let size = WINDOW.min(length - first);
            let mut numbers = [0; WINDOW];
            for (index, number) in numbers[..size].iter_mut().enumerate() {
                *number = cache.number(token(first + index), &self.model);
            }
            for (index, number) in numbers[..size].iter().enumerate() {
                let word = cache.scores(*number);
                aspects.push(*word.aspects);
                add(lattice.around(first + index), word.scores);
            }
        }
        aspects.push(self.edge);
    }

    /// Lets the network read the sentence, if there is one.
    fn add_context<'t>(
        &self,
        length: usize,
        token: impl Fn(usize) -> &'t str,
        cache: &mut WordCache,
        Sentence { lattice, network: memory, .. }: &mut Sentence,
    ) {
        let Some(network) = &self.model.network else { return };
        for first in (0..length).step_by(network::LONGEST) {
            memory.inputs.clear();
            for index in first..length.min(first + network::LONGEST) {
                cache.make_room();
                let number = cache.number(token(index), &self.model);
                memory.inputs.extend_from_slice(cache.scores(number).inputs);
            }
            network.add(first, memory, lattice);
        }
    }

    fn add_pairs_and_cues<'t>(
        &self,
        length: usize,
        token: impl Fn(usize) -> &'t str,
        Sentence { lattice, aspects, wanted, places, .. }: &mut Sentence,
    ) {
        let weights = &self.model.weights;
        wanted.clear();
        places.clear();
        let mut find = |index, key| wanted.push((index, key));
        for (index, [before, here, after]) in aspects.array_windows().enumerate() {
            pairs::visit([before, here, after], |key| find(index, key));
        }
        cues::visit(length, token, find);
        weights.find_all(wanted, places);
        for (index, place) in &*places {
            weights.add(*place, lattice.unary(*index));
        }
    }

    fn add_edges(&self, length: usize, lattice: &mut Lattice) {
        let width = self.model.columns.width();
        if length > 0 {
            add(&mut lattice.around(0)[REACH * width..], &self.start);
            add(&mut lattice.around(length - 1)[width..], &self.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::features::Word;
    use crate::testing::best_by_the_book;
    use crate::weights::Weight;

    /// The best tags, each weight of each feature of each word added on its own.
    fn by_hand(model: &Model, tokens: &[String]) -> Vec<TagId> {
        let mut unary = vec![vec![0_i16; model.tags.len()]; tokens.len()];
        let mut add = |index: usize, key: Key, offset_of: fn(&Weight) -> usize| {
            for weight in model.weights.list(&model.columns, key) {
                let target = (index + offset_of(&weight)).checked_sub(2 * REACH);
                if let Some(row) = target.and_then(|target| unary.get_mut(target)) {
                    row[usize::from(weight.tag)] += i16::from(weight.value);
                }
            }
        };
        let edges = || (0..REACH).map(|_| Word::edge());
        let words = tokens.iter().map(|token| Word::of(token, &model.lexicons));
        let words: Vec<Word> = edges().chain(words).chain(edges()).collect();
        for (index, word) in words.iter().enumerate() {
            for feature in &word.features {
                add(index, feature.key, |weight| weight.offset.into());
            }
        }
        let aspects: Vec<Aspects> = words.iter().map(|word| word.aspects).collect();
        for (index, [before, here, after]) in aspects[1..].array_windows().enumerate() {
            if index < tokens.len() {
                pairs::visit([before, here, after], |key| add(index, key, |_| 2 * REACH));
            }
        }
        cues::visit(
            tokens.len(),
            |index| &tokens[index],
            |index, key| add(index, key, |_| 2 * REACH),
        );
        best_by_the_book(&model.tags, &model.transitions, &unary)
    }

    fn sentence() -> impl Strategy<Value = Vec<String>> {
        let word = prop_oneof![
            3 => prop::sample::select(&[
                "Der", "Wiener", "Bürgermeister", "Anna", "Maier", "fliegt", "nach", "Rom", "(", ")",
                "„", "“", "SPD-Chef", "Asien-Reise", "2026", "24.", "US-amerikanische", "FC", ".", "von",
            ]).prop_map(String::from),
            1 => "\\PC{0,9}",
        ];
        prop::collection::vec(word, 1..90)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn tags_are_those_found_by_hand(sentences in prop::collection::vec(sentence(), 1..3)) {
            static SCORER: std::sync::LazyLock<Scorer> = std::sync::LazyLock::new(|| {
                Scorer::new(crate::EntityRecognizer::german().into_model())
            });
            let (mut cache, mut memory) = (WordCache::default(), Sentence::default());
            for tokens in &sentences {
                SCORER.tag(tokens.len(), |index| &tokens[index], &mut cache, &mut memory);
                prop_assert_eq!(&memory.path, &by_hand(&SCORER.model, tokens));
            }
        }
    }
}
