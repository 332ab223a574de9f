//! The command `satz`.

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

mod annotate;
mod arguments;
mod exit;
mod interrupt;
mod output;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Annotate(options) => annotate::run(options),
    };
    exit::code(outcome)
}
