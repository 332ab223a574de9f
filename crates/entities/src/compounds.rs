//! Compounds with a name in front: `Asien-Reise`, `SPD-Chef`.

use crate::tags::{TagId, TagSet};

/// Labels whose names make parts of compounds.
///
/// Of the compounds that this finds on the development set of GermEval 2014 after the model left
/// them out, 21 of 22 are right. Persons are not among them: half of those were wrong, as their
/// compounds are mostly names of works and prizes.
const LABELS: [&str; 2] = ["LOC", "ORG"];

/// The tags of names and of the compounds that have such a name in front.
#[derive(Debug, Default)]
pub(crate) struct Compounds {
    tags: Vec<(TagId, TagId)>,
}

impl Compounds {
    /// Those of a tag set that has both.
    pub(crate) fn new(tags: &TagSet) -> Self {
        let pair = |label: &&str| {
            Some((tags.id(&format!("B-{label}"))?, tags.id(&format!("B-{label}part"))?))
        };
        Self { tags: LABELS.iter().filter_map(pair).collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The tag of a compound whose first part alone has the tag `name`.
    pub(crate) fn part(&self, name: TagId) -> Option<TagId> {
        self.tags.iter().find(|(known, _)| *known == name).map(|(_, part)| *part)
    }
}

/// The first part of a compound of two nouns with a hyphen between.
pub(crate) fn first_noun(token: &str) -> Option<&str> {
    if !token.bytes().any(|byte| byte == b'-') {
        return None;
    }
    let (first, last) = token.split_once('-')?;
    let is_noun = |part: &str| part.starts_with(char::is_uppercase) && !part.contains('-');
    let is_word = last.len() > 1 && last.chars().all(char::is_alphanumeric);
    (is_noun(first) && is_noun(last) && is_word).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_are_two_nouns() {
        let cases = [
            ("Asien-Reise", Some("Asien")),
            ("US-Amtskollege", Some("US")),
            ("russisch-amerikanische", None),
            ("Nord-Süd-Gefälle", None),
            ("Graz-", None),
            ("-Reise", None),
            ("Covid-19", None),
            ("Wien", None),
        ];
        for (token, expected) in cases {
            assert_eq!(first_noun(token), expected, "{token}");
        }
    }

    #[test]
    fn tag_sets_without_parts_have_none() {
        let tags = TagSet::of(["O", "B-LOC", "I-LOC"]);
        assert!(Compounds::new(&tags).is_empty());
    }
}
