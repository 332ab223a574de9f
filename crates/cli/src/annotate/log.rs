//! What a run says while it runs, on standard error.

use std::io::{self, Write};

use satz_io::{Failure, visible};
use serde::Serialize;

use super::settings::{LogFormat, RunSettings};
use crate::exit::{self, tell};

/// Where messages go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Log {
    format: LogFormat,
    quiet: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    level: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a Failure>,
}

impl Log {
    pub(super) fn new(settings: &RunSettings) -> Self {
        Self { format: settings.log_format, quiet: settings.quiet }
    }

    /// Something that the user should know.
    pub(super) fn note(self, message: &str) {
        self.write(&Line { level: "info", message, document: None });
    }

    /// A document that failed.
    pub(super) fn failure(self, failure: &Failure) {
        let Failure { input, line, id, stage, reason, .. } = failure;
        let line = line.map_or_else(String::new, |line| format!(":{line}"));
        let message = exit::failure(&format!("{input}{line}"), id.as_deref(), stage, reason);
        self.write(&Line { level: "warning", message: &message, document: Some(failure) });
    }

    fn write(self, line: &Line<'_>) {
        if self.quiet {
            return;
        }
        match self.format {
            LogFormat::Text => tell(line.message),
            // There is nobody to tell that standard error is closed.
            LogFormat::Json => drop(writeln!(io::stderr().lock(), "{}", json(line))),
        }
    }
}

/// On one line, with nothing that commands a terminal.
fn json(line: &Line<'_>) -> String {
    let json = serde_json::to_string(line).unwrap_or_default();
    visible(&json)
}
