//! The command `satz`.

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

mod annotate;
mod arguments;
mod evaluate;
mod exit;
mod explain;
mod interrupt;
mod output;
mod train;
mod view;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Annotate(options) => annotate::run(options),
        Command::View(options) => view::run(options),
        Command::Explain(explain) => explain::run(explain),
        Command::Evaluate(evaluate) => evaluate::run(evaluate),
        Command::Train(train) => train::run(train),
    };
    exit::code(outcome)
}
