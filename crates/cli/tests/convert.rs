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
    assert_eq!(told, "");
    let read = |name: &str| fs::read_to_string(folder.path().join("brat").join(name)).unwrap();
    assert_eq!(read("000000000-a.ann"), "T1\tLOC 7 11\tWien\n");
    assert_eq!(
        read("000000001-%2E%2E%2Fb.ann"),
        "T1\tORG 4 10;11 16\tWiener Börse\nA1\tForm T1 Part\n"
    );

    let expected = "[entities]\nLOC\nMISC\nORG\nPER\n\n[relations]\n\
                    <OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n\
                    [attributes]\nForm\tArg:<ENTITY>, Value:Derived|Part\n";
    assert_eq!(read("annotation.conf"), expected);

    let (code, back, told) = convert(&folder, &["brat", "--from", "brat", "--to", "jsonl"]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(back, LINES);
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
        (&["in.jsonl", "-o", "out.ann"], 0, ""),
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
    assert!(told.starts_with("satz: ./a.ann: cannot read ./a.txt"), "{told}");
    let (code, _, told) = convert(&folder, &["b.ann", "--to", "brat"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("brat is a folder of files"), "{told}");
}

/// A document with all layers that are the same in every format, and a heading.
const NEWS: &str = "Wien\\n\\nDie  Wiener Börse\\tschweigt.\\n";

fn annotated(folder: &TempDir) -> String {
    let line = format!(r#"{{"id":"a/b","text":"{NEWS}"}}"#);
    fs::write(folder.path().join("raw.jsonl"), line).unwrap();
    let mut annotate = Command::new(assert_cmd::cargo::cargo_bin!("satz"));
    annotate.args(["annotate", "raw.jsonl", "--language", "de", "-o", "all.jsonl"]);
    let stages = ["--stages", "tokens,sentences,entities"];
    assert!(annotate.args(stages).current_dir(folder.path()).status().unwrap().success());
    fs::read_to_string(folder.path().join("all.jsonl")).unwrap()
}

#[test]
fn entities_go_from_format_to_format_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let expected = annotated(&folder);
    assert!(expected.contains(r#""labels":["LOC","#), "{expected}");
    let steps: [(&str, &[&str]); 3] = [
        ("all.conllu", &["all.jsonl"]),
        ("again.conllu", &["all.conllu"]),
        ("again.jsonl", &["again.conllu"]),
    ];
    for (output, arguments) in steps {
        let (code, _, told) = convert(&folder, &[arguments, &["-o", output]].concat());
        assert_eq!((code, told.as_str()), (Some(0), ""), "{output}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("again.jsonl")).unwrap(), expected);
    let labels = |json: &str| json.matches("\"LOC\"").count();
    let formats = ["conllu", "iob2", "spacy-json", "web-annotation", "jsonl"];
    for from in formats.iter().filter(|from| **from != "web-annotation") {
        assert_eq!(convert(&folder, &["all.conllu", "--to", from, "-o", "from"]).0, Some(0));
        for to in formats {
            let step = convert(&folder, &["from", "--from", from, "--to", to, "-o", "to"]);
            assert_eq!(step.0, Some(0), "{from} to {to}: {}", step.2);
            let (_, json, told) = convert(&folder, &["to", "--from", to, "--to", "jsonl"]);
            assert_eq!(labels(&json), labels(&expected), "{from} to {to}: {told}");
        }
    }
}

#[test]
fn what_is_lost_is_told_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    annotated(&folder);
    let cases: [(&str, &[&str]); 4] = [
        ("conllu", &[]),
        ("spacy-json", &["layer `metadata`", "the scores of entities"]),
        (
            "iob2",
            &[
                "layer `metadata`",
                "the marks of headings",
                "the scores of entities",
                "the white space between tokens",
            ],
        ),
        ("web-annotation", &["layer `sentences`", "layer `tokens`"]),
    ];
    for (to, lost) in cases {
        let told = convert(&folder, &["all.jsonl", "--to", to]).2;
        let warning = |lost| format!("satz: warning: {to} has no place for {lost} (1 document)\n");
        assert_eq!(told, lost.iter().map(warning).collect::<String>());
    }
}

#[test]
fn errors_say_where_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content| fs::write(folder.path().join(name), content).unwrap();
    write("text.jsonl", "{\"id\":\"a\",\"text\":\"Wien\"}\n");
    write("bad.conllu", "# newdoc id = a\n1\tWien\t_\n2 Graz\n");
    write("bad.json", "{\"text\":\"Wien\"}\n{\"text\":\n");
    fs::create_dir(folder.path().join("empty")).unwrap();
    let cases: [(&[&str], i32, &str); 6] = [
        (&["none.jsonl", "--to", "iob2"], 3, "cannot read none.jsonl: No such file"),
        (&["none.json", "--from", "spacy-json", "--to", "iob2"], 3, "cannot read none.json: No"),
        (
            &["text.jsonl", "--to", "iob2"],
            1,
            "text.jsonl:1: document `a`: iob2 needs tokens and sentences and entities, which the \
             input lacks: `satz annotate` it first",
        ),
        (&["bad.conllu", "--to", "jsonl"], 1, "bad.conllu:1: line 3: `2 Graz` has no CoNLL-U"),
        (&["bad.json", "--from", "spacy-json", "--to", "jsonl"], 1, "bad.json:2: cannot be read"),
        (&["empty", "--from", "jsonl", "--to", "iob2"], 0, "no documents were found"),
    ];
    for (arguments, expected, message) in cases {
        let (code, _, told) = convert(&folder, arguments);
        assert_eq!(code, Some(expected), "{arguments:?}: {told}");
        assert!(told.starts_with(&format!("satz: {message}")), "{arguments:?}: {told}");
    }
}
