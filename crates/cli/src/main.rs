//! The command `satz`.

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

mod annotate;
mod arguments;
mod bench;
mod config;
mod convert;
mod entity_model;
mod evaluate;
mod exit;
mod explain;
mod gazetteer;
mod gold;
mod interrupt;
mod lexicon;
mod manual;
mod named;
mod output;
mod serve;
mod stats;
mod train;
mod view;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Annotate(options) => annotate::run(options),
        Command::View(options) => view::run(options),
        Command::Serve(options) => serve::run(options),
        Command::Stats(options) => stats::run(options),
        Command::Convert(options) => convert::run(options),
        Command::Explain(explain) => explain::run(explain),
        Command::Evaluate(evaluate) => evaluate::run(evaluate),
        Command::Bench(bench) => bench::run(bench),
        Command::Train(train) => train::run(train),
        Command::Config(config) => config::run(config),
        Command::Completions(options) => manual::completions(options),
        Command::Man(options) => manual::man(options),
    };
    exit::code(outcome)
}
