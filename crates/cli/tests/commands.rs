//! What the smaller commands say, and how they end.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const ARTICLE: &str = "Schnee in Tirol\n\nWien (dpa) – Es schneit. Die Straßen\nsind glatt.\n";

/// A folder with an article, gold of two kinds, and a folder without anything.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &str| fs::write(folder.path().join(name), content).unwrap();
    write("article.txt", ARTICLE);
    write("gold.iob2", "Nach\tO\nWien\tB-LOC\n\n");
    write("bad.iob2", "Wien\n");
    fs::create_dir(folder.path().join("empty")).unwrap();
    let quick = ["--language", "de", "--stages", "tokens,sentences"];
    let arguments = ["annotate", "article.txt", "-o", "gold.conllu"];
    assert_eq!(satz(folder.path(), &[&arguments[..], &quick].concat()).0, Some(0));
    folder
}

/// The exit code, standard output and standard error.
fn satz(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("satz"));
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn commands_show_what_they_are_for() {
    let folder = folder();
    let cases: [(&str, &[&str]); 8] = [
        (
            "stats article.txt --language de --stages tokens,sentences",
            &["           1  document, 0 failed\n", "           1  heading\n", "\n  5 to 9  "],
        ),
        ("stats gold.conllu --stages tokens,sentences", &["           2  sentences\n"]),
        (
            "explain segmentation article.txt --language de",
            &["article.txt\n  split", "in Tirol | Wien (dpa) –", "Straßen sind glatt"],
        ),
        (
            "explain summary article.txt --language de --summary-sentences 2",
            &["sentence 2: Die Straßen sind glatt.\n", "  first-sentence "],
        ),
        (
            "evaluate segmentation --gold gold.conllu --language de",
            &["tokens                100.00  100.00  100.00", "sentences             100.00"],
        ),
        ("evaluate entities --gold gold.iob2 --language de", &["LOC ", "names "]),
        ("view article.txt --language de", &["<!DOCTYPE html>", ">article<wbr>.txt</h1>"]),
        ("view article.txt --title News", &["<title>News</title>", ">Schnee in Tirol</h2>"]),
    ];
    for (command, parts) in cases {
        let (code, shown, told) = satz(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert_eq!((code, told.as_str()), (Some(0), ""), "{command}");
        for part in parts {
            assert!(shown.contains(part), "{command}: {part} is not in\n{shown}");
        }
        assert!(!shown.contains(" \n"), "{command}: a line ends in blanks");
    }
}

#[test]
fn a_file_that_is_not_there_is_named_and_ends_the_command() {
    let folder = folder();
    for command in [
        "stats none.txt",
        "view none.txt",
        "explain segmentation none.txt",
        "explain summary none.txt",
        "evaluate segmentation --gold none.conllu",
        "evaluate segmentation --gold none.jsonl",
        "evaluate entities --gold none.iob2",
        "convert none.jsonl --to iob2",
    ] {
        let (code, shown, told) = satz(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert_eq!((code, shown.as_str()), (Some(3), ""), "{command}: {told}");
        assert!(told.contains("none."), "{command}: {told}");
        assert!(told.contains("No such file"), "{command}: {told}");
        assert!(!told.contains("stage"), "{command}: {told}");
    }
}

#[test]
fn what_cannot_be_done_says_why_and_what_to_do() {
    let folder = folder();
    let cases = [
        ("stats empty", 0, "satz: no documents were found"),
        ("view empty", 0, "satz: no documents were found"),
        ("annotate empty", 0, "satz: no documents were found"),
        ("annotate none.txt", 1, "satz: none.txt: cannot be read: No such file"),
        ("annotate article.txt --threads 0", 2, "`0` is no count: write 1 or more"),
        ("annotate article.txt --summary-sentences x", 2, "`x` is no count: write 1 or more"),
        ("explain summary article.txt --summary-sentences 0", 2, "`0` is no count"),
        (
            "annotate article.txt -o none/out.jsonl",
            2,
            "cannot write none/out.jsonl: there is no folder none; make it, or write elsewhere",
        ),
        ("evaluate entities --gold bad.iob2", 3, "bad.iob2: line 1: expected a token"),
        ("evaluate segmentation --gold article.txt", 3, "neither CoNLL-U nor JSON lines"),
        ("view article.txt -o none/page.html", 3, "cannot write none/page.html"),
    ];
    for (command, expected, message) in cases {
        let (code, _, told) = satz(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert_eq!(code, Some(expected), "{command}: {told}");
        assert!(told.contains(message), "{command}: {told}");
    }
}
