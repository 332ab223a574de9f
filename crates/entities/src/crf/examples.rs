//! Tagged sentences as numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::HashMap;

use crate::features::{Aspects, Feature, REACH, Word};
use crate::iob2::TaggedSentence;
use crate::key::Key;
use crate::lexicon::Lexicon;
use crate::tags::{OUTSIDE, TagSet};
use crate::weights::OFFSETS;
use crate::{cues, pairs};

/// The training sentences, with every feature replaced by the rows of its weights.
///
/// A feature of reach `r` has `2 r + 1` rows in a sequence: one for each place it is felt at.
pub(crate) struct Examples {
    /// First row and reach of each feature.
    features: BTreeMap<Key, (u32, u8)>,
    rows: usize,
    /// For each word form, the rows it adds to the tokens around it; the edge is word 0.
    words: Vec<[Vec<u32>; OFFSETS]>,
    sentences: Vec<Example>,
}

/// One training sentence.
pub(crate) struct Example {
    /// Index of each token's word form.
    words: Vec<u32>,
    /// Rows of the features that belong to one token alone.
    own: Vec<Vec<u32>>,
    pub(crate) gold: Vec<u8>,
}

/// The word forms of all sentences.
struct Vocabulary<'a> {
    ids: HashMap<&'a str, u32>,
    words: Vec<Word>,
}

/// The word that stands before and behind each sentence.
const EDGE: u32 = 0;

impl Examples {
    /// Encodes the sentences; a feature that occurs less than `rarest` times is left out.
    pub(crate) fn new(
        sentences: &[TaggedSentence],
        tags: &TagSet,
        lexicons: &[Lexicon],
        rarest: u32,
    ) -> Self {
        let vocabulary = Vocabulary::new(sentences, lexicons);
        let indices: Vec<Vec<u32>> =
            sentences.iter().map(|sentence| vocabulary.indices(sentence)).collect();
        let own: Vec<Vec<Vec<Key>>> = sentences
            .iter()
            .zip(&indices)
            .map(|(sentence, words)| vocabulary.own(sentence, words))
            .collect();
        let (features, rows) = number(count(&vocabulary, &indices, &own), rarest);
        let row = |key: &Key| features.get(key).map(|(row, _)| *row);
        let examples =
            sentences.iter().zip(indices).zip(&own).map(|((sentence, words), own)| Example {
                words,
                own: own.iter().map(|keys| keys.iter().filter_map(row).collect()).collect(),
                gold: sentence.tags.iter().map(|tag| tags.id(tag).unwrap_or(OUTSIDE)).collect(),
            });
        Self {
            sentences: examples.collect(),
            words: vocabulary.words.iter().map(|word| spread(word, &features)).collect(),
            features,
            rows,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.sentences.len()
    }

    pub(crate) fn example(&self, index: usize) -> &Example {
        &self.sentences[index]
    }

    /// Number of rows of all features.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The features in ascending order of their keys, and their rows.
    pub(crate) fn features(&self) -> impl Iterator<Item = (Key, Range<usize>)> {
        self.features.iter().map(|(key, (row, reach))| {
            let first = *row as usize;
            (*key, first..first + 2 * usize::from(*reach) + 1)
        })
    }

    /// The rows that add up to the scores of a token.
    pub(crate) fn rows_of<'a>(
        &'a self,
        example: &'a Example,
        token: usize,
    ) -> impl Iterator<Item = u32> + 'a {
        let around = (0..OFFSETS).flat_map(move |offset| {
            // Offset 0 is that of the word two places behind the token: see `Weight::offset`.
            let place =
                (token + REACH).checked_sub(offset).and_then(|place| example.words.get(place));
            &self.words[*place.unwrap_or(&EDGE) as usize][offset]
        });
        around.chain(&example.own[token]).copied()
    }
}

impl<'a> Vocabulary<'a> {
    fn new(sentences: &'a [TaggedSentence], lexicons: &[Lexicon]) -> Self {
        let mut vocabulary = Self { ids: HashMap::default(), words: vec![Word::edge()] };
        for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
            let next = u32::try_from(vocabulary.words.len()).unwrap_or(u32::MAX);
            if *vocabulary.ids.entry(token.as_str()).or_insert(next) == next {
                vocabulary.words.push(Word::of(token, lexicons));
            }
        }
        vocabulary
    }

    fn indices(&self, sentence: &TaggedSentence) -> Vec<u32> {
        sentence.tokens.iter().map(|token| self.ids[token.as_str()]).collect()
    }

    fn word(&self, index: u32) -> &Word {
        &self.words[index as usize]
    }

    /// The keys of the features that belong to one token alone: pairs and cues.
    fn own(&self, sentence: &TaggedSentence, words: &[u32]) -> Vec<Vec<Key>> {
        let edge = [EDGE];
        let padded: Vec<&Aspects> =
            edge.iter().chain(words).chain(&edge).map(|word| &self.word(*word).aspects).collect();
        let mut own = vec![Vec::new(); words.len()];
        for (keys, window) in own.iter_mut().zip(padded.array_windows()) {
            pairs::visit(*window, |key| keys.push(key));
        }
        cues::visit(
            words.len(),
            |index| &sentence.tokens[index],
            |index, key| own[index].push(key),
        );
        own
    }
}

/// How often each feature occurs, and its reach.
fn count(
    vocabulary: &Vocabulary<'_>,
    indices: &[Vec<u32>],
    own: &[Vec<Vec<Key>>],
) -> HashMap<Key, (u32, u8)> {
    let mut counts: HashMap<Key, (u32, u8)> = HashMap::default();
    let mut add = |key: Key, reach: u8| {
        let count = counts.entry(key).or_default();
        *count = (count.0 + 1, count.1.max(reach));
    };
    for index in indices.iter().flatten().chain(&[EDGE]) {
        vocabulary.word(*index).features.iter().for_each(|feature| add(feature.key, feature.reach));
    }
    own.iter().flatten().flatten().for_each(|key| add(*key, 0));
    counts
}

/// Gives each feature that is frequent enough its rows.
fn number(counts: HashMap<Key, (u32, u8)>, rarest: u32) -> (BTreeMap<Key, (u32, u8)>, usize) {
    let edge: Vec<Key> = Word::edge().features.iter().map(|feature| feature.key).collect();
    let frequent = |key: &Key, count: u32| count >= rarest || edge.contains(key);
    let kept = counts.into_iter().filter(|(key, (count, _))| frequent(key, *count));
    let mut features: BTreeMap<Key, (u32, u8)> =
        kept.map(|(key, (_, reach))| (key, (0, reach))).collect();
    let mut rows = 0;
    for (row, reach) in features.values_mut() {
        *row = rows;
        rows += 2 * u32::from(*reach) + 1;
    }
    (features, rows as usize)
}

/// The rows of a word's features, by the offset of the token they are added to.
fn spread(word: &Word, features: &BTreeMap<Key, (u32, u8)>) -> [Vec<u32>; OFFSETS] {
    std::array::from_fn(|offset| {
        let distance = offset.abs_diff(REACH);
        let row = |feature: &Feature| {
            let (first, reach) = *features.get(&feature.key)?;
            let within = usize::from(reach) + offset;
            let row = u32::try_from(within.checked_sub(REACH)?).ok()?;
            (distance <= usize::from(reach)).then_some(first + row)
        };
        word.features.iter().filter_map(row).collect()
    })
}
