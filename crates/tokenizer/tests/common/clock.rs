//! Time that other processes on the machine do not lengthen.

use std::time::{Duration, Instant};

/// Runs are repeated until they took so long, since the clock of the processor is coarse.
const LONG_ENOUGH: Duration = Duration::from_millis(30);

/// How much longer `twice` takes than `once`.
pub(crate) fn ratio(once: impl FnMut(), twice: impl FnMut()) -> f64 {
    let (once, twice) = (time(once), time(twice));
    twice.as_secs_f64() / once.as_secs_f64()
}

/// The time that one call of `run` takes.
fn time(mut run: impl FnMut()) -> Duration {
    run();
    let (start, mut runs) = (now(), 0);
    loop {
        run();
        runs += 1;
        let taken = now().saturating_sub(start);
        if taken >= LONG_ENOUGH {
            return taken / runs;
        }
    }
}

/// Time this thread has spent on the processor, where Linux tells; else the time of day.
fn now() -> Duration {
    let on_processor = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = on_processor.and_then(|stat| stat.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(time_of_day, Duration::from_nanos)
}

fn time_of_day() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
