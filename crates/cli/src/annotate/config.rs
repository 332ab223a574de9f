//! A configuration file is a whole run; the command line overrides it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, FromArgMatches};
use toml::Table;

use super::settings::{InputSettings, OutputSettings, RunSettings, Settings};
use crate::arguments::PipelineOptions;
use crate::exit::Usage;

/// What the command line says, and the file that it names.
#[derive(Debug, Args)]
pub(crate) struct Configured {
    // First, as parsing takes the values out one after the other.
    #[command(flatten)]
    explicit: Explicit,

    /// Take the run from this TOML file; options given here override it. `satz config show` prints
    /// one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    #[command(flatten)]
    settings: Settings,
}

impl Configured {
    /// The settings of the file where the command line says nothing else.
    pub(crate) fn settle(&self) -> Result<Settings> {
        let Some(path) = &self.config else { return Ok(self.settings.clone()) };
        let cannot_use = || Usage(format!("cannot use {}", path.display()));
        let text = fs::read_to_string(path).with_context(cannot_use)?;
        let file: Table = text.parse().with_context(cannot_use)?;
        refuse_unknown(&file, path)?;
        let mut settings = Table::try_from(&self.settings).context("cannot express the options")?;
        for (section, values) in file {
            let Some(values) = values.as_table() else { continue };
            let settings = settings.entry(section).or_insert_with(|| Table::new().into());
            let Some(settings) = settings.as_table_mut() else { continue };
            let overridden = |key: &str| self.explicit.0.contains(&key.replace('-', "_"));
            settings.extend(values.clone().into_iter().filter(|(key, _)| !overridden(key)));
        }
        settings.try_into().with_context(cannot_use)
    }
}

/// Ids of the options that stand on the command line.
#[derive(Debug, Default)]
struct Explicit(BTreeSet<String>);

impl FromArgMatches for Explicit {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given =
            |id: &&clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
        Ok(Self(matches.ids().filter(given).map(ToString::to_string).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.extend(Self::from_arg_matches(matches)?.0);
        Ok(())
    }
}

impl Args for Explicit {
    fn augment_args(command: Command) -> Command {
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        command
    }
}

/// The tables of a file, and the keys of each.
fn known() -> [(&'static str, Vec<String>); 4] {
    [
        ("input", keys(InputSettings::augment_args)),
        ("pipeline", keys(PipelineOptions::augment_args)),
        ("output", keys(OutputSettings::augment_args)),
        ("run", keys(RunSettings::augment_args)),
    ]
}

fn keys(augment: impl Fn(Command) -> Command) -> Vec<String> {
    let command = augment(Command::new("keys"));
    command.get_arguments().map(|argument| argument.get_id().as_str().replace('_', "-")).collect()
}

fn refuse_unknown(file: &Table, path: &Path) -> Result<(), Usage> {
    let known = known();
    for (section, values) in file {
        let Some((_, keys)) = known.iter().find(|(name, _)| name == section) else {
            let names = known.iter().map(|(name, _)| *name);
            return Err(unknown("table", section, names, path));
        };
        let Some(values) = values.as_table() else {
            return Err(Usage(format!("{}: `{section}` is a table: [{section}]", path.display())));
        };
        if let Some(key) = values.keys().find(|key| !keys.contains(key)) {
            return Err(unknown("key", key, keys.iter().map(String::as_str), path));
        }
    }
    Ok(())
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>, path: &Path) -> Usage {
    let similarity = |other: &&str| strsim::jaro_winkler(name, other);
    let nearest = known.max_by(|a, b| similarity(a).total_cmp(&similarity(b))).unwrap_or_default();
    Usage(format!("{}: there is no {what} `{name}`; did you mean `{nearest}`?", path.display()))
}

/// The settings as a file that gives them back.
pub(crate) fn to_toml(settings: &Settings) -> Result<String> {
    toml::to_string(settings).context("cannot express the settings")
}
