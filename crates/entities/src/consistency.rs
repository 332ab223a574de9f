//! A second pass over a document: mentions of one name agree on their label.
//!
//! A sentence may leave open whether `Griss` is a party; the document has called her `Irmgard Griss`
//! before. Only labels are changed, never the spans: within one document a name nearly always means one thing.
//!
//! Source: Krishnan and Manning, *An effective two-stage model for exploiting non-local
//! dependencies in named entity recognition*, ACL 2006, reduced to the two rules that paid.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use satz_core::{Entity, Form, LabelId, Span};

/// How many times as often a name must have another label to lose its own.
const MAJORITY: usize = 2;

/// An entity as the model found it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) entity: Entity,
    /// Its last token: the surname of a person with several.
    pub(crate) last: Span,
}

impl Found {
    fn is_single(&self) -> bool {
        self.last == self.entity.span
    }
}

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
    pub(crate) fn apply(&mut self, text: &str, person: Option<LabelId>, found: &mut [Found]) {
        self.collect(text, person, found);
        for mention in found.iter_mut().filter(|mention| mention.entity.form == Form::Name) {
            let name = &text[mention.entity.span.range()];
            let label = mention.entity.label;
            let surname = person.filter(|_| mention.is_single() && self.is_surname(name));
            mention.entity.label = surname.unwrap_or_else(|| self.usual(name, label));
        }
    }

    fn collect(&mut self, text: &str, person: Option<LabelId>, found: &[Found]) {
        self.surnames.clear();
        self.names.clear();
        for mention in found.iter().filter(|mention| mention.entity.form == Form::Name) {
            let label = mention.entity.label;
            self.names.push((self.hasher.hash_one(&text[mention.entity.span.range()]), label, 1));
            if Some(label) == person && !mention.is_single() {
                self.surnames.push(self.hasher.hash_one(&text[mention.last.range()]));
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

#[cfg(test)]
mod tests {
    use satz_core::LabelScheme;

    use super::*;

    /// The labels after the second pass; names are given as `label:name`, and a name of several
    /// words has blanks.
    fn labels(mentions: &[&str]) -> Vec<String> {
        let scheme = LabelScheme::new(["LOC", "ORG", "PER"]);
        let text = mentions.join("|");
        let (mut found, mut start) = (Vec::new(), 0);
        for mention in mentions {
            let end = start + u32::try_from(mention.len()).unwrap();
            let name = mention.rsplit([' ', ':']).next().unwrap().len();
            let entity = Entity {
                span: Span::new(start + 4, end),
                label: scheme.id(&mention[..3]).unwrap(),
                form: Form::Name,
                score: None,
            };
            found.push(Found { entity, last: Span::new(end - u32::try_from(name).unwrap(), end) });
            start = end + 1;
        }
        Consistency::default().apply(&text, scheme.id("PER"), &mut found);
        found.iter().map(|found| scheme.name(found.entity.label).to_owned()).collect()
    }

    #[test]
    fn mentions_of_one_name_agree() {
        let cases: [(&str, &[&str], &[&str]); 5] = [
            ("a surname", &["PER:Irmgard Griss", "ORG:Griss"], &["PER", "PER"]),
            ("in the genitive", &["LOC:Doskozils", "PER:Hans Doskozil"], &["PER", "PER"]),
            ("two to one", &["ORG:Rapid", "LOC:Rapid", "ORG:Rapid"], &["ORG", "ORG", "ORG"]),
            ("one to one", &["ORG:Rapid", "LOC:Rapid"], &["ORG", "LOC"]),
            ("another name", &["PER:Irmgard Griss", "ORG:FPÖ"], &["PER", "ORG"]),
        ];
        for (name, mentions, expected) in cases {
            assert_eq!(labels(mentions), expected, "{name}");
        }
    }
}
