//! The format of a result, and the name of its file.

use std::fs;

use crate::workshop::{Workshop, run};

/// The beginning of what is in a file, decompressed.
fn beginning(workshop: &Workshop, name: &str) -> String {
    let bytes = fs::read(workshop.path(name)).unwrap();
    let bytes = zstd::decode_all(&*bytes).unwrap_or(bytes);
    String::from_utf8_lossy(&bytes).chars().take(12).collect()
}

#[test]
fn the_name_of_a_file_tells_its_format() {
    let workshop = Workshop::new();
    workshop.write("in.txt", b"Wien.");
    let cases: [(&str, &[&str], &str); 10] = [
        ("a.jsonl", &[], "{\"format\":1,"),
        ("a.json", &[], "{\"format\":1,"),
        ("a.jsonl.zst", &[], "{\"format\":1,"),
        ("a.iob2", &[], "Wien\tB-LOC\n."),
        ("a.conllu", &[], "# newdoc id "),
        ("a.CONLLU.zst", &[], "# newdoc id "),
        ("a.jsonld", &[], "{\"@context\":"),
        ("a.txt", &[], "── in.txt ──"),
        ("a.txt", &["--format", "sentences", "--force"], "Wien.\n\n"),
        ("result", &[], "{\"format\":1,"),
    ];
    for (name, options, expected) in cases {
        let outcome = run(workshop.satz(&["annotate", "in.txt", "-o", name]).args(options));
        assert_eq!(outcome.code, Some(0), "{name}: {}", outcome.stderr);
        assert_eq!(beginning(&workshop, name), expected, "{name} {options:?}");
    }
}

#[test]
fn a_name_that_stands_for_no_format_of_results_is_refused() {
    let workshop = Workshop::new();
    workshop.write("in.txt", b"Wien.");
    let cases = [
        ("a.csv", "satz writes no file like a.csv: name it a.jsonl, or give its --format"),
        ("a.arrow", "satz writes no file like a.arrow"),
        ("a.ann", "brat is a folder of files: add `-o DIR/`"),
        ("a.parquet.zst", "Parquet is compressed inside: name it a.parquet"),
    ];
    for (name, expected) in cases {
        let outcome = run(&mut workshop.annotate(&["in.txt", "-o", name]));
        assert_eq!(outcome.code, Some(2), "{name}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(expected), "{name}: {}", outcome.stderr);
        assert!(!workshop.path(name).exists(), "{name}");
    }
    let outcome = run(&mut workshop.annotate(&["in.txt", "-o", "a.csv", "--format", "jsonl"]));
    assert_eq!((outcome.code, &*beginning(&workshop, "a.csv")), (Some(0), "{\"format\":1,"));
}

/// Whether this satz has Parquet or not, there is no file of another format under the name.
#[test]
fn a_parquet_file_is_one_or_is_not_there() {
    let workshop = Workshop::new();
    workshop.write("in.txt", b"Wien.");
    let outcome = run(&mut workshop.annotate(&["in.txt", "-o", "a.parquet"]));
    if cfg!(feature = "parquet") {
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        assert!(beginning(&workshop, "a.parquet").starts_with("PAR1"));
    } else {
        assert_eq!(outcome.code, Some(2));
        assert!(
            outcome.stderr.contains("built without Parquet: build it with `--features parquet`")
        );
        assert!(!workshop.path("a.parquet").exists());
    }
}
