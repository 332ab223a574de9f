//! Transitions as sums over all paths want them.

use wide::{bytemuck, f32x8};

use crate::columns::Columns;

/// Numbers that are computed at once.
pub(super) const LANES: usize = size_of::<f32x8>() / size_of::<f32>();

/// What a path is multiplied with at each step from tag to tag: the exponentials of the scores,
/// in [`Columns`], each of whose groups are two here.
///
/// What has no tag, and what may not follow, is zero.
#[derive(Debug, Clone, Default)]
pub(crate) struct Factors {
    /// Groups in half a row.
    pub(super) half: usize,
    /// For each previous column half a row: factors of what begins or is outside.
    pub(super) outer: Vec<f32x8>,
    /// The same the other way round: for each column of the first half a row of previous ones.
    pub(super) before: Vec<f32x8>,
    /// Half a row of what begins or is outside at the start of a sentence.
    pub(super) start: Vec<f32x8>,
    /// Factors of what continues after its beginning.
    pub(super) begun: Vec<f32x8>,
    /// Factors of what continues after its like.
    pub(super) continued: Vec<f32x8>,
}

impl Factors {
    /// Takes the place of all factors: a row of `factors` for each previous tag and a last one for
    /// the start, zero where a tag may not follow.
    pub(crate) fn set(&mut self, factors: &[f32], columns: &Columns) {
        self.make_room(columns);
        let (places, tags) = (columns.places(), columns.places().len());
        let half = self.half * LANES;
        for (next, &place) in places.iter().enumerate() {
            let factor = |previous: usize| factors[previous * tags + next];
            if let Some(within) = place.checked_sub(half) {
                flat_mut(&mut self.begun)[within] = factor(usize::from(columns.tag(within)));
                flat_mut(&mut self.continued)[within] = factor(next);
                continue;
            }
            flat_mut(&mut self.start)[place] = factor(tags);
            for (previous, column) in places.iter().enumerate() {
                flat_mut(&mut self.outer)[column * half + place] = factor(previous);
                flat_mut(&mut self.before)[place * 2 * half + column] = factor(previous);
            }
        }
    }

    fn make_room(&mut self, columns: &Columns) {
        self.half = columns.half() * 2;
        let square = self.half * 2 * self.half * LANES;
        for (factors, length) in [
            (&mut self.outer, square),
            (&mut self.before, square),
            (&mut self.start, self.half),
            (&mut self.begun, self.half),
            (&mut self.continued, self.half),
        ] {
            factors.clear();
            factors.resize(length, f32x8::ZERO);
        }
    }

    /// Numbers in a row.
    pub(crate) fn columns(&self) -> usize {
        self.width() * LANES
    }

    /// Groups in a row.
    pub(super) fn width(&self) -> usize {
        2 * self.half
    }

    /// The factor of a column after another.
    pub(super) fn step(&self, previous: usize, next: usize) -> f32 {
        let half = self.half * LANES;
        match next.checked_sub(half) {
            None => flat(&self.outer)[previous * half + next],
            Some(within) if within == previous => flat(&self.begun)[within],
            Some(within) if next == previous => flat(&self.continued)[within],
            Some(_) => 0.0,
        }
    }
}

/// The numbers of groups one by one.
pub(super) fn flat(groups: &[f32x8]) -> &[f32] {
    bytemuck::cast_slice(groups)
}

/// The numbers of groups one by one.
pub(crate) fn flat_mut(groups: &mut [f32x8]) -> &mut [f32] {
    bytemuck::cast_slice_mut(groups)
}
