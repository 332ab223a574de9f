//! What the model sees of a single word.
//!
//! All that depends on one word form alone is gathered here, so that a recognizer computes it
//! once for each form and not for each token. The templates follow Ratinov and Roth (CoNLL 2009)
//! and, for German compounds, Faruqui and Padó (KONVENS 2010).

use crate::key::{self, Key};
use crate::lexicon::{self, Lexicon};
use crate::memory::touch;
use crate::shape;

/// One thing that is known of a word, and how far it is felt: up to `reach` tokens to either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Feature {
    pub(crate) key: Key,
    pub(crate) reach: u8,
}

/// The farthest reach of a feature, in tokens.
pub(crate) const REACH: usize = 2;

/// The features of a word, and the aspects of it that are paired with those of its
/// neighbours ([`crate::pairs`]). Reading another word uses the memory of the last one again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    pub(crate) features: Vec<Feature>,
    pub(crate) aspects: Aspects,
    spellings: Spellings,
    /// Under which keys lexicons have the word, the best one first.
    variants: Vec<Variant>,
}

/// One way to look a word up: as it is, without a genitive ending, in lower case, by the last or by
/// the first part of a compound.
#[derive(Debug, Clone, Copy)]
struct Variant {
    number: u8,
    key: Key,
    reach: u8,
}

/// How a word is written, in several ways.
#[derive(Debug, Clone, Default)]
struct Spellings {
    /// The [`normal`] form.
    form: String,
    lower: String,
    /// A word in capitals as it is written elsewhere, `LONDON` as `London`; else empty.
    title: String,
    shape: String,
    /// Where the characters of the form start, and where the last one ends.
    starts: Vec<usize>,
}

/// What of a word is paired with its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Aspects {
    /// The word in lower case.
    pub(crate) form: Key,
    /// Its short shape.
    pub(crate) shape: Key,
    /// Its last class in the first lexicon, for clusters the finest, or the shape without one.
    pub(crate) class: Key,
    /// The class in the middle, for clusters a broad one, or the shape.
    pub(crate) broad: Key,
}

/// The kinds of features, as hash seeds. Numbers are part of the model format.
mod kind {
    pub(super) const EDGE: u8 = 0;
    pub(super) const FORM: u8 = 1;
    pub(super) const LOWER: u8 = 2;
    pub(super) const PREFIX: u8 = 3;
    pub(super) const SUFFIX: u8 = 4;
    pub(super) const SHAPE: u8 = 5;
    pub(super) const LONG_SHAPE: u8 = 6;
    pub(super) const FLAG: u8 = 7;
    pub(super) const LENGTH: u8 = 8;
    pub(super) const FIRST_PART: u8 = 9;
    pub(super) const LAST_PART: u8 = 10;
    pub(super) const LAST_PART_SUFFIX: u8 = 11;
    pub(super) const NGRAM: u8 = 12;
    pub(super) const UNKNOWN: u8 = 13;
    pub(super) const CLASS: u8 = 14;
}

/// The longest prefix and suffix, in characters.
const AFFIX: usize = 5;
/// Lengths of character n-grams.
const NGRAMS: [usize; 2] = [3, 4];
/// Longer words count as this long, in characters.
const LONGEST: usize = 12;
/// The part of a word that n-grams are taken of, in characters: a bound for hostile text.
const NGRAM_WINDOW: usize = 40;

impl Word {
    /// What stands before the first and after the last token of a sentence.
    pub(crate) fn edge() -> Self {
        let key = key::of(kind::EDGE, "");
        let aspects = Aspects { form: key, shape: key, class: key, broad: key };
        let features = vec![Feature { key, reach: 2 }];
        Self { features, aspects, ..Self::default() }
    }

    /// The features of a token as it stands in the text.
    pub(crate) fn of(token: &str, lexicons: &[Lexicon]) -> Self {
        let mut word = Self::default();
        word.read(token, lexicons);
        word
    }

    /// Becomes the word of a token as it stands in the text.
    pub(crate) fn read(&mut self, token: &str, lexicons: &[Lexicon]) {
        self.features.clear();
        let mut spellings = std::mem::take(&mut self.spellings);
        spellings.read(token);
        let Spellings { form, lower, title, shape, starts } = &mut spellings;
        self.add_spelling(token, form, lower, shape);
        self.add_affixes(form, starts);
        self.add_parts(form);
        self.variants.clear();
        self.variants.extend(variants(form, lower));
        self.add_classes(title, lexicons);
        self.aspects.form = key::of(kind::LOWER, lower);
        self.spellings = spellings;
    }

    /// The keys under which lexicons have the word, the best one first.
    pub(crate) fn lexicon_keys(&self) -> impl Iterator<Item = Key> {
        self.variants.iter().map(|variant| variant.key)
    }

    fn add(&mut self, kind: u8, value: &str, reach: u8) -> Key {
        let key = key::of(kind, value);
        self.features.push(Feature { key, reach });
        key
    }

    fn add_spelling(&mut self, token: &str, form: &str, lower: &str, shape: &mut String) {
        self.add(kind::FORM, form, 1);
        self.add(kind::LOWER, lower, 2);
        shape.clear();
        shape::append(form, 1, shape);
        self.aspects.shape = self.add(kind::SHAPE, shape, 2);
        shape.clear();
        shape::append(form, 4, shape);
        self.add(kind::LONG_SHAPE, shape, 1);
        let dotted = token.len() > form.len();
        for (flag, holds) in
            [("capitals", is_capitals(form)), ("roman", is_roman(form)), ("dot", dotted)]
        {
            if holds {
                self.add(kind::FLAG, flag, 1);
            }
        }
        let length = form.chars().take(LONGEST).count();
        self.features.push(Feature {
            key: key::of_bytes(kind::LENGTH, &length.to_le_bytes()[..1]),
            reach: 0,
        });
    }

    /// Prefixes, suffixes and n-grams; the ones that tell part of speech reach to the neighbours.
    fn add_affixes(&mut self, form: &str, starts: &[usize]) {
        let length = starts.len() - 1;
        for size in (1..=AFFIX).take_while(|size| *size < length) {
            self.add(kind::PREFIX, &form[..starts[size]], u8::from(size == 3));
            self.add(
                kind::SUFFIX,
                &form[starts[length - size]..],
                u8::from((2..=4).contains(&size)),
            );
        }
        let window = &starts[..starts.len().min(NGRAM_WINDOW + 1)];
        for size in NGRAMS {
            for gram in window.windows(size + 1) {
                self.add(kind::NGRAM, &form[gram[0]..gram[size]], 0);
            }
        }
    }

    /// The parts of a compound with hyphens: its head says what it is, its first part what of.
    fn add_parts(&mut self, form: &str) {
        let Some((first, rest)) = form.split_once('-') else { return };
        let last = rest.rsplit('-').next().unwrap_or(rest);
        self.add(kind::FLAG, "hyphen", 1);
        self.add(kind::FIRST_PART, first, 0);
        self.add(kind::LAST_PART, last, 0);
        for size in 3..=AFFIX {
            if let Some((start, _)) =
                last.char_indices().rev().nth(size - 1).filter(|(start, _)| *start > 0)
            {
                self.add(kind::LAST_PART_SUFFIX, &last[start..], 0);
            }
        }
    }

    /// The classes of the word and of what may stand in for it, and that it has none. A word in
    /// capitals that is unknown has those of the word in its usual form.
    fn add_classes(&mut self, title: &str, lexicons: &[Lexicon]) {
        let title = (!title.is_empty()).then(|| lexicon::form_key(title));
        touch(lexicons.iter().flat_map(|it| self.lexicon_keys().map(|key| it.near(key))));
        for Variant { number: variant, key, reach } in &self.variants {
            for (number, lexicon) in (0_u8..).zip(lexicons) {
                let mut classes = lexicon.classes(*key);
                if let Some(title) = title.filter(|_| *variant == 0 && classes.is_empty()) {
                    classes = lexicon.classes(title);
                }
                let known =
                    classes.iter().map(|class| key::join(kind::CLASS, *class, (*variant).into()));
                self.features.extend(known.map(|key| Feature { key, reach: *reach }));
                if classes.is_empty() {
                    let key = key::of_bytes(kind::UNKNOWN, &[number, *variant]);
                    self.features.push(Feature { key, reach: (*reach).min(1) });
                }
            }
        }
        self.set_class(lexicons);
    }

    /// The class of the word in the first lexicon, under the first spelling that is known.
    fn set_class(&mut self, lexicons: &[Lexicon]) {
        self.aspects.class = self.aspects.shape;
        self.aspects.broad = self.aspects.shape;
        let Some(lexicon) = lexicons.first() else { return };
        let mut known = self.variants.iter().map(|variant| lexicon.classes(variant.key));
        if let Some(classes) = known.find(|classes| !classes.is_empty()) {
            self.aspects.class = classes[classes.len() - 1];
            self.aspects.broad = classes[(classes.len() - 1) / 2];
        }
    }
}

impl Spellings {
    fn read(&mut self, token: &str) {
        self.form.clear();
        self.form.extend(normal(token));
        self.lower.clear();
        if self.form.is_ascii() {
            self.lower.push_str(&self.form);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.push_str(&self.form.to_lowercase());
        }
        self.title.clear();
        if is_capitals(&self.form) {
            self.title.extend(self.form.chars().take(1).chain(self.lower.chars().skip(1)));
        }
        self.starts.clear();
        self.starts.extend(self.form.char_indices().map(|(start, _)| start));
        self.starts.push(self.form.len());
    }
}

/// The ways to look a word up.
fn variants<'a>(form: &'a str, lower: &'a str) -> impl Iterator<Item = Variant> {
    let genitive = form.strip_suffix(['s', '\'', '’']);
    let lower = (lower != form).then_some(lower);
    let (last, first) = (form.rsplit_once('-'), form.split_once('-'));
    [
        (0, Some(form), 2),
        (1, genitive, 1),
        (2, lower, 0),
        (3, last.map(|(_, part)| part), 0),
        (4, first.map(|(part, _)| part), 0),
    ]
    .into_iter()
    .filter_map(|(number, spelling, reach)| {
        Some(Variant { number, key: lexicon::form_key(spelling?), reach })
    })
}

/// The token without dots at its end, which corpora split off or not, and with every digit a zero.
fn normal(token: &str) -> impl Iterator<Item = char> {
    let bare = token.trim_end_matches('.');
    let bare = if bare.is_empty() { token } else { bare };
    bare.chars().map(|c| if c.is_ascii_digit() { '0' } else { c })
}

fn is_capitals(form: &str) -> bool {
    form.chars().nth(1).is_some() && form.chars().all(char::is_uppercase)
}

fn is_roman(form: &str) -> bool {
    form.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(one: &str, two: &str, lexicon: &str) -> usize {
        let lexicons = [Lexicon::read(lexicon.as_bytes()).unwrap()];
        let (one, two) = (Word::of(one, &lexicons), Word::of(two, &lexicons));
        one.features.iter().filter(|feature| two.features.contains(feature)).count()
    }

    #[test]
    fn a_lexicon_makes_words_alike() {
        let list = "Trump\tpolitician\nPutin\tpolitician\nAsien\tcontinent\nEuropa\tcontinent\n";
        let cases = [
            ("the same class", "Trump", "Putin"),
            ("behind a genitive ending", "Trumps", "Putins"),
            ("the first part of a compound", "Asien-Reise", "Europa-Tournee"),
            ("the last part of a compound", "Vize-Trump", "Anti-Putin"),
            ("in capitals", "TRUMP", "PUTIN"),
        ];
        for (name, one, two) in cases {
            let without = shared(one, two, "Trump\tone\nPutin\ttwo\nAsien\tthree\nEuropa\tfour\n");
            assert!(shared(one, two, list) > without, "{name}");
        }
    }

    #[test]
    fn final_dots_and_digits_do_not_matter() {
        assert!(normal("24.").eq(normal("31")));
        assert_eq!(normal("...").collect::<String>(), "...");
        assert_eq!(Word::of("Str.", &[]).aspects.form, Word::of("Str", &[]).aspects.form);
    }

    #[test]
    fn long_words_have_a_bounded_number_of_features() {
        assert!(Word::of(&"a".repeat(100_000), &[]).features.len() < 120);
    }

    #[test]
    fn every_token_has_features() {
        for token in ["", ".", "-", "--", "ß", "\u{301}", "👩‍🚒", "a-", "-a"] {
            let word = Word::of(token, &[Lexicon::default()]);
            assert!(
                word.features.iter().all(|feature| usize::from(feature.reach) <= REACH),
                "{token:?}"
            );
        }
    }
}
