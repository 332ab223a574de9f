//! Stages and other tools measured on files of the field.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// The same sentences as satz, GermEval 2014 and CoNLL-2003 write them, the last in IOB1.
const LAYOUTS: [(&str, &str); 3] = [
    ("satz.iob2", "Anna\tB-PER\nMaier\tI-PER\nlebt\tO\nin\tO\nGraz\tB-LOC\n\nDie\tO\nÖVP\tB-ORG\n"),
    (
        "germeval.tsv",
        "#\thttp://example.org/1 [2010-03-01]\n1\tAnna\tB-PER\tO\n2\tMaier\tI-PER\tO\n3\tlebt\tO\tO\n\
         4\tin\tO\tO\n5\tGraz\tB-LOC\tO\n\n#\thttp://example.org/2 [2010-03-01]\n1\tDie\tO\tO\n\
         2\tÖVP\tB-ORG\tO\n\n",
    ),
    (
        "conll.txt",
        "-DOCSTART- -X- -X- O\n\nAnna NE I-NC I-PER\nMaier NE I-NC I-PER\nlebt VVFIN I-VC O\n\
         in APPR I-PC O\nGraz NE I-NC I-LOC\n\nDie ART I-NC O\nÖVP NE I-NC I-ORG\n\n",
    ),
];

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in LAYOUTS {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn evaluate(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("satz"));
    command.arg("evaluate").args(arguments).current_dir(folder.path());
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn files_of_the_field_are_measured_as_they_are() {
    let folder = folder();
    let [satz, others @ ..] =
        LAYOUTS.map(|(name, _)| evaluate(&folder, &["entities", "--gold", name]));
    assert!(
        satz.1.contains("all           100.00  100.00  100.00        3          3  3"),
        "{satz:?}"
    );
    for other in others {
        assert_eq!(other, satz);
    }
}

/// What is told of Maier found, Graz missed and the ÖVP taken for a place.
const ONE_OF_THREE: &str = "           precision  recall      F1    right  predicted  gold
LOC             0.00    0.00    0.00        0          1  1
ORG             0.00    0.00    0.00        0          0  1
PER           100.00  100.00  100.00        1          1  1
names          50.00   33.33   40.00        1          2  3
all            50.00   33.33   40.00        1          2  3
     1 times nothing for LOC
  1 wrong: Anna Maier lebt in Graz[O, not B-LOC]
";

#[test]
fn the_tags_of_another_tool_are_measured() {
    let folder = folder();
    let found = LAYOUTS[0].1.replace("\tB-LOC", "\tO").replace("ÖVP\tB-ORG", "?\tB-LOC");
    fs::write(folder.path().join("found.iob2"), found).unwrap();
    let arguments =
        ["entities", "--gold", "conll.txt", "--predictions", "found.iob2", "--errors", "1"];
    let (code, out, told) = evaluate(&folder, &arguments);
    assert_eq!((code, told.as_str()), (Some(0), ""));
    assert_eq!(out, ONE_OF_THREE);
}

#[test]
fn tags_of_other_tokens_are_refused() {
    let folder = folder();
    let cases = [
        ("a token more", format!("{}tagt\tO\n", LAYOUTS[0].1), "sentence 2 of found.iob2"),
        ("a sentence less", "Anna\tB-PER\nMaier\tI-PER\n".to_owned(), "sentence 1 of found.iob2"),
        ("a sentence more", format!("{}\nGraz\tO\n", LAYOUTS[0].1), "sentence 3 of found.iob2"),
    ];
    for (name, found, expected) in cases {
        fs::write(folder.path().join("found.iob2"), found).unwrap();
        let arguments = ["entities", "--gold", "satz.iob2", "--predictions", "found.iob2"];
        let (code, out, told) = evaluate(&folder, &arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{name}");
        assert!(told.contains(expected), "{name}: {told}");
    }
}

/// Two articles whose first sentence is the summary; one has a heading before it.
const SUMMARIES: &str = concat!(
    r#"{"text":"Graz baut die Linie 8 aus. Die Arbeiten dauern bis Mai.","#,
    r#""summary":"Graz baut die Linie 8 aus."}"#,
    "\n",
    r#"{"text":"Neue Brücke\n\nWels sperrt die alte Brücke. Radfahrer weichen aus.","#,
    r#""summary":"Wels sperrt die alte Brücke."}"#,
    "\n",
);

#[test]
fn summaries_have_intervals_and_a_gain_over_the_first_sentences() {
    let folder = folder();
    fs::write(folder.path().join("news.jsonl"), SUMMARIES).unwrap();
    let arguments = ["summaries", "--gold", "news.jsonl", "--sentences", "1"];
    let (code, out, told) = evaluate(&folder, &arguments);
    assert_eq!((code, told.as_str()), (Some(0), ""));
    let lead = out.lines().find(|line| line.starts_with("lead")).unwrap();
    let all = "100.00 [100.00, 100.00]";
    // The heading shares one word of two with a summary of five: ROUGE-1 is 2/7, ROUGE-2 nothing.
    let gain = "+42.86 [+0.00, +85.71]";
    assert_eq!(lead, format!("lead      {all}  {all}  {all}  {gain}"));
}
