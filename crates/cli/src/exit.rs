//! How the command ends, and what it says then.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use satz_io::visible;

/// How a command ended that did not break off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Everything was done.
    Done,
    /// Everything was done, but some documents failed.
    SomeFailed,
    /// So many documents failed that the rest was not done.
    TooManyFailed,
    /// The user asked to stop; the exit code says how.
    Interrupted(u8),
}

/// A request that cannot be meant, as when there is nothing to read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);

/// What is said about Parquet by a satz that has none.
#[cfg(not(feature = "parquet"))]
pub(crate) fn without_parquet() -> Usage {
    let advice = "build it with `--features parquet`, or take another format";
    Usage(format!("this satz was built without Parquet: {advice}"))
}

/// The exit code of `outcome`; an error is told on standard error.
pub(crate) fn code(outcome: Result<Ending>) -> ExitCode {
    match outcome {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::SomeFailed | Ending::TooManyFailed) => ExitCode::from(1),
        Ok(Ending::Interrupted(code)) => ExitCode::from(code),
        // The reader of our output has seen enough, as `head` does.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("{error:#}"));
            ExitCode::from(if error.is::<Usage>() { 2 } else { 3 })
        }
    }
}

/// Writes a line on standard error.
///
/// Control characters are escaped, as file names and ids may hold commands for the terminal.
pub(crate) fn tell(message: &str) {
    let lines: Vec<_> = message.lines().map(visible).collect();
    // There is nobody to tell that standard error is closed.
    let _ = writeln!(io::stderr().lock(), "satz: {}", lines.join("\n      "));
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_closed = |cause: &(dyn Error + 'static)| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(is_closed)
}
