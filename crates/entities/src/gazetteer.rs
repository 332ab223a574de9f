//! Lists of names that a user brings along.

mod builder;
mod overlay;
mod read;
mod words;

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::HashMap;
use foldhash::fast::FixedState;
use satz_core::{
    Entities, Entity, Form, LabelId, LabelScheme, Sentences, Span, Stage, StageError, Tokens,
};

pub use builder::GazetteerBuilder;
pub use overlay::Overlay;
pub use read::GazetteerError;

use words::{uninflected, words};

/// Finds the names of a list.
///
/// A name is found where it begins and ends with a token, within one sentence. Capitals matter.
/// Every word of a name may have a German ending more than in the list: `Trumps`, `der Deutschen
/// Bank`, `des Außenministeriums`. Of two names that begin at the same token the longer is taken,
/// and the search goes on behind it.
///
/// A list of a million names is read in a second and takes 74 MB; an article of 1.7 kB takes 13 µs
/// more with it, of some 100 µs for all stages (`cargo run --release -p satz-driver --example
/// gazetteer`).
///
/// Alone it is a stage that writes [`Entities`]; [`Gazetteer::over`] puts it on top of another.
///
/// # Example
/// ```
/// use satz_entities::Gazetteer;
///
/// let list = "Deutsche Bank\tORG\tde-bank\nBank\tMISC\n";
/// let gazetteer = Gazetteer::read_tsv(list.as_bytes())?;
/// assert_eq!(gazetteer.len(), 2);
/// assert_eq!(gazetteer.id("Deutschen Bank"), Some("de-bank"));
/// # Ok::<(), satz_entities::GazetteerError>(())
/// ```
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Gazetteer {
    labels: LabelScheme,
    entries: Vec<Entry>,
    /// The ids of all entries, one behind the other.
    ids: String,
    steps: Steps,
    /// For each node the entry that ends there, as `entries` counts from 1; 0 for none.
    ends: Vec<u32>,
}

/// A trie over words: node and word, hashed together, lead to the next node.
#[derive(Debug, Default, PartialEq, Eq)]
struct Steps(HashMap<u64, u32>);

impl Steps {
    fn key(node: u32, word: &str) -> u64 {
        FixedState::default().hash_one((node, word))
    }

    fn get(&self, node: u32, word: &str) -> Option<u32> {
        self.0.get(&Self::key(node, word)).copied()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    label: LabelId,
    /// Where its id is among `ids`; empty for none.
    id: Range<u32>,
}

/// A name found in a text: its words up to `end`, in bytes.
struct Match {
    entry: usize,
    end: usize,
}

impl Gazetteer {
    /// A gazetteer of names with their labels and, optionally, ids. Of a name that comes twice the
    /// last label and id count.
    ///
    /// # Panics
    /// From 65,537 different labels on; [`GazetteerBuilder::add`] gives an error.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, &'a str, Option<&'a str>)>) -> Self {
        let mut builder = GazetteerBuilder::default();
        for (name, label, id) in names {
            builder.add(name, label, id).expect("there are at most 65,536 labels");
        }
        builder.build()
    }

    /// Number of names, repeated ones counted each time.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The labels of the names.
    pub fn labels(&self) -> &LabelScheme {
        &self.labels
    }

    /// The id of a name as the list or a text writes it, such as the text of an entity found.
    pub fn id(&self, name: &str) -> Option<&str> {
        let found = self.longest(name, |end| end == name.len())?;
        let Range { start, end } = self.entries[found.entry].id.clone();
        self.ids.get(start as usize..end as usize).filter(|id| !id.is_empty())
    }

    /// The longest name at the start of `text` that ends where `is_end` allows.
    fn longest(&self, text: &str, is_end: impl Fn(usize) -> bool) -> Option<Match> {
        let mut node = 0;
        let mut longest = None;
        for word in words(text) {
            let end = word.end;
            let Some(next) = self.next(node, &text[word]) else { break };
            node = next;
            if let Some(entry) =
                (self.ends[node as usize] as usize).checked_sub(1).filter(|_| is_end(end))
            {
                longest = Some(Match { entry, end });
            }
        }
        longest
    }

    /// The node behind `node` and a word, or the word without an ending.
    fn next(&self, node: u32, word: &str) -> Option<u32> {
        let step = |word: &str| self.steps.get(node, word);
        step(word).or_else(|| uninflected(word).find_map(step))
    }

    /// Calls `found` with each name of a sentence of tokens, in order.
    fn visit(&self, text: &str, tokens: &[Span], mut found: impl FnMut(Span, &Entry)) {
        let Some(last) = tokens.last() else { return };
        let mut index = 0;
        while index < tokens.len() {
            let start = tokens[index].range().start;
            let rest = &tokens[index..];
            let token_at = |end: usize| {
                rest.binary_search_by_key(&(start + end), |token| token.range().end).ok()
            };
            match self.longest(&text[start..last.range().end], |end| token_at(end).is_some()) {
                Some(Match { entry, end }) => {
                    let width = token_at(end).unwrap_or(0);
                    found(Span::new(rest[0].start(), rest[width].end()), &self.entries[entry]);
                    index += width + 1;
                }
                None => index += 1,
            }
        }
    }

    /// Puts the gazetteer on top of a stage that finds entities.
    pub fn over<S>(self, stage: S) -> Overlay<S> {
        Overlay::new(self, stage)
    }
}

impl Stage for Gazetteer {
    type Reads = (Tokens, Sentences);
    type Writes = Entities;

    fn name(&self) -> &'static str {
        "gazetteer"
    }

    fn annotate(
        &self,
        text: &str,
        (tokens, sentences): (&Tokens, &Sentences),
        entities: &mut Entities,
    ) -> Result<(), StageError> {
        entities.reset(&self.labels);
        for sentence in sentences.token_ranges() {
            self.visit(text, &tokens.spans()[sentence], |span, entry| {
                entities.push(Entity { span, label: entry.label, form: Form::Name, score: None });
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, found};

    #[test]
    fn finds_the_longest_name() {
        let gazetteer = Gazetteer::new([
            ("Bank", "MISC", None),
            ("Deutsche Bank", "ORG", None),
            ("Deutsche Bank Research", "ORG", None),
            ("C&A", "ORG", None),
            ("Außenministerium", "ORG", None),
        ]);
        let cases = [
            ("Die Deutsche Bank baut um . |", vec!["ORG Deutsche Bank"]),
            ("bei der Deutschen Bank . |", vec!["ORG Deutschen Bank"]),
            ("Sprecher des Außenministeriums |", vec!["ORG Außenministeriums"]),
            ("Die Deutsche | Bank |", vec!["MISC Bank"]),
            ("Bankhaus und Datenbank |", vec![]),
            ("C&A und C & A |", vec!["ORG C&A", "ORG C & A"]),
            ("die bank |", vec![]),
        ];
        for (text, expected) in cases {
            let mut document = document(text);
            document.apply(&gazetteer).unwrap();
            assert_eq!(found(&document), expected, "{text}");
        }
    }

    #[test]
    fn the_last_entry_of_a_name_counts() {
        let gazetteer = Gazetteer::new([("Graz", "LOC", Some("1")), ("Graz", "ORG", Some("2"))]);
        assert_eq!(gazetteer.id("Graz"), Some("2"));
        assert_eq!(gazetteer.id("Linz"), None);
    }

    #[test]
    fn an_empty_name_is_never_found() {
        let gazetteer = Gazetteer::new([("", "LOC", None), (" ", "LOC", None)]);
        let mut document = document("Graz |");
        document.apply(&gazetteer).unwrap();
        assert!(found(&document).is_empty());
    }
}
