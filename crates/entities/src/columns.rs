//! Where the tags stand in a row of scores.

use wide::{bytemuck, i16x16};

use crate::tags::{OUTSIDE, TagId, TagSet};

/// Scores that are computed at once.
pub(crate) const LANES: usize = i16x16::LANES as usize;

/// The columns of a row of scores.
///
/// `O` and what begins an entity stand in the first half, what continues one in the second, as
/// far behind its beginning as a half is long. So the two tags that may come before a continuation
/// are found by vector operations too, and no others are looked at. Halves are filled up to whole
/// groups of [`LANES`]. A tag with a higher id stands farther behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    /// Groups in half a row.
    half: usize,
    /// The column of each tag.
    places: Vec<usize>,
    /// The tag in each column; `O` again where there is none.
    tags: Vec<TagId>,
}

impl Columns {
    pub(crate) fn new(tags: &TagSet) -> Self {
        let ids = || (0..).take(tags.len());
        let outer: Vec<TagId> = ids().filter(|tag| !tags.continues(*tag)).collect();
        let half = outer.len().div_ceil(LANES);
        let mut columns =
            Self { half, places: vec![0; tags.len()], tags: vec![OUTSIDE; 2 * half * LANES] };
        for (place, tag) in outer.into_iter().enumerate() {
            columns.set(place, tag);
            if let Some(inner) = tags.inner(tag) {
                columns.set(half * LANES + place, inner);
            }
        }
        columns
    }

    fn set(&mut self, place: usize, tag: TagId) {
        self.places[usize::from(tag)] = place;
        self.tags[place] = tag;
    }

    /// Groups in a row.
    pub(crate) fn width(&self) -> usize {
        2 * self.half
    }

    /// Groups in half a row.
    pub(crate) fn half(&self) -> usize {
        self.half
    }

    /// The columns of the tags, in the order of their ids.
    pub(crate) fn places(&self) -> &[usize] {
        &self.places
    }

    /// The least score in columns without a tag, and zero in the others.
    pub(crate) fn absent(&self) -> Vec<i16x16> {
        let mut row = vec![i16x16::splat(i16::MIN); self.width()];
        self.places.iter().for_each(|place| flat_mut(&mut row)[*place] = 0);
        row
    }

    /// The column of the tag that continues the entity of the tag in this one.
    pub(crate) fn continuation(&self, place: usize) -> Option<usize> {
        let half = self.half * LANES;
        let inner = if place < half { place + half } else { place };
        (self.tags[inner] != OUTSIDE).then_some(inner)
    }

    /// The tag in a column.
    pub(crate) fn tag(&self, place: usize) -> TagId {
        self.tags[place]
    }
}

/// Adds scores one by one; saturation stands in for an overflow that no sound model has.
pub(crate) fn add(sums: &mut [i16x16], scores: &[i16x16]) {
    for (sum, score) in sums.iter_mut().zip(scores) {
        *sum = sum.saturating_add(*score);
    }
}

/// The scores of groups as single numbers.
pub(crate) fn flat(scores: &[i16x16]) -> &[i16] {
    bytemuck::cast_slice(scores)
}

/// The scores of groups as single numbers.
pub(crate) fn flat_mut(scores: &mut [i16x16]) -> &mut [i16] {
    bytemuck::cast_slice_mut(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continuations_stand_behind_their_beginnings() {
        let tags = TagSet::of(["B-A", "I-B", "I-C"]);
        let columns = Columns::new(&tags);
        let place = |name: &str| columns.places()[usize::from(tags.id(name).unwrap())];
        assert_eq!((place("O"), place("B-A"), place("B-C")), (0, 1, 3));
        assert_eq!((place("I-B"), place("I-C")), (place("B-B") + LANES, place("B-C") + LANES));
        for name in tags.names() {
            assert_eq!(columns.tag(place(name)), tags.id(name).unwrap());
        }
        assert!(columns.places().is_sorted());
        let absent = columns.absent();
        assert!(flat(&absent).iter().filter(|score| **score == 0).count() == tags.len());
        assert!(columns.places().iter().all(|place| flat(&absent)[*place] == 0));
        let continuation = |name: &str| columns.continuation(place(name));
        assert_eq!((continuation("B-A"), continuation("O")), (None, None));
        assert_eq!(continuation("B-B"), Some(place("I-B")));
        assert_eq!(continuation("I-B"), Some(place("I-B")));
    }

    #[test]
    fn halves_are_whole_groups() {
        let many: Vec<String> = (0..200).map(|label| format!("B-{label}")).collect();
        for (count, half) in [(0, 1), (15, 1), (16, 2), (200, 13)] {
            assert_eq!(Columns::new(&TagSet::of(&many[..count])).half(), half);
        }
    }
}
