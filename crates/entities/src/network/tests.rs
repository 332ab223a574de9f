//! A small network, and what comes of it by the book.

use std::sync::LazyLock;

use proptest::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::*;
use crate::columns::flat;
use crate::features::Word;
use crate::key_index::KeyIndex;
use crate::lexicon::form_key;
use crate::wire::Sink;
use crate::word_cache::WordCache;
use crate::{EntityRecognizer, ModelError, TrainingOptions, iob2, train};

const WIDTH: usize = 4;
const CELLS: usize = 8;
const SHARE: f32 = 0.5;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let text = "Wien\tB-LOC\nruft\tO\nAnna\tB-PER\nMaier\tI-PER\n\n";
    let sentences = iob2::read(text.repeat(4).as_bytes()).unwrap();
    train(&sentences, &sentences, vec![], &TrainingOptions::default(), |_| ()).unwrap()
});

/// The numbers of a network, in the order of its file.
#[derive(Debug, Clone)]
struct Numbers {
    transitions: Vec<f32>,
    bias: Vec<f32>,
    form: Vec<i8>,
    feature: Vec<i8>,
    feature_bias: Vec<f32>,
    /// For each direction: from words to gates, from cells to gates, from cells to tags.
    matrices: [[Vec<f32>; 3]; 2],
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let tags = MODEL.tags.len();
    let floats = |count| prop::collection::vec(-1.0..1.0_f32, count);
    let bytes = || prop::collection::vec(-127..=127_i8, WIDTH);
    let direction = || {
        let inputs = 2 * WIDTH + 1;
        let matrices = [4 * CELLS * inputs, 4 * CELLS * CELLS, tags * CELLS];
        matrices.map(floats)
    };
    let tables = (bytes(), bytes(), floats(WIDTH));
    let numbers = (floats((tags + 1) * tags), floats(tags), tables, [direction(), direction()]);
    numbers.prop_map(|(transitions, bias, (form, feature, feature_bias), matrices)| Numbers {
        transitions,
        bias,
        form,
        feature,
        feature_bias,
        matrices,
    })
}

fn key_of_feature() -> u32 {
    Word::of("Wien", &[]).features[0].key
}

impl Numbers {
    fn encode(&self) -> Vec<u8> {
        let mut sink = Sink::default();
        let floats = |sink: &mut Sink, values: &[f32]| {
            sink.u32s(&values.iter().map(|value| value.to_bits()).collect::<Vec<_>>());
        };
        sink.count(MODEL.tags.len());
        MODEL.tags.names().for_each(|name| sink.text(name));
        floats(&mut sink, &[SHARE]);
        floats(&mut sink, &self.transitions);
        floats(&mut sink, &self.bias);
        for (key, vector) in [(form_key("Wien"), &self.form), (key_of_feature(), &self.feature)] {
            sink.count(WIDTH);
            floats(&mut sink, &[1.0 / 127.0]);
            KeyIndex::new(&[key]).encode(&mut sink);
            sink.bytes(&vector.iter().map(|number| number.cast_unsigned()).collect::<Vec<_>>());
        }
        floats(&mut sink, &self.feature_bias);
        sink.count(CELLS);
        self.matrices.iter().flatten().for_each(|matrix| floats(&mut sink, matrix));
        sink.into_bytes()
    }

    /// The scores of the tags of a sentence, in log-odds, by the equations.
    fn scores(&self, sentence: &[&str]) -> Vec<Vec<f32>> {
        let words: Vec<Vec<f32>> = sentence.iter().map(|word| self.word(word)).collect();
        let mut scores = vec![self.bias.clone(); words.len()];
        let forward: Vec<usize> = (0..words.len()).collect();
        let backward: Vec<usize> = forward.iter().rev().copied().collect();
        for (order, [input, recurrent, output]) in [forward, backward].iter().zip(&self.matrices) {
            let (mut hidden, mut cells) = (vec![0.0; CELLS], vec![0.0; CELLS]);
            for index in order {
                let gates: Vec<f32> = product(input, &words[*index])
                    .zip(product(recurrent, &hidden).collect::<Vec<_>>())
                    .map(|(one, two)| one + two)
                    .collect();
                for cell in 0..CELLS {
                    let gate = |number: usize| gates[number * CELLS + cell];
                    let logistic = |x: f32| 1.0 / (1.0 + (-x).exp());
                    cells[cell] =
                        logistic(gate(1)) * cells[cell] + logistic(gate(0)) * gate(2).tanh();
                    hidden[cell] = logistic(gate(3)) * cells[cell].tanh();
                }
                let more = product(output, &hidden);
                scores[*index].iter_mut().zip(more).for_each(|(score, more)| *score += more);
            }
        }
        scores
    }

    fn word(&self, form: &str) -> Vec<f32> {
        let known = form == "Wien";
        let vector = |numbers: &[i8]| -> Vec<f32> {
            numbers.iter().map(|n| if known { f32::from(*n) / 127.0 } else { 0.0 }).collect()
        };
        let sums = vector(&self.feature).into_iter().zip(&self.feature_bias);
        let sums = sums.map(|(sum, bias)| (sum + bias).max(0.0));
        vector(&self.form).into_iter().chain(sums).chain([1.0]).collect()
    }
}

fn product(matrix: &[f32], vector: &[f32]) -> impl Iterator<Item = f32> {
    matrix.chunks(vector.len()).map(move |row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

fn network(content: &[u8]) -> Result<Model, ModelError> {
    let mut file = b"satz-net".to_vec();
    file.extend(2_u32.to_le_bytes());
    file.extend((content.len() as u64).to_le_bytes());
    file.extend(xxh3_64(content).to_le_bytes());
    file.extend(content);
    MODEL.clone().with_network(&file)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn scores_are_those_of_the_equations(
        numbers in numbers(),
        sentence in prop::collection::vec(prop::sample::select(&["Wien", "xyz"]), 1..12),
    ) {
        let model = network(&numbers.encode()).unwrap();
        let network = model.network.as_ref().unwrap();
        let (mut memory, mut lattice) = (Memory::default(), Lattice::default());
        let mut cache = WordCache::default();
        for word in &sentence {
            let number = cache.number(word, &model);
            memory.inputs.extend_from_slice(cache.scores(number).inputs);
        }
        lattice.reset(sentence.len(), &model.columns);
        network.add(0, &mut memory, &mut lattice);
        for (row, expected) in lattice.rows(0..sentence.len()).zip(numbers.scores(&sentence)) {
            for (place, expected) in model.columns.places().iter().zip(expected) {
                let score = f32::from(flat(row)[*place]) / model.scale;
                prop_assert!((score - expected).abs() < 0.1 + 3.0 / model.scale, "{score} {expected}");
            }
        }
    }

    /// Numbers that are changed at random are refused or used, and long sentences are read.
    #[test]
    fn forged_numbers_make_no_panic(
        numbers in numbers(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut content = numbers.encode();
        *at.get_mut(&mut content) = byte;
        if let Ok(model) = network(&content) {
            let sentence = ["Wien", "ruft", "Anna"].repeat(LONGEST);
            let tags = EntityRecognizer::from_model(model).tag(&sentence).len();
            prop_assert_eq!(tags, sentence.len());
        }
    }

    #[test]
    fn a_network_that_is_cut_off_is_refused(numbers in numbers(), at in any::<prop::sample::Index>()) {
        let content = numbers.encode();
        let cut = &content[..at.index(content.len())];
        prop_assert!(matches!(network(cut), Err(ModelError::Invalid(_))));
    }
}

#[test]
fn the_network_of_another_model_is_refused() {
    let english = EntityRecognizer::english().into_model();
    let file = include_bytes!("../../data/de/accurate.network");
    let error = english.with_network(file).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the model file is not valid: its tags are not those of the model"
    );
    assert!(matches!(MODEL.clone().with_network(b"satz-ner"), Err(ModelError::Foreign)));
}
