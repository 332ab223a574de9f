//! How much one client, and all together, may ask for.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Duration;

/// Bounds of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text; a request may be a little longer.
    pub text_bytes: usize,
    /// Documents under work at a time.
    pub jobs: NonZeroUsize,
    /// Connections at a time; further clients wait to be accepted.
    pub connections: usize,
    /// For each step of a request: to send the head, to send the body, to wait for a turn, to be
    /// annotated.
    pub time: Duration,
}

impl Default for Limits {
    /// 1 MiB, a job for each core, 256 connections, ten seconds.
    fn default() -> Self {
        Self {
            text_bytes: 1 << 20,
            jobs: available_parallelism().unwrap_or(NonZeroUsize::MIN),
            connections: 256,
            time: Duration::from_secs(10),
        }
    }
}
