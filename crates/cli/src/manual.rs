//! `satz completions` and `satz man`

use std::fs;
use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::exit::Ending;

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell that reads them
    shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(crate) fn completions(options: &Completions) -> Result<Ending> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "satz", &mut script);
    io::Write::write_all(&mut io::stdout().lock(), &script)?;
    Ok(Ending::Done)
}

pub(crate) fn man(options: &Man) -> Result<Ending> {
    let Some(folder) = &options.output else {
        clap_mangen::Man::new(Arguments::command()).render(&mut io::stdout().lock())?;
        return Ok(Ending::Done);
    };
    let cannot_write = || format!("cannot write {}", folder.display());
    fs::create_dir_all(folder).with_context(cannot_write)?;
    clap_mangen::generate_to(Arguments::command(), folder).with_context(cannot_write)?;
    Ok(Ending::Done)
}
