//! The tags of a sequence model, and the entities they spell.

use std::ops::Range;

use satz_core::{Form, LabelId, LabelScheme};

use crate::germeval::parse_among;

/// Index of a tag in its [`TagSet`].
pub type TagId = u8;

/// The tag of a token outside every entity; the first of every set.
pub const OUTSIDE: TagId = 0;

/// The most tags a model can have.
pub const MAX_TAGS: usize = 250;

/// The IOB2 tags of a model: `O`, then `B-` and `I-` of every label seen in training.
///
/// # Example
/// ```
/// use satz_core::Form;
/// use satz_entities::TagSet;
///
/// let tags = TagSet::of(["B-LOC", "I-LOC", "B-LOCpart", "B-OTH"]);
/// assert_eq!(tags.labels().labels().map(|label| label.1).collect::<Vec<_>>(), ["LOC", "MISC"]);
/// let part = tags.id("B-LOCpart").unwrap();
/// assert_eq!(tags.entity(part).map(|entity| entity.1), Some(Form::Part));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagSet {
    /// `O` first, the others sorted; at most [`MAX_TAGS`], each `B-` or `I-` of a label.
    names: Vec<Box<str>>,
    labels: LabelScheme,
    /// What each tag marks, `None` for `O`.
    entities: Vec<Option<(LabelId, Form)>>,
}

impl TagSet {
    /// The set of these tags, in an order that does not depend on theirs.
    ///
    /// An `I-` tag brings its `B-` tag along, and the reverse is not needed. What is neither, or
    /// comes after the first [`MAX_TAGS`], is left out.
    pub fn of<T: AsRef<str>>(tags: impl IntoIterator<Item = T>) -> Self {
        let mut names: Vec<Box<str>> = Vec::new();
        for tag in tags {
            let tag = tag.as_ref();
            if let Some(label) = tag.strip_prefix("I-") {
                names.push(format!("B-{label}").into());
            }
            if tag.starts_with("B-") || tag.starts_with("I-") {
                names.push(tag.into());
            }
        }
        names.sort_unstable();
        names.dedup();
        names.insert(0, "O".into());
        names.truncate(MAX_TAGS);
        Self::new(names)
    }

    fn new(names: Vec<Box<str>>) -> Self {
        let bare: Vec<&str> = names[1..].iter().map(|name| &name[2..]).collect();
        let parts: Vec<(&str, Form)> =
            bare.iter().map(|label| parse_among(label, |stem| bare.contains(&stem))).collect();
        let labels = LabelScheme::new(parts.iter().map(|part| part.0));
        let entities = parts.iter().map(|part| labels.id(part.0).map(|id| (id, part.1)));
        let entities = std::iter::once(None).chain(entities).collect();
        Self { names, labels, entities }
    }

    /// Number of tags, `O` among them.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no tag but `O`.
    pub fn is_empty(&self) -> bool {
        self.names.len() == 1
    }

    /// The tags in the order of their ids.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(AsRef::as_ref)
    }

    /// The id of a tag.
    pub fn id(&self, name: &str) -> Option<TagId> {
        let index = self.names().position(|known| known == name)?;
        TagId::try_from(index).ok()
    }

    /// The labels of the entities, without their forms.
    pub fn labels(&self) -> &LabelScheme {
        &self.labels
    }

    /// Label and form of the entity that a tag belongs to; none for `O`.
    ///
    /// # Panics
    /// If `tag` comes from a larger set.
    pub fn entity(&self, tag: TagId) -> Option<(LabelId, Form)> {
        self.entities[usize::from(tag)]
    }

    /// Whether a tag continues an entity.
    ///
    /// # Panics
    /// If `tag` comes from a larger set.
    pub fn continues(&self, tag: TagId) -> bool {
        self.names[usize::from(tag)].starts_with("I-")
    }

    /// The tag that continues the entity of a tag, if the set has it.
    pub(crate) fn inner(&self, tag: TagId) -> Option<TagId> {
        (0..)
            .take(self.len())
            .find(|next| self.continues(*next) && self.may_follow(Some(tag), *next))
    }

    /// The entities that a sequence of tags spells: token ranges and first tags. An inner tag
    /// without a beginning begins one.
    pub(crate) fn runs<'a>(
        &'a self,
        path: &'a [TagId],
    ) -> impl Iterator<Item = (Range<usize>, TagId)> + 'a {
        let mut start = 0;
        std::iter::from_fn(move || {
            start += path[start..].iter().position(|tag| *tag != OUTSIDE)?;
            let first = path[start];
            let continued =
                |tag: &&TagId| self.continues(**tag) && self.may_follow(Some(first), **tag);
            let length = 1 + path[start + 1..].iter().take_while(continued).count();
            let range = start..start + length;
            start = range.end;
            Some((range, first))
        })
    }

    /// Whether `next` may come after `previous`, or at the start of a sentence after none: an
    /// entity is continued only where it has begun.
    ///
    /// # Panics
    /// If a tag comes from a larger set.
    pub fn may_follow(&self, previous: Option<TagId>, next: TagId) -> bool {
        let label = |tag: TagId| &self.names[usize::from(tag)][1..];
        !self.continues(next) || previous.is_some_and(|previous| label(previous) == label(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_data_does_not_matter() {
        let forwards = TagSet::of(["O", "B-PER", "I-PER", "B-LOC"]);
        assert_eq!(forwards, TagSet::of(["B-LOC", "I-PER", "B-PER", "B-LOC"]));
        assert_eq!(forwards.names().collect::<Vec<_>>(), ["O", "B-LOC", "B-PER", "I-PER"]);
    }

    #[test]
    fn an_entity_is_continued_only_by_its_own_label() {
        let tags = TagSet::of(["I-PER", "I-LOC"]);
        let cases = [
            (None, "B-PER", true),
            (None, "I-PER", false),
            (Some("O"), "I-PER", false),
            (Some("B-PER"), "I-PER", true),
            (Some("I-PER"), "I-PER", true),
            (Some("B-LOC"), "I-PER", false),
            (Some("I-PER"), "B-PER", true),
            (Some("I-PER"), "O", true),
        ];
        for (previous, next, expected) in cases {
            let previous = previous.map(|name| tags.id(name).unwrap());
            assert_eq!(tags.may_follow(previous, tags.id(next).unwrap()), expected, "{next}");
        }
    }

    #[test]
    fn forms_are_split_off_known_labels_only() {
        let cases = [
            ("OTHpart", "MISC", Form::Part),
            ("OTH", "MISC", Form::Name),
            ("LOCderiv", "LOC", Form::Derived),
            ("Counterpart", "Counterpart", Form::Name),
        ];
        let tags = TagSet::of(["B-LOC", "B-LOCderiv", "B-OTH", "B-OTHpart", "B-Counterpart"]);
        for (label, expected, form) in cases {
            let entity = tags.entity(tags.id(&format!("B-{label}")).unwrap()).unwrap();
            assert_eq!((tags.labels().name(entity.0), entity.1), (expected, form), "{label}");
        }
    }
}
