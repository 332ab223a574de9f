//! The account of a run.

use std::fs;

use anyhow::{Context, Result};
use satz_driver::RunReport;
use serde::Serialize;

use super::log::Log;
use super::settings::{InputSettings, Settings};
use crate::exit::{NOTHING_FOUND, counted};

/// The file that `--report` writes.
#[derive(Serialize)]
pub(super) struct Account<'a> {
    /// Hash of what makes the result: settings, program, models.
    pub(super) identity: String,
    /// Whether all documents were done.
    pub(super) complete: bool,
    #[serde(flatten)]
    pub(super) report: &'a RunReport,
}

/// Tells how the run went, on standard error and in the report.
pub(super) fn give(settings: &Settings, log: Log, account: &Account<'_>) -> Result<()> {
    let report = account.report;
    if report.failed > 0 {
        let documents = counted(report.documents, "document");
        log.note(&format!("{} of {documents} failed", report.failed));
    }
    let InputSettings { shard, sample, limit, .. } = &settings.input;
    let is_whole = shard.is_none() && sample.is_none() && limit.is_none();
    if report.documents == 0 && account.complete && is_whole {
        log.note(NOTHING_FOUND);
    }
    let Some(path) = &settings.output.report else { return Ok(()) };
    let json = serde_json::to_string_pretty(account).context("cannot express the report")?;
    let cannot_write = || format!("cannot write {}", path.display());
    fs::write(path, json + "\n").with_context(cannot_write)
}
