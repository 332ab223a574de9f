//! Memory for tables that are larger than the processor's own index of pages.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use memmap2::MmapMut;
use wide::bytemuck::{self, Pod};

/// A fixed number of values, which are zero at first, in large pages where the system has them.
///
/// What is looked up in a model lies anywhere in it, and with pages of 4 kB the processor has to
/// find the page first, most of the time. Pages of 2 MB make the recognizer a tenth to a fifth
/// faster (Linux, where the system gives them to those who ask: `madvise`). Pages that were never
/// written take up no memory.
#[derive(Debug)]
pub(crate) struct Pages<T> {
    memory: Memory<T>,
    length: usize,
}

#[derive(Debug)]
enum Memory<T> {
    Mapped(MmapMut, PhantomData<T>),
    /// Where nothing can be mapped.
    Heap(Vec<T>),
}

impl<T: Pod> Pages<T> {
    /// So many zeros.
    pub(crate) fn zeros(length: usize) -> Self {
        let size = length.saturating_mul(size_of::<T>());
        let memory = match MmapMut::map_anon(size.max(1)) {
            Ok(memory) => {
                ask_for_large_pages(&memory);
                Memory::Mapped(memory, PhantomData)
            }
            Err(_) => Memory::Heap(vec![T::zeroed(); length]),
        };
        Self { memory, length }
    }
}

/// Without them it is the same, but slower.
fn ask_for_large_pages(memory: &MmapMut) {
    #[cfg(target_os = "linux")]
    let _ = memory.advise(memmap2::Advice::HugePage);
    #[cfg(not(target_os = "linux"))]
    let _ = memory;
}

impl<T: Pod> Default for Pages<T> {
    fn default() -> Self {
        Self { memory: Memory::Heap(Vec::new()), length: 0 }
    }
}

impl<T: Pod> Deref for Pages<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.memory {
            Memory::Mapped(memory, _) => {
                bytemuck::cast_slice(&memory[..self.length * size_of::<T>()])
            }
            Memory::Heap(values) => values,
        }
    }
}

impl<T: Pod> DerefMut for Pages<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.memory {
            Memory::Mapped(memory, _) => {
                bytemuck::cast_slice_mut(&mut memory[..self.length * size_of::<T>()])
            }
            Memory::Heap(values) => values,
        }
    }
}

impl<T: Pod> Clone for Pages<T> {
    fn clone(&self) -> Self {
        let mut copy = Self::zeros(self.length);
        copy.copy_from_slice(self);
        copy
    }
}

impl<T: Pod + PartialEq> PartialEq for Pages<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Pod + Eq> Eq for Pages<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_zero_until_they_are_set() {
        for length in [0, 1, 100_000] {
            let mut pages = Pages::<u32>::zeros(length);
            assert!(pages.iter().all(|value| *value == 0) && pages.len() == length);
            pages.iter_mut().zip(1..).for_each(|(value, number)| *value = number);
            assert!(pages.iter().copied().eq((1..).take(length)));
            assert_eq!(pages.clone(), pages);
        }
    }
}
