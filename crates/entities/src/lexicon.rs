//! What is known of words beforehand: clusters, lists of names, frequencies.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Error as IoError};

use thiserror::Error;

use crate::key::{self, Key};
use crate::key_index::KeyIndex;
use crate::wire::{Flaw, Sink, Source};

/// A class that starts like this is a path in a tree of word clusters, as `path:010110`.
const PATH: &str = "path:";

/// Lengths of the path prefixes that become classes of their own, in bits.
///
/// Source: Ratinov and Roth, *Design challenges and misconceptions in named entity recognition*,
/// `CoNLL` 2009, use 4, 6, 10 and 20; ours are denser where German paths branch.
const PREFIXES: [usize; 6] = [4, 6, 8, 10, 12, 16];

/// Hash seeds of forms and classes.
const FORM: u8 = 200;
const CLASS: u8 = 201;

/// Classes of word forms, read from one file.
///
/// A line is a form and its classes, with tabs between them. A class is any name (`city`,
/// `surname`), or the word's path in a tree of clusters (`path:` and a string of bits; Brown et
/// al., *Class-based n-gram models of natural language*, 1992), which gives a class for each of
/// several prefixes.
///
/// Only hashes are kept: of four thousand million unknown words, as many are mistaken for a known
/// one as the lexicon has entries.
///
/// # Example
/// ```
/// use satz_entities::Lexicon;
///
/// let list = "Wien\tcity\tpath:0000101\nGraz\tcity\tpath:0000101\nMaier\tsurname\n";
/// let lexicon = Lexicon::read(list.as_bytes())?;
/// assert_eq!(lexicon.len(), 3);
/// # Ok::<(), satz_entities::LexiconError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    forms: KeyIndex,
    /// For each form, which of the sets its classes are.
    sets: Vec<u16>,
    /// The keys of set `s` are `classes[ends[s - 1]..ends[s]]`.
    ends: Vec<u32>,
    classes: Vec<Key>,
}

/// Why a file is no lexicon.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// The source could not be read.
    #[error("the lexicon cannot be read: {0}")]
    Read(#[from] IoError),
    /// A form without a class.
    #[error("line {line}: expected a word, a tab and its classes, but found {content:?}")]
    NoClass {
        /// Number of the line, from 1.
        line: usize,
        /// The line itself.
        content: String,
    },
    /// More combinations of classes than fit.
    #[error("the words have {count} different sets of classes; at most 65,536 fit in one lexicon")]
    TooManySets {
        /// Number of different sets.
        count: usize,
    },
}

/// The key of a form.
pub(crate) fn form_key(form: &str) -> Key {
    key::of(FORM, form)
}

impl Lexicon {
    /// Reads a lexicon; a form that comes twice has the classes of both lines.
    ///
    /// # Errors
    /// [`LexiconError`], which names the line.
    pub fn read(source: impl BufRead) -> Result<Self, LexiconError> {
        let mut entries: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
        for (index, line) in source.lines().enumerate() {
            let line = line?;
            let Some((form, classes)) = line.split_once('\t') else {
                return Err(LexiconError::NoClass { line: index + 1, content: line });
            };
            let known = entries.entry(form_key(form)).or_default();
            classes.split('\t').for_each(|class| add_class(class, known));
        }
        Self::of(&entries)
    }

    fn of(entries: &BTreeMap<Key, Vec<Key>>) -> Result<Self, LexiconError> {
        let distinct: BTreeSet<&Vec<Key>> = entries.values().collect();
        let position: BTreeMap<_, _> = distinct.iter().zip(0..=u16::MAX).collect();
        if position.len() < distinct.len() {
            return Err(LexiconError::TooManySets { count: distinct.len() });
        }
        let sets = entries.values().map(|set| position[&set]).collect();
        let mut end = 0;
        let ends = distinct.iter().map(|set| {
            end += set.len();
            u32::try_from(end).unwrap_or(u32::MAX)
        });
        Ok(Self {
            sets,
            ends: ends.collect(),
            classes: distinct.iter().flat_map(|set| set.iter().copied()).collect(),
            forms: KeyIndex::new(&entries.keys().copied().collect::<Vec<_>>()),
        })
    }

    /// Number of forms.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there is no form.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keys of the classes of the form with this [`form_key`], in the order of the file, short
    /// prefixes of a path before long ones; empty for an unknown form.
    pub(crate) fn classes(&self, form: Key) -> &[Key] {
        let Some(position) = self.forms.find(form) else { return &[] };
        let set = usize::from(self.sets[position]);
        let start = if set == 0 { 0 } else { self.ends[set - 1] };
        &self.classes[start as usize..self.ends[set] as usize]
    }

    /// Memory that [`Lexicon::classes`] reads for a form.
    pub(crate) fn near(&self, form: Key) -> &u16 {
        self.forms.near(form)
    }

    /// Writes the forms, which set each has, and the sets.
    pub(crate) fn encode(&self, sink: &mut Sink) {
        self.forms.encode(sink);
        sink.u16s(&self.sets);
        sink.count(self.ends.len());
        sink.u32s(&self.ends);
        sink.count(self.classes.len());
        sink.u32s(&self.classes);
    }

    /// Reads what [`Lexicon::encode`] wrote.
    pub(crate) fn decode(source: &mut Source<'_>) -> Result<Self, Flaw> {
        let forms = KeyIndex::decode(source)?;
        let sets = source.u16s(forms.len())?;
        let count = source.count()?;
        let ends = source.u32s(count)?;
        let count = source.count()?;
        let lexicon = Self { forms, sets, ends, classes: source.u32s(count)? };
        lexicon.check().map(|()| lexicon)
    }

    fn check(&self) -> Result<(), Flaw> {
        if self.sets.iter().max().is_some_and(|set| usize::from(*set) >= self.ends.len()) {
            return Err("a lexicon names a set of classes that is not there");
        }
        let last = self.ends.last().copied().unwrap_or(0);
        if !self.ends.is_sorted() || last as usize != self.classes.len() {
            return Err("the sets of a lexicon do not cover its classes");
        }
        Ok(())
    }
}

fn add_class(class: &str, classes: &mut Vec<Key>) {
    let mut add = |class: &str| {
        let key = key::of(CLASS, class);
        if !classes.contains(&key) {
            classes.push(key);
        }
    };
    match class.strip_prefix(PATH) {
        None => add(class),
        Some(path) => {
            for length in PREFIXES {
                let prefix = path.get(..length).unwrap_or(path);
                add(&format!("{PATH}{length}:{prefix}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_share_the_prefixes_of_their_paths() {
        let list = "Wien\tpath:00001011\nGraz\tpath:00001010\nblau\tpath:1111\n";
        let lexicon = Lexicon::read(list.as_bytes()).unwrap();
        let shared = |one: &str, two: &str| {
            let known = lexicon.classes(form_key(two));
            lexicon.classes(form_key(one)).iter().filter(|class| known.contains(class)).count()
        };
        assert_eq!(shared("Wien", "Graz"), 2); // the prefixes of 4 and of 6 bits
        assert_eq!(shared("Wien", "blau"), 0);
        assert!(lexicon.classes(form_key("Linz")).is_empty());
    }

    #[test]
    fn two_lines_of_a_form_add_up() {
        let lexicon = Lexicon::read("Essen\tcity\nEssen\tnoun\tcity\n".as_bytes()).unwrap();
        assert_eq!(lexicon.classes(form_key("Essen")).len(), 2);
    }

    #[test]
    fn a_word_without_classes_is_an_error() {
        let error = Lexicon::read("Wien\tcity\nGraz\n".as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("line 2: expected a word"), "{error}");
    }

    #[test]
    fn comes_back_from_its_wire_form_unless_it_is_damaged() {
        const SETS: Flaw = "a lexicon names a set of classes that is not there";
        const CLASSES: Flaw = "the sets of a lexicon do not cover its classes";
        type Change = fn(&mut Lexicon);
        let lexicon = Lexicon::read("Wien\tcity\nMaier\tsurname\n".as_bytes()).unwrap();
        let damage: [(Change, Option<Flaw>); 5] = [
            (|_| (), None),
            (|lexicon| lexicon.sets[0] = 9, Some(SETS)),
            (|lexicon| lexicon.ends.clear(), Some(SETS)),
            (|lexicon| lexicon.ends[0] = 9, Some(CLASSES)),
            (|lexicon| lexicon.classes.clear(), Some(CLASSES)),
        ];
        for (change, expected) in damage {
            let (mut damaged, mut sink) = (lexicon.clone(), Sink::default());
            change(&mut damaged);
            damaged.encode(&mut sink);
            let read = Lexicon::decode(&mut Source::new(&sink.into_bytes()));
            assert_eq!(read, expected.map_or(Ok(damaged), Err));
        }
    }
}
