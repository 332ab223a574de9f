//! Words as numbers: each form is looked up once, whatever the number of its occurrences.

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use crate::language::Language;
use crate::lexicon::WordClass;

/// A word of the text, as far as its form tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// The forms of one stem share a term.
    pub(crate) term: Term,
    pub(crate) class: WordClass,
}

/// Number of a term in its [`Vocabulary`]; the order means nothing.
///
/// A term is a stem, or a form with a role of its own: "seit" and the stem of "Seite" are two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term(u32);

impl Term {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Forms and terms met so far.
///
/// It outlives the document, since the next one uses mostly the same words; a text of unheard-of
/// words makes it start afresh, so it never holds much more than [`CAPACITY`] forms and one text.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// All forms and terms, one after another.
    arena: String,
    forms: HashTable<(Slice, Word)>,
    terms: HashTable<(Slice, Term)>,
    facts: Vec<Facts>,
    hasher: RandomState,
    lower: String,
}

/// What is known of a term without a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// Weight in the language at large: 0 for a term that is everywhere.
    pub(crate) weight: f32,
    pub(crate) class: WordClass,
    /// Number of letters.
    pub(crate) length: usize,
}

/// Number of forms from which on a new document starts with an empty vocabulary.
const CAPACITY: usize = 1 << 16;

/// Part of the arena.
#[derive(Debug, Clone, Copy)]
struct Slice {
    start: usize,
    end: usize,
}

impl Slice {
    fn of(self, arena: &str) -> &str {
        &arena[self.start..self.end]
    }

    /// Copies `text` to the end of `arena`.
    fn push(arena: &mut String, text: &str) -> Self {
        let start = arena.len();
        arena.push_str(text);
        Self { start, end: arena.len() }
    }
}

impl Vocabulary {
    /// To be called between two documents: forgets everything if it has become too much.
    pub(crate) fn trim(&mut self) {
        if self.forms.len() > CAPACITY {
            self.arena.clear();
            self.forms.clear();
            self.terms.clear();
            self.facts.clear();
        }
    }

    pub(crate) fn facts(&self, term: Term) -> Facts {
        self.facts[term.index()]
    }

    /// The word that is written `form`.
    pub(crate) fn word(&mut self, form: &str, language: &Language) -> Word {
        let hash = self.hasher.hash_one(form);
        let same = |(slice, _): &(Slice, Word)| slice.of(&self.arena) == form;
        if let Some((_, word)) = self.forms.find(hash, same) {
            return *word;
        }
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.extend(form.chars().flat_map(char::to_lowercase));
        let class = language.lexicon.class(&lower);
        let word = Word { term: self.term(&lower, class, language), class };
        self.lower = lower;
        let slice = Slice::push(&mut self.arena, form);
        let (arena, hasher) = (&self.arena, &self.hasher);
        let rehash = |(slice, _): &(Slice, Word)| hasher.hash_one(slice.of(arena));
        self.forms.insert_unique(hash, (slice, word), rehash);
        word
    }

    fn term(&mut self, lower: &str, class: WordClass, language: &Language) -> Term {
        let stem = language.lexicon.stem(lower);
        let key = if class.is_empty() { stem } else { lower };
        let hash = self.hasher.hash_one(key);
        let same = |(slice, term): &(Slice, Term)| {
            slice.of(&self.arena) == key && self.facts[term.index()].class == class
        };
        if let Some((_, term)) = self.terms.find(hash, same) {
            return *term;
        }
        let term = Term(u32::try_from(self.facts.len()).expect("texts end before 4 GiB"));
        let weight = language.background.weight(stem);
        self.facts.push(Facts { weight, class, length: key.chars().count() });
        let slice = Slice::push(&mut self.arena, key);
        let (arena, hasher) = (&self.arena, &self.hasher);
        let rehash = |(slice, _): &(Slice, Term)| hasher.hash_one(slice.of(arena));
        self.terms.insert_unique(hash, (slice, term), rehash);
        term
    }
}
