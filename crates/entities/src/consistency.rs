//! A second pass over a document: mentions of one name agree on their label.
//!
//! A sentence may leave open whether `Griss` is a party; the document has called her `Irmgard Griss`
//! before. Only labels are changed, never the spans: within one document a name nearly always means one thing.
//!
//! Source: Krishnan and Manning, *An effective two-stage model for exploiting non-local
//! dependencies in named entity recognition*, ACL 2006, reduced to the two rules that paid.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use satz_core::{Entity, Form, LabelId};

/// How many times as often a name must have another label to lose its own.
const MAJORITY: usize = 2;

/// The most words of a surname, as in `von der Leyen`.
const LONGEST: usize = 3;

/// Memory of one thread.
#[derive(Debug, Default)]
pub(crate) struct Consistency {
    hasher: FixedState,
    /// Hashes of the surnames of persons whose first name is given.
    surnames: Vec<u64>,
    /// How often each name has each of its labels; sorted, the name as a hash.
    names: Vec<(u64, LabelId, usize)>,
}

impl Consistency {
    /// Changes the labels of names that the rest of the document reads otherwise. `person` is the
    /// label of persons, if there is one.
    pub(crate) fn apply(&mut self, text: &str, person: Option<LabelId>, entities: &mut [Entity]) {
        self.collect(text, person, entities);
        for entity in entities.iter_mut().filter(|entity| entity.form == Form::Name) {
            let name = &text[entity.span.range()];
            let surname = person.filter(|_| self.is_surname(name));
            entity.label = surname.unwrap_or_else(|| self.usual(name, entity.label));
        }
    }

    fn collect(&mut self, text: &str, person: Option<LabelId>, entities: &[Entity]) {
        self.surnames.clear();
        self.names.clear();
        for entity in entities.iter().filter(|entity| entity.form == Form::Name) {
            let name = &text[entity.span.range()];
            self.names.push((self.hasher.hash_one(name), entity.label, 1));
            if Some(entity.label) == person {
                self.surnames.extend(surnames(name).map(|surname| self.hasher.hash_one(surname)));
            }
        }
        self.surnames.sort_unstable();
        self.names.sort_unstable();
        self.names.dedup_by(|(name, label, count), kept| {
            let is_alike = (*name, *label) == (kept.0, kept.1);
            kept.2 += if is_alike { *count } else { 0 };
            is_alike
        });
    }

    /// Whether a person of the document bears this name, which may be in the genitive.
    fn is_surname(&self, name: &str) -> bool {
        let is_known =
            |name: &str| self.surnames.binary_search(&self.hasher.hash_one(name)).is_ok();
        is_known(name) || name.strip_suffix('s').is_some_and(is_known)
    }

    /// The label that the document gives to a name by far the most often, or else its own.
    fn usual(&self, name: &str, own: LabelId) -> LabelId {
        let hash = self.hasher.hash_one(name);
        let first = self.names.partition_point(|(other, ..)| *other < hash);
        let alike = self.names[first..].iter().take_while(|(other, ..)| *other == hash);
        let owned = alike.clone().find(|(_, label, _)| *label == own).map_or(0, |name| name.2);
        let most = alike.max_by_key(|(.., count)| *count);
        most.filter(|name| name.2 >= MAJORITY * owned).map_or(own, |name| name.1)
    }
}

/// What may be the surname in the name of a person: its last words, but not all of them.
fn surnames(name: &str) -> impl Iterator<Item = &str> {
    let blanks = name.rmatch_indices(char::is_whitespace).take(LONGEST);
    blanks.map(|(start, blank)| &name[start + blank.len()..])
}

#[cfg(test)]
mod tests {
    use satz_core::{LabelScheme, Span};

    use super::*;

    /// The labels after the second pass; names are given as `label:name`.
    fn labels(mentions: &[&str]) -> Vec<String> {
        let scheme = LabelScheme::new(["LOC", "ORG", "PER"]);
        let text = mentions.join("|");
        let (mut entities, mut start) = (Vec::new(), 0);
        for mention in mentions {
            let end = start + u32::try_from(mention.len()).unwrap();
            let (span, label) = (Span::new(start + 4, end), scheme.id(&mention[..3]).unwrap());
            entities.push(Entity { span, label, form: Form::Name, score: None });
            start = end + 1;
        }
        Consistency::default().apply(&text, scheme.id("PER"), &mut entities);
        entities.iter().map(|entity| scheme.name(entity.label).to_owned()).collect()
    }

    #[test]
    fn mentions_of_one_name_agree() {
        let cases: [(&str, &[&str], &[&str]); 7] = [
            ("a surname", &["PER:Irmgard Griss", "ORG:Griss"], &["PER", "PER"]),
            ("in the genitive", &["LOC:Doskozils", "PER:Hans Doskozil"], &["PER", "PER"]),
            ("of two words", &["ORG:Le Pens", "PER:Marine Le Pen"], &["PER", "PER"]),
            ("no surname", &["PER:Paris Hilton", "LOC:Paris"], &["PER", "LOC"]),
            ("two to one", &["ORG:Rapid", "LOC:Rapid", "ORG:Rapid"], &["ORG", "ORG", "ORG"]),
            ("one to one", &["ORG:Rapid", "LOC:Rapid"], &["ORG", "LOC"]),
            ("another name", &["PER:Irmgard Griss", "ORG:FPÖ"], &["PER", "ORG"]),
        ];
        for (name, mentions, expected) in cases {
            assert_eq!(labels(mentions), expected, "{name}");
        }
    }
}
