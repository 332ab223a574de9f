//! Words as numbers: each form is looked up once, whatever the number of its occurrences.

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use crate::form::{Arena, Form, Key};
use crate::language::Language;
use crate::lexicon::WordClass;

/// A word, as far as its form tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// The forms of one stem share an entry.
    pub(crate) entry: Entry,
    pub(crate) class: WordClass,
}

/// Number of a stem in a [`Vocabulary`]; the order means nothing.
///
/// A form with a role of its own has an entry of its own: "seit" and the stem of "Seite" are two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u32);

impl Entry {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Forms and stems met so far.
///
/// It outlives the document, since the next one uses mostly the same words; a text of unheard-of
/// words makes it start afresh, so it never holds much more than [`CAPACITY`] forms and one text.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    arena: Arena,
    forms: HashTable<(Form, Word)>,
    stems: HashTable<(Form, Entry)>,
    facts: Vec<Facts>,
    hasher: RandomState,
    lower: String,
}

/// What is known of a term without a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// Weight in the language at large: 0 for a term that is everywhere.
    pub(crate) weight: f32,
    /// Number of letters.
    pub(crate) length: u32,
    pub(crate) class: WordClass,
}

/// Number of forms from which on a new document starts with an empty vocabulary.
const CAPACITY: usize = 1 << 16;

impl Vocabulary {
    /// To be called between two documents: forgets everything if it has become too much.
    pub(crate) fn trim(&mut self) {
        if self.forms.len() > CAPACITY {
            self.arena.clear();
            self.forms.clear();
            self.stems.clear();
            self.facts.clear();
        }
    }

    pub(crate) fn facts(&self, entry: Entry) -> Facts {
        self.facts[entry.index()]
    }

    /// The word that is written `form`.
    #[inline]
    pub(crate) fn word(&mut self, form: &str, language: &Language) -> Word {
        let key = Key::of(form);
        let hash = self.hasher.hash_one(key);
        match self.forms.find(hash, |(other, _)| self.arena.holds(*other, key)) {
            Some((_, word)) => *word,
            None => self.meet(form, hash, language),
        }
    }

    /// Takes up a form that is new.
    #[cold]
    fn meet(&mut self, form: &str, hash: u64, language: &Language) -> Word {
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.extend(form.chars().flat_map(char::to_lowercase));
        let class = language.lexicon.class(&lower);
        let entry = self.entry(&lower, class, language);
        let word = Word { entry, class: class | shape(form) };
        self.lower = lower;
        let form = self.arena.push(Key::of(form));
        let rehash = |(form, _): &(Form, Word)| self.hasher.hash_one(self.arena.key(*form));
        self.forms.insert_unique(hash, (form, word), rehash);
        word
    }

    fn entry(&mut self, lower: &str, class: WordClass, language: &Language) -> Entry {
        let stem = language.lexicon.stem(lower);
        let text = if class.is_empty() { stem } else { lower };
        let key = Key::of(text);
        let hash = self.hasher.hash_one(key);
        let same = |(other, entry): &(Form, Entry)| {
            self.arena.holds(*other, key) && self.facts[entry.index()].class == class
        };
        if let Some((_, entry)) = self.stems.find(hash, same) {
            return *entry;
        }
        let entry = Entry(number(self.facts.len()));
        let (weight, length) = (language.background.weight(stem), number(text.chars().count()));
        self.facts.push(Facts { weight, length, class });
        let form = self.arena.push(key);
        let rehash = |(form, _): &(Form, Entry)| self.hasher.hash_one(self.arena.key(*form));
        self.stems.insert_unique(hash, (form, entry), rehash);
        entry
    }
}

/// The roles that a word has by its letters.
fn shape(form: &str) -> WordClass {
    let mut shape = WordClass::empty();
    shape.set(WordClass::CAPITAL, form.starts_with(char::is_uppercase));
    shape.set(WordClass::COMPOUND, form.contains('-'));
    shape
}

/// A number of letters or words.
fn number(count: usize) -> u32 {
    u32::try_from(count).expect("texts end before 4 GiB")
}
