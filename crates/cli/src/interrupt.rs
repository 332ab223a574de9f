//! Stopping politely.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use anyhow::{Context, Result};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::exit::Ending;

/// Whether the user asked to stop, by Ctrl-C or SIGTERM.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interrupt {
    asked: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
}

/// What a shell adds to the number of the signal that ended a program.
const SIGNALLED: u8 = 128;

impl Interrupt {
    /// Listens from now on. Whoever asks a second time does not want to wait.
    pub(crate) fn listen() -> Result<Self> {
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM] {
            interrupt.listen_for(signal).context("cannot listen for signals")?;
        }
        Ok(interrupt)
    }

    fn listen_for(&self, signal: i32) -> io::Result<()> {
        let number = usize::try_from(signal).unwrap_or_default();
        // The first of these does nothing until the last of them has run once.
        flag::register_conditional_shutdown(signal, i32::from(SIGNALLED) + signal, self.asked())?;
        flag::register_usize(signal, Arc::clone(&self.signal), number)?;
        flag::register(signal, self.asked())?;
        Ok(())
    }

    fn asked(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.asked)
    }

    /// Whether the user asked to stop.
    pub(crate) fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// How the command ends then.
    pub(crate) fn ending(&self) -> Ending {
        let signal = self.signal.load(Ordering::Relaxed);
        Ending::Interrupted(SIGNALLED + u8::try_from(signal).unwrap_or_default())
    }
}
