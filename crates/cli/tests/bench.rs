//! How fast satz says that it is, for people and for programs.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::process::Command;

use serde_json::Value;

fn bench(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Graz baut aus. Wels sperrt die Brücke.").unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("satz"));
    command.args([
        "bench",
        "a.txt",
        "--stages",
        "tokens,sentences",
        "--language",
        "de",
        "--rounds",
        "2",
    ]);
    let output = command.args(arguments).current_dir(folder.path()).output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn programs_learn_what_was_measured_by_which_version_and_where() {
    let found: Value = serde_json::from_str(&bench(&["--threads", "2", "--json"])).unwrap();
    assert_eq!(found["satz"], env!("CARGO_PKG_VERSION"));
    assert_eq!(found["machine"]["system"], std::env::consts::OS);
    assert!(found["machine"]["cores"].as_u64().unwrap() > 0);
    assert_eq!([&found["documents"], &found["bytes"], &found["tokens"]], [1, 39, 9]);
    let runs = found["runs"].as_array().unwrap();
    assert_eq!(runs.iter().map(|run| &run["threads"]).collect::<Vec<_>>(), [1, 2]);
    for run in runs {
        assert_eq!(run["wall"].as_array().unwrap().len(), 2, "one time a round");
        let steps = run["steps"].as_array().unwrap().iter().map(|times| &times["step"]);
        let names = ["reading", "loading", "tokenizer", "sentences", "encoding", "writing"];
        assert_eq!(steps.collect::<Vec<_>>(), names);
    }
}

#[test]
fn people_see_the_steps_and_what_limits() {
    let table = bench(&["--threads", "1"]);
    assert!(
        table.starts_with("1 documents, 0.00 MB of text, 9 tokens\nMedians of 2 rounds"),
        "{table}"
    );
    assert!(table.contains("\nsentences "), "{table}");
    assert!(table.contains("\nWith one thread, "), "{table}");
}
