//! How far a run has come, for people who watch it.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use satz_driver::{Outcome, Sink};
use satz_io::{BytesRead, FileFilter, Record, total_bytes};

use super::settings::Settings;

/// Documents between two looks at the clock.
const STEP: u64 = 16;

/// A sink that shows its progress on the terminal, if standard error is one.
pub(super) struct Watched<S> {
    sink: S,
    bar: ProgressBar,
    bytes_read: BytesRead,
    documents: u64,
}

impl<S> Watched<S> {
    pub(super) fn new(sink: S, bar: ProgressBar, bytes_read: BytesRead) -> Self {
        Self { sink, bar, bytes_read, documents: 0 }
    }

    /// Takes the bar away and gives the sink back.
    pub(super) fn finish(self) -> S {
        self.bar.finish_and_clear();
        self.sink
    }
}

impl<S: Sink<Record>> Sink<Record> for Watched<S> {
    type Error = S::Error;

    fn receive(&mut self, outcome: Outcome<'_, Record>) -> Result<ControlFlow<()>, S::Error> {
        self.documents += 1;
        if self.documents.is_multiple_of(STEP) {
            self.bar.set_position(self.bytes_read.get());
            self.bar.set_message(format!("{} documents", self.documents));
        }
        self.sink.receive(outcome)
    }
}

/// A bar over the bytes of all inputs; hidden where nobody watches or it would be in the way.
pub(super) fn bar(settings: &Settings, files: &FileFilter) -> ProgressBar {
    let in_the_way = settings.output.output.is_none() && io::stdout().is_terminal();
    if settings.run.quiet || in_the_way || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let total = total_bytes(&settings.input.paths, files);
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(4));
    let template = match total {
        Some(_) => "{bar:30} {percent}% {bytes}/{total_bytes} {bytes_per_sec} {msg} ETA {eta}",
        None => "{spinner} {bytes} {bytes_per_sec} {msg} {elapsed}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}
