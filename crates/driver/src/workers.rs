//! The threads of a run, and the order of what comes back from them.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, Sender, channel};

use rayon::{ScopeFifo, ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// The threads of one run: a pool of its own, or the calling thread alone.
pub(crate) struct Workers {
    pool: Option<ThreadPool>,
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

    /// Calls `drive` on this thread with a queue whose items `work` is done on.
    pub(crate) fn with_queue<T, R, W>(
        &self,
        work: &W,
        drive: impl FnOnce(&mut Queue<'_, '_, T, W>) -> R,
    ) -> R
    where
        T: Send,
        W: Fn(&mut T) + Sync,
    {
        match &self.pool {
            None => drive(&mut Queue::new(work, None)),
            Some(pool) => {
                pool.in_place_scope_fifo(|scope| drive(&mut Queue::new(work, Some(scope))))
            }
        }
    }
}

/// Items that are being worked on: they leave in the order in which they came.
pub(crate) struct Queue<'scope, 'a, T, W> {
    work: &'scope W,
    scope: Option<&'a ScopeFifo<'scope>>,
    sender: Sender<(usize, T)>,
    finished: Receiver<(usize, T)>,
    /// What is in the queue; `None` while it is being worked on.
    places: VecDeque<Option<T>>,
    /// How many have left the queue.
    left: usize,
}

impl<'scope, 'a, T, W> Queue<'scope, 'a, T, W>
where
    T: Send + 'scope,
    W: Fn(&mut T) + Sync,
{
    fn new(work: &'scope W, scope: Option<&'a ScopeFifo<'scope>>) -> Self {
        let (sender, finished) = channel();
        Self { work, scope, sender, finished, places: VecDeque::new(), left: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// Adds an item at the end. Without threads the work is done when this returns.
    pub(crate) fn push(&mut self, mut item: T) {
        let Some(scope) = self.scope else {
            (self.work)(&mut item);
            self.places.push_back(Some(item));
            return;
        };
        let (work, sender, ticket) = (self.work, self.sender.clone(), self.left + self.len());
        self.places.push_back(None);
        scope.spawn_fifo(move |_| {
            work(&mut item);
            // The other end is gone when the run broke off: nobody wants the item then.
            let _ = sender.send((ticket, item));
        });
    }

    /// The first item, if the work on it is done.
    pub(crate) fn pop_finished(&mut self) -> Option<T> {
        while let Ok(finished) = self.finished.try_recv() {
            self.settle(finished);
        }
        if self.places.front()?.is_some() { self.pop_front() } else { None }
    }

    /// The first item, as soon as the work on it is done; `None` if the queue is empty.
    pub(crate) fn pop(&mut self) -> Option<T> {
        while self.places.front()?.is_none() {
            let finished = self.finished.recv().expect("this queue holds a sender");
            self.settle(finished);
        }
        self.pop_front()
    }

    fn settle(&mut self, (ticket, item): (usize, T)) {
        self.places[ticket - self.left] = Some(item);
    }

    fn pop_front(&mut self) -> Option<T> {
        self.left += 1;
        self.places.pop_front().flatten()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn items_leave_in_the_order_in_which_they_came() {
        let work = |item: &mut u64| {
            std::thread::sleep(Duration::from_micros((*item * 7919) % 500));
            *item *= 2;
        };
        for threads in [1, 2, 8] {
            let workers = Workers::new(NonZeroUsize::new(threads).unwrap()).unwrap();
            let mut left = Vec::new();
            workers.with_queue(&work, |queue| {
                for item in 0..100 {
                    queue.push(item);
                    left.extend(queue.pop_finished());
                }
                left.extend(std::iter::from_fn(|| queue.pop()));
            });
            assert_eq!(left, (0..100).map(|item| item * 2).collect::<Vec<_>>(), "{threads}");
        }
    }
}
