//! Prints the keys of words under a model, for the training of its network.
//!
//! `word_keys MODEL < forms` prints for each line of its input the line and the keys of what the
//! model sees of that word, with tabs between them.

use std::error::Error;
use std::io::{BufWriter, Write, stdin, stdout};
use std::{env, fs};

use satz_entities::Model;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: word_keys MODEL < forms")?;
    let model = Model::from_bytes(&fs::read(path)?)?;
    let mut out = BufWriter::new(stdout().lock());
    for form in stdin().lines() {
        let form = form?;
        write!(out, "{form}")?;
        for key in model.keys(&form) {
            write!(out, "\t{key}")?;
        }
        writeln!(out)?;
    }
    Ok(out.flush()?)
}
