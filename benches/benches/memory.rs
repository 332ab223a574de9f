//! Allocations and peak memory of each stage: in a fresh document, and in a recycled one.
//!
//! A table on standard output; the options of Criterion are ignored. Both documents must end up the
//! same. The counting allocator is in
//! this binary alone, so that it does not slow the other benches down.
//!
//! Memory that is mapped and not allocated is not counted: the rows of the entity model, and the
//! scores in its cache of word forms, 10 MB a generation at most.

use std::io::{self, Write};

use allocation_counter::{AllocationInfo, measure};
use satz_benches::answer::{ALL_STAGES, pipeline};
use satz_benches::sample::LANGUAGES;
use satz_benches::{Sample, checksum, samples};
use satz_driver::{Document, Pipeline, Tokens};

/// A row's name, and how many stages of the pipeline it is about.
const ROWS: [(&str, usize); 4] =
    [("tokens", 1), ("+ sentences", 2), ("+ entities", 3), ("+ summary", 4)];

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{:12} {:12} {:>35} {:>27}", "", "", "fresh document", "recycled document")?;
    writeln!(
        out,
        "{:12} {:12} {:>11} {:>11} {:>11} {:>13} {:>13}",
        "stages", "text", "allocations", "peak bytes", "bytes/token", "allocations", "peak bytes"
    )?;
    for language in LANGUAGES {
        for (name, stages) in ROWS {
            let pipeline = pipeline(language, &ALL_STAGES[..stages]);
            for sample in samples(language) {
                row(name, &pipeline, &sample, &mut out)?;
            }
        }
    }
    Ok(())
}

fn row(name: &str, pipeline: &Pipeline, sample: &Sample, out: &mut impl Write) -> io::Result<()> {
    let mut document = Document::default();
    // Scratch memory and caches belong to the stages, and are warm after the first document.
    process(pipeline, sample, &mut document);
    let recycled = measure(|| process(pipeline, sample, &mut document));
    let mut other = Document::default();
    let fresh = measure(|| process(pipeline, sample, &mut other));
    assert_eq!(checksum(&document), checksum(&other), "a bench with another answer is void");
    let AllocationInfo { count_total, bytes_max, .. } = fresh;
    let tokens = document.layer::<Tokens>().map_or(1, Tokens::len) as u64;
    writeln!(
        out,
        "{name:12} {:12} {count_total:11} {bytes_max:11} {:11} {:13} {:13}",
        sample.name,
        bytes_max / tokens,
        recycled.count_total,
        recycled.bytes_max
    )
}

fn process(pipeline: &Pipeline, sample: &Sample, document: &mut Document) {
    document.reset(&sample.text).expect("a sample is short");
    pipeline.process(document).expect("the stages take any text");
}
