//! Counts instructions with callgrind, and fails where there are more than there were.
//!
//! Times on a shared machine differ by a third from run to run; instructions on a simulated
//! processor do not, so this gate can hold in continuous integration. The counts that are allowed
//! lie in `benches/instructions.tsv`. Needs `valgrind`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use satz_benches::workload::Workload;

/// More than this share above the stored count is a failure.
const TOLERANCE: f64 = 0.05;

const STORED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.tsv");

/// Compare the instructions of each workload with the stored counts.
#[derive(Parser)]
struct Arguments {
    /// Only workloads whose names have this in them, as `de/` or `tokens`
    #[arg(default_value = "")]
    filter: String,

    /// Store the counts of this run as those that are allowed
    #[arg(long)]
    update: bool,

    /// Do one workload and print the checksum of its answer; callgrind runs this
    #[arg(long, hide = true, value_name = "NAME")]
    work: Option<String>,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    if let Some(name) = &arguments.work {
        let workload = Workload::all().find(|workload| workload.name() == *name);
        let checksum = workload.context("no workload has this name")?.run(measured);
        writeln!(io::stdout(), "{checksum:016x}")?;
        return Ok(ExitCode::SUCCESS);
    }
    let names = Workload::all().map(Workload::name);
    let names: Vec<_> = names.filter(|name| name.contains(&arguments.filter)).collect();
    let mut counts = stored()?;
    let worse = count(&names, &mut counts)?;
    if arguments.update {
        fs::write(STORED, table(&counts)?).context("cannot store the counts")?;
        return Ok(ExitCode::SUCCESS);
    }
    let all = names.len();
    writeln!(io::stdout(), "{worse} of {all} workloads need more than 5 % more instructions")?;
    Ok(if worse == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Puts new counts in the place of those in `counts`, and tells how many are too large for them.
fn count(names: &[String], counts: &mut BTreeMap<String, Count>) -> Result<usize> {
    let mut worse = 0;
    for name in names {
        let count = Count::of(name)?;
        let excess = counts.get(name).map(|stored| count.excess(stored));
        let is_worse = excess.is_some_and(|excess| excess > TOLERANCE);
        worse += usize::from(is_worse);
        report(name, &count, excess, is_worse)?;
        counts.insert(name.clone(), count);
    }
    Ok(worse)
}

/// Callgrind counts while this runs: its name is in the options of [`Count::of`].
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
}

/// What callgrind counted, and what the workload answered.
#[derive(Clone)]
struct Count {
    instructions: u64,
    answer: String,
}

impl Count {
    /// Runs the workload `name` in this program again, on the simulated processor.
    fn of(name: &str) -> Result<Self> {
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
        Ok(Self { instructions: instructions.trim().parse()?, answer })
    }

    /// How much more than `stored` this is, as a share of it.
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
    fn excess(&self, stored: &Self) -> f64 {
        self.instructions as f64 / stored.instructions as f64 - 1.0
    }
}

fn report(name: &str, count: &Count, excess: Option<f64>, is_worse: bool) -> io::Result<()> {
    let change = excess.map_or("new".to_owned(), |excess| format!("{:+.1} %", 100.0 * excess));
    let verdict = if is_worse { "  MORE" } else { "" };
    writeln!(io::stdout(), "{name:14} {:12} {change:>9}{verdict}", count.instructions)
}

/// The stored counts, by workload: name, instructions and answer on a line, with tabs between.
fn stored() -> Result<BTreeMap<String, Count>> {
    let text = fs::read_to_string(STORED).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| parse(line).with_context(|| format!("not a count: {line}"))).collect()
}

fn parse(line: &str) -> Option<(String, Count)> {
    let mut fields = line.split('\t');
    let (name, instructions, answer) = (fields.next()?, fields.next()?, fields.next()?);
    let instructions = instructions.parse().ok()?;
    Some((name.to_owned(), Count { instructions, answer: answer.to_owned() }))
}

fn table(counts: &BTreeMap<String, Count>) -> Result<String> {
    let mut table = String::from(
        "# Instructions for the longest article of the fixtures, warm, and the checksum of the answer.\n\
         # Made by: cargo run --release -p satz-benches --bin instructions -- --update\n",
    );
    for (name, Count { instructions, answer }) in counts {
        writeln!(table, "{name}\t{instructions}\t{answer}")?;
    }
    Ok(table)
}
