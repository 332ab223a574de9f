//! `satz config`

use std::io::{self, Write};

use anyhow::Result;
use clap::Subcommand;

use crate::annotate::Annotate;
use crate::annotate::config::to_toml;
use crate::exit::Ending;

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Print the settings of a run, as a file that `satz annotate --config` takes
    Show(Annotate),
}

pub(crate) fn run(config: &Config) -> Result<Ending> {
    let Config::Show(annotate) = config;
    let toml = to_toml(&annotate.settings()?)?;
    io::stdout().lock().write_all(toml.as_bytes())?;
    Ok(Ending::Done)
}
