//! How the command ends, and what it says then.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use satz_driver::DocumentError;
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

/// What is said of a document that failed: where it is, what it is called, and why.
pub(crate) fn failure(place: &str, id: Option<&str>, stage: &str, reason: &str) -> String {
    let id = id.filter(|id| *id != place).map(|id| format!("document `{id}`: "));
    let stage = match stage {
        "input" | "output" => String::new(),
        stage => format!("stage `{stage}`: "),
    };
    format!("{place}: {}{stage}{reason}", id.unwrap_or_default())
}

/// Tells of a document that failed.
pub(crate) fn tell_failure(place: &dyn Display, error: &DocumentError) {
    let (id, stage) = (error.document(), error.stage_name());
    tell(&failure(&place.to_string(), id, stage, &error.reason()));
}

/// The ending of a run, in which some documents may have failed, and others may not be there.
pub(crate) fn of_run(documents: u64, failed: u64) -> Ending {
    if documents == 0 {
        tell(NOTHING_FOUND);
    }
    if failed == 0 { Ending::Done } else { Ending::SomeFailed }
}

/// Said after a run without documents, which is no error: tomorrow there may be some.
pub(crate) const NOTHING_FOUND: &str = "no documents were found; in folders, the names of files must \
     tell a format that satz reads, such as `.txt` or `.jsonl`";

/// `1 document`, `2 documents`.
pub(crate) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_closed = |cause: &(dyn Error + 'static)| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(is_closed)
}
