//! Measures growth, and draws it: `benches/results/growth.tsv` and `growth.svg`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use clap::Parser;
use satz_benches::growth::{Series, by_length, by_threads};
use satz_benches::plot;

const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/results");

/// Measure time against length and throughput against threads, and draw both.
#[derive(Parser)]
struct Arguments {
    /// Times that each point is measured; the median counts
    #[arg(long, default_value = "9")]
    rounds: usize,
}

fn main() -> Result<()> {
    let Arguments { rounds } = Arguments::parse();
    let (lengths, threads) = (by_length(rounds), by_threads(rounds));
    let folder = Path::new(RESULTS);
    fs::create_dir_all(folder).context("cannot make the folder of the results")?;
    fs::write(folder.join("growth.tsv"), table(&lengths, &threads)?)?;
    let drawn = plot::draw(&folder.join("growth.svg"), &lengths, &threads);
    drawn.map_err(|error| anyhow!("cannot draw: {error}"))
}

/// All points, one a line.
fn table(lengths: &[Series], threads: &Series) -> Result<String> {
    let mut table = String::from("series\tbytes or threads\tseconds or MB/s\n");
    for Series { name, points } in lengths.iter().chain([threads]) {
        for (x, y) in points {
            writeln!(table, "{name}\t{x}\t{y:.6}")?;
        }
    }
    Ok(table)
}
