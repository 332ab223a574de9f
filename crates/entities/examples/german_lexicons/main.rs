//! Writes the word lists that the shipped German model learns with.
//!
//! ```text
//! cargo run --release -p satz-entities --example german_lexicons -- CLUSTERS PROBABILITIES NOUNS LISTS OUT
//! ```
//!
//! `CLUSTERS` and `PROBABILITIES` are `de_lexeme_cluster.json.gz` and `de_lexeme_prob.json.gz` of
//! spacy-lookups-data, `NOUNS` is `nouns.csv` of german-nouns, `LISTS` is a folder with tables of
//! CLDR, `GeoNames`, state names and surnames. `OUT` gets `words.tsv`, with frequency and
//! cluster, and `names.tsv`, in the form that [`satz_entities::Lexicon::read`] takes.

mod clusters;
mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// For every word its classes.
type Classes = BTreeMap<String, BTreeSet<String>>;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [clusters, probabilities, nouns, lists, out] = paths.as_slice() else {
        return Err("expected: CLUSTERS PROBABILITIES NOUNS LISTS OUT".into());
    };
    let words = clusters::Words::read(clusters, probabilities)?;
    write(&words.classes(), &out.join("words.tsv"))?;
    write(&names::read(nouns, lists)?, &out.join("names.tsv"))
}

/// Writes a line for each word that can stand in one.
fn write(classes: &Classes, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    let blank = |word: &str| word.is_empty() || word.contains(char::is_whitespace);
    for (word, classes) in classes.iter().filter(|(word, _)| !blank(word)) {
        let classes: Vec<&str> = classes.iter().map(String::as_str).collect();
        writeln!(file, "{word}\t{}", classes.join("\t"))?;
    }
    Ok(file.flush()?)
}
