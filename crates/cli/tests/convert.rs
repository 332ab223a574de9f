//! Annotated documents from one format into another, and back.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// Two documents with entities, one of them over the end of a line.
const LINES: &str = concat!(
    r#"{"format":1,"text":"Öl aus Wien.","layers":{"metadata":{"id":"a"},"#,
    r#""entities":{"spans":[[8,12]],"labels":["LOC"],"forms":["name"]}}}"#,
    "\n",
    r#"{"format":1,"text":"Die Wiener\nBörse","layers":{"metadata":{"id":"../b"},"#,
    r#""entities":{"spans":[[4,17]],"labels":["ORG"],"forms":["part"]}}}"#,
    "\n",
);

fn convert(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("satz"));
    command.arg("convert").args(arguments).current_dir(folder.path());
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn brat_keeps_texts_and_entities() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), LINES).unwrap();
    let (code, _, told) = convert(&folder, &["in.jsonl", "--to", "brat", "-o", "brat"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("the id is the name of the files"), "{told}");
    let read = |name: &str| fs::read_to_string(folder.path().join("brat").join(name)).unwrap();
    assert_eq!(read("000000000-a.ann"), "T1\tLOC 7 11\tWien\n");
    assert_eq!(
        read("000000001-%2E%2E%2Fb.ann"),
        "T1\tORG 4 10;11 16\tWiener Börse\nA1\tForm T1 Part\n"
    );

    let (code, back, told) = convert(&folder, &["brat", "--from", "brat", "--to", "jsonl"]);
    assert_eq!(code, Some(0), "{told}");
    let expected = LINES
        .replace("\"id\":\"a\"", "\"id\":\"000000000-a\"")
        .replace("\"id\":\"../b\"", "\"id\":\"000000001-%2E%2E%2Fb\"");
    assert_eq!(back, expected);
}

#[cfg(feature = "parquet")]
#[test]
fn a_parquet_file_has_the_same_layers() {
    let folder = tempfile::tempdir().unwrap();
    let mut annotate = Command::new(assert_cmd::cargo::cargo_bin!("satz"));
    fs::write(folder.path().join("in.txt"), "Wien\n\nDie Ministerin reist. Sie schweigt.").unwrap();
    let arguments =
        ["annotate", "in.txt", "--language", "de", "--min-score", "0", "-o", "in.jsonl"];
    assert!(annotate.args(arguments).current_dir(folder.path()).status().unwrap().success());
    let annotated = fs::read_to_string(folder.path().join("in.jsonl")).unwrap() + LINES;
    fs::write(folder.path().join("in.jsonl"), &annotated).unwrap();
    let (code, _, told) = convert(&folder, &["in.jsonl", "-o", "out.parquet"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(!told.contains("warning"), "{told}");
    let (code, back, told) = convert(&folder, &["out.parquet", "--to", "jsonl"]);
    assert_eq!((code, back), (Some(0), annotated), "{told}");
}

#[test]
fn names_tell_formats_or_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), LINES).unwrap();
    let cases: [(&[&str], i32, &str); 5] = [
        (&["in.jsonl", "-o", "out.jsonld"], 0, ""),
        (&["in.jsonl"], 2, "the name of standard output tells no format: give --to"),
        (&["in.jsonl", "-o", "out.txt"], 2, "the name of out.txt tells no format: give --to"),
        (&["in.jsonl", "-o", "out.ann"], 0, "brat has no scores"),
        (&["in.jsonl", "--to", "parquet"], 2, "Parquet is a file: add `-o FILE.parquet`"),
    ];
    for (arguments, expected, message) in cases {
        let (code, _, told) = convert(&folder, arguments);
        assert_eq!(code, Some(expected), "{arguments:?}: {told}");
        assert!(told.contains(message), "{arguments:?}: {told}");
    }
}

#[test]
fn brat_without_a_text_fails_alone_and_without_a_folder_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content| fs::write(folder.path().join(name), content).unwrap();
    write("a.ann", "T1\tLOC 0 4\tWien\n");
    write("b.ann", "T1\tLOC 0 4\tGraz\n");
    write("b.txt", "Graz");
    let (code, lines, told) = convert(&folder, &[".", "--from", "brat", "--to", "jsonl"]);
    assert_eq!((code, lines.lines().count()), (Some(1), 1), "{told}");
    assert!(told.contains("cannot read ./a.txt"), "{told}");
    let (code, _, told) = convert(&folder, &["b.ann", "--to", "brat"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("brat is a folder of files"), "{told}");
}
