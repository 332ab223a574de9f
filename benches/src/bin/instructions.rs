//! Counts instructions with callgrind, and fails where there are more than there were, or where
//! the answer is another.
//!
//! Times on a shared machine differ by a third from run to run; instructions on a simulated
//! processor do not, so this gate can hold in continuous integration. The counts that are allowed
//! lie in `benches/instructions.tsv`. Needs `valgrind`.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use satz_benches::instructions::{Count, Counts};
use satz_benches::workload::Workload;

const STORED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.tsv");

/// Compare the instructions and the answer of each workload with the stored ones.
#[derive(Parser)]
struct Arguments {
    /// Only workloads whose names have this in them, as `de/` or `tokens`
    #[arg(default_value = "")]
    filter: String,

    /// Store the counts and answers of this run as those that are allowed
    #[arg(long)]
    update: bool,

    /// Do one workload and print the checksum of its answer; callgrind runs this
    #[arg(long, hide = true, value_name = "NAME")]
    work: Option<String>,
}

fn main() -> Result<ExitCode> {
    let Arguments { filter, update: is_update, work: name } = Arguments::parse();
    match name {
        Some(name) => work(&name),
        None if is_update => update(&filter),
        None => check(&filter),
    }
}

fn work(name: &str) -> Result<ExitCode> {
    let workload = Workload::all().find(|workload| workload.name() == name);
    let checksum = workload.context("no workload has this name")?.run(measured);
    writeln!(io::stdout(), "{checksum:016x}")?;
    Ok(ExitCode::SUCCESS)
}

/// Callgrind counts while this runs: its name is in the options of [`counted`].
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
}

fn check(filter: &str) -> Result<ExitCode> {
    let stored =
        fs::read_to_string(STORED).context("cannot read the counts; --update makes them")?;
    let (stored, names): (Counts, _) = (stored.parse()?, names(filter));
    let (mut out, mut failures) = (io::stdout(), 0);
    for name in &names {
        let count = counted(name)?;
        let verdict = stored.judge(name, &count);
        failures += usize::from(verdict.is_failure());
        writeln!(out, "{name:14} {:12} {verdict}", count.instructions)?;
    }
    let stale = |name: &&str| name.contains(filter) && !names.iter().any(|known| known == name);
    for name in stored.names().filter(stale) {
        failures += 1;
        writeln!(out, "{name:14} is stored, but NO WORKLOAD")?;
    }
    writeln!(out, "{failures} failures; what is meant to be so is stored by --update")?;
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn update(filter: &str) -> Result<ExitCode> {
    // Without a file there is nothing to keep.
    let mut counts: Counts = fs::read_to_string(STORED).unwrap_or_default().parse()?;
    counts.retain(&names(""));
    for name in names(filter) {
        counts.insert(&name, counted(&name)?);
    }
    fs::write(STORED, counts.to_string()).context("cannot store the counts")?;
    Ok(ExitCode::SUCCESS)
}

/// The workloads whose names have `filter` in them.
fn names(filter: &str) -> Vec<String> {
    Workload::all().map(Workload::name).filter(|name| name.contains(filter)).collect()
}

/// Runs the workload `name` in this program again, on the simulated processor.
fn counted(name: &str) -> Result<Count> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(["--collect-atstart=no", "--toggle-collect=*instructions::measured*"])
        .args([env::current_exe()?, PathBuf::from("--work"), name.into()])
        .output()
        .context("cannot run valgrind: install it, as by `apt-get install valgrind`")?;
    let messages = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{name} failed: {messages}");
    let collected = messages.lines().find_map(|line| line.split_once("Collected :"));
    let (_, instructions) = collected.with_context(|| format!("no count in: {messages}"))?;
    let answer = String::from_utf8(output.stdout)?.trim().to_owned();
    Ok(Count { instructions: instructions.trim().parse()?, answer })
}
