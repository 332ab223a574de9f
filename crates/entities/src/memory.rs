//! Waiting for memory.

use std::hint::black_box;

/// Lets the processor fetch places of memory that are read soon, all at once.
///
/// A model is too large for the caches, and what is looked up in it lies anywhere. A loop that works
/// with what it looks up fits into the processor's window a few rounds at a time; this one, which
/// does nothing else, many. On 3 million tokens of news the recognizer is a tenth faster by it.
pub(crate) fn touch<'m, T: Copy + Into<i32> + 'm>(places: impl Iterator<Item = &'m T>) {
    black_box(places.fold(0, |mixed, place| mixed ^ (*place).into()));
}
