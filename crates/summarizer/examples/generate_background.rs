//! Writes the table of background frequencies of a language.
//!
//! ```text
//! zstdcat CORPUS.jsonl.zst | cargo run --release --example generate_background -- de 30000
//! ```
//!
//! Standard input is JSON lines with a `text`; the table goes to standard output.

use std::error::Error;
use std::io::{self, BufRead, Write};

use satz_summarizer::Frequencies;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (language, size) = (arguments.next(), arguments.next());
    let mut frequencies = match language.as_deref() {
        Some("de") => Frequencies::german(),
        Some("en") => Frequencies::english(),
        _ => return Err("usage: generate_background de|en SIZE < CORPUS.jsonl".into()),
    };
    let size = size.ok_or("the size of the table is missing")?.parse()?;
    for line in io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        frequencies.read(&line.text);
    }
    io::stdout().write_all(frequencies.table(size).as_bytes())?;
    Ok(())
}
