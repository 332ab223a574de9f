//! Names of the user: found, inflected, preferred, and part of what a run is.

use crate::workshop::{Outcome, Workshop, run};

const TEXT: &str = "Laut Trumps Sprecherin tagt im Hof des Außenministeriums der Beirat der \
                    Linzer Hafenbank. Bei der Linzer Hafenbank AG in Wien weiß man nichts davon.";

fn workshop() -> Workshop {
    let workshop = Workshop::new();
    workshop.write("text.txt", TEXT.as_bytes());
    let names = "Trump\tPRESIDENT\tq22686\nAußenministerium\tMINISTRY\nWien\tLOC\n";
    workshop.write("names.tsv", names.as_bytes());
    workshop.write(
        "more.jsonl",
        b"{\"name\":\"Linzer Hafenbank\",\"label\":\"BANK\",\"id\":\"b-1\"}\n",
    );
    workshop
}

/// The entities of the text as IOB2 has them, without their tokens' line ends.
fn entities(outcome: &Outcome) -> Vec<&str> {
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    outcome.stdout.lines().filter(|line| !line.is_empty() && !line.ends_with("\tO")).collect()
}

fn annotate(workshop: &Workshop, arguments: &[&str]) -> Outcome {
    run(workshop
        .satz(&["annotate", "text.txt", "--language", "de", "--format", "iob2"])
        .args(arguments))
}

#[test]
fn names_of_all_lists_are_found_with_their_endings() {
    let workshop = workshop();
    workshop.write("run.toml", b"[pipeline]\ngazetteer = [\"names.tsv\", \"more.jsonl\"]");
    let cases: [&[&str]; 2] =
        [&["--gazetteer", "names.tsv", "--gazetteer", "more.jsonl"], &["--config", "run.toml"]];
    for arguments in cases {
        let outcome = annotate(&workshop, arguments);
        let entities = entities(&outcome);
        for expected in ["Trumps\tB-PRESIDENT", "Außenministeriums\tB-MINISTRY", "Wien\tB-LOC"] {
            assert!(entities.contains(&expected), "{entities:?}");
        }
        let bank = ["Linzer\tB-BANK", "Hafenbank\tI-BANK"];
        assert!(entities.windows(2).any(|pair| pair == bank), "{entities:?}");
    }
    let shown = run(&mut workshop.satz(&["config", "show", "--config", "run.toml"]));
    assert!(
        shown.stdout.contains("gazetteer = [\"names.tsv\", \"more.jsonl\"]"),
        "{}",
        shown.stdout
    );
}

#[test]
fn the_last_list_has_the_last_word() {
    let workshop = workshop();
    workshop.write("last.tsv", b"Trump\tTOWER\n");
    let outcome = annotate(&workshop, &["--gazetteer", "names.tsv", "--gazetteer", "last.tsv"]);
    assert!(entities(&outcome).contains(&"Trumps\tB-TOWER"), "{}", outcome.stdout);
}

#[test]
fn a_list_goes_with_scores_and_with_every_model() {
    let workshop = workshop();
    for option in [["--min-score", "0.99"], ["--entity-model", "accurate"], ["--language", "auto"]]
    {
        let mut command = workshop.satz(&["annotate", "text.txt", "--format", "iob2"]);
        let outcome = run(command.args(["--gazetteer", "names.tsv"]).args(option));
        let entities = entities(&outcome);
        assert!(entities.contains(&"Außenministeriums\tB-MINISTRY"), "{option:?} {entities:?}");
    }
}

#[test]
fn lists_that_cannot_be_used_are_said() {
    let workshop = workshop();
    workshop.write("bad.tsv", b"Graz\tLOC\nORF\n");
    workshop.write("bad.jsonl", b"{\"name\":\"Graz\"}\n");
    let cases: [(&[&str], &str); 4] = [
        (&["--gazetteer", "no.tsv"], "cannot use no.tsv: No such file"),
        (
            &["--gazetteer", "bad.tsv"],
            "cannot use bad.tsv: line 2: expected a name, a tab and a label",
        ),
        (&["--gazetteer", "bad.jsonl"], "cannot use bad.jsonl: line 1: expected {\"name\""),
        (
            &["--gazetteer", "names.tsv", "--stages", "tokens,sentences"],
            "a gazetteer needs the stage that finds entities: add `entities` to --stages",
        ),
    ];
    for (arguments, expected) in cases {
        let outcome = annotate(&workshop, arguments);
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(expected), "{}", outcome.stderr);
    }
}

#[test]
fn a_result_is_not_continued_with_another_list() {
    let workshop = workshop();
    let arguments = ["--gazetteer", "names.tsv", "-o", "out/"];
    assert_eq!(annotate(&workshop, &arguments).code, Some(0));
    workshop.write("names.tsv", b"Wien\tCITY\n");
    let outcome = annotate(&workshop, &[&arguments[..], &["--resume"]].concat());
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("pipeline.gazetteer was"), "{}", outcome.stderr);
}

#[test]
fn every_command_with_a_pipeline_takes_a_list() {
    let workshop = workshop();
    let cases: [(&[&str], &str); 3] = [
        (&["view"], "PRESIDENT"),
        (&["stats"], "PRESIDENT"),
        (&["bench", "--rounds", "1", "--threads", "1"], "entities"),
    ];
    for (command, expected) in cases {
        let mut command = workshop.satz(command);
        let outcome =
            run(command.args(["text.txt", "--language", "de", "--gazetteer", "names.tsv"]));
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        assert!(outcome.stdout.contains(expected), "{expected}: {}", outcome.stdout);
    }
}
