//! Scratch memory that a stage keeps between documents.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

/// A stack of scratch values, shared by all threads that run a stage.
///
/// A stage is called from many threads at once and gets `&self`, so its buffers live in here:
/// [`Pool::take`] lends a value that was used before, or a fresh one, and dropping the guard gives
/// it back. There are never more values than calls that ran at the same time. The way of
/// `regex-automata`'s pool: thread-locals would leak into other pipelines and are re-entered by
/// work stealing, `rayon`'s `map_init` runs once a job and not once a thread.
///
/// What is lent keeps the content of its last use; clear it before you fill it.
///
/// # Example
/// ```
/// use satz_core::Pool;
///
/// let pool: Pool<Vec<u32>> = Pool::default();
/// {
///     let mut scratch = pool.take();
///     scratch.clear();
///     scratch.extend(0..1000);
/// }
/// assert!(pool.take().capacity() >= 1000); // the same buffer again
/// ```
#[derive(Default)]
pub struct Pool<T> {
    idle: Mutex<Vec<T>>,
}

impl<T: Default> Pool<T> {
    /// Lends a value until the guard is dropped.
    pub fn take(&self) -> PoolGuard<'_, T> {
        let value = self.lock().pop().unwrap_or_default();
        PoolGuard { pool: self, value }
    }
}

impl<T> Pool<T> {
    /// A panic between lock and unlock is impossible to observe: only `push` and `pop` run there.
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<T>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> fmt::Debug for Pool<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("idle", &self.lock().len()).finish()
    }
}

/// A value lent by a [`Pool`].
#[derive(Debug)]
pub struct PoolGuard<'a, T: Default> {
    pool: &'a Pool<T>,
    value: T,
}

impl<T: Default> Deref for PoolGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Default> DerefMut for PoolGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: Default> Drop for PoolGuard<'_, T> {
    fn drop(&mut self) {
        let value = std::mem::take(&mut self.value);
        // What a panicking stage leaves behind may be half written.
        if !std::thread::panicking() {
            self.pool.lock().push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn two_at_once_are_two_values() {
        let pool: Pool<Vec<u8>> = Pool::default();
        let (mut one, two) = (pool.take(), pool.take());
        one.push(1);
        assert!(two.is_empty());
        drop((one, two));
        assert_eq!(pool.lock().len(), 2);
    }

    #[test]
    fn a_value_that_saw_a_panic_is_not_lent_again() {
        let pool: Pool<Vec<u8>> = Pool::default();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            pool.take().push(1);
            let mut scratch = pool.take();
            scratch.push(2);
            panic!("a stage fails");
        }));
        assert!(outcome.is_err());
        assert!(pool.take().is_empty());
    }
}
