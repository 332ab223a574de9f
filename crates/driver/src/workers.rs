//! The threads of a run.

use std::num::NonZeroUsize;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// The threads of one run: a pool of its own, or the calling thread alone.
pub(crate) struct Workers {
    pool: Option<ThreadPool>,
}

/// How work on a slice is spread over threads.
#[derive(Clone, Copy)]
pub(crate) enum Spread {
    /// All of it on this thread.
    Here,
    /// Over the threads of the pool that runs the caller.
    Pool,
}

impl Workers {
    pub(crate) fn new(threads: NonZeroUsize) -> Result<Self, ThreadPoolBuildError> {
        if threads == NonZeroUsize::MIN {
            return Ok(Self { pool: None });
        }
        let builder = ThreadPoolBuilder::new().num_threads(threads.get());
        let pool = builder.thread_name(|index| format!("satz-{index}")).build()?;
        Ok(Self { pool: Some(pool) })
    }

    /// Runs `work` on the workers and `beside` on the calling thread, at the same time if there
    /// is a pool, and returns when both are done.
    pub(crate) fn run_beside<R>(
        &self,
        work: impl FnOnce(Spread) + Send,
        beside: impl FnOnce() -> R,
    ) -> R {
        match &self.pool {
            None => {
                work(Spread::Here);
                beside()
            }
            Some(pool) => pool.in_place_scope(|scope| {
                scope.spawn(|_| work(Spread::Pool));
                beside()
            }),
        }
    }
}

impl Spread {
    pub(crate) fn for_each<T: Send>(self, items: &mut [T], each: impl Fn(&mut T) + Send + Sync) {
        match self {
            Self::Here => items.iter_mut().for_each(each),
            Self::Pool => items.par_iter_mut().for_each(each),
        }
    }
}
