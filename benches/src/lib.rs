//! Texts for the benches, made of the articles of the fixtures.

use std::fs;
use std::path::Path;

use satz_driver::{Document, Pipeline, wire};
use walkdir::WalkDir;

pub mod floor;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/de");

/// A text of a certain length.
#[derive(Debug)]
pub struct Sample {
    /// What is that long: `tweet`, `article`, `protocol`.
    pub name: &'static str,
    /// The text.
    pub text: String,
}

/// The German articles of the fixtures, in the order of their names.
///
/// # Panics
/// If the fixtures cannot be read.
pub fn articles() -> Vec<String> {
    let entries = WalkDir::new(Path::new(FIXTURES)).sort_by_file_name().into_iter();
    let files = entries.map(|entry| entry.expect("the fixtures are there").into_path());
    let texts = files.filter(|path| path.extension().is_some_and(|name| name == "txt"));
    texts.map(|path| fs::read_to_string(path).expect("the fixtures are UTF-8")).collect()
}

/// A sentence or two, an article, and a protocol of 600 kB.
///
/// # Panics
/// If the fixtures cannot be read.
pub fn samples() -> [Sample; 3] {
    let articles = articles();
    let joined = articles.join("\n\n");
    let article = articles.into_iter().max_by_key(String::len).expect("there are articles");
    let tweet = article.split_inclusive(". ").take(2).collect();
    let protocol = joined.repeat(600_000 / joined.len() + 1);
    [
        Sample { name: "tweet", text: tweet },
        Sample { name: "article", text: article },
        Sample { name: "protocol", text: protocol },
    ]
}

/// `text` as `pipeline` annotates it.
///
/// # Panics
/// If a stage fails.
pub fn annotated(pipeline: &Pipeline, text: &str) -> Document {
    let mut document = Document::new(text).expect("the sample is short");
    pipeline.process(&mut document).expect("the stages know German");
    document
}

/// Checks that a recycled document has what a fresh one gets: the answer that is being timed.
///
/// # Panics
/// If it has not.
pub fn assert_same(document: &Document, expected: &Document) {
    let line = |document| wire::to_string(document).expect("a document is expressible");
    assert_eq!(line(document), line(expected), "a bench that gives another answer is void");
}
