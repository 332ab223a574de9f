//! Every document of a corpus is in the result or in the account of failures, and nothing else.

use std::fs;

use crate::workshop::{Workshop, run};
use serde_json::{Value, json};

fn rows(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn documents_in_are_documents_out_and_failures() {
    let workshop = Workshop::with_documents(300);
    workshop.write("gone.txt", b"");
    let arguments = [
        "in.jsonl",
        "not-there.txt",
        "-o",
        "out.jsonl",
        "--errors",
        "e.jsonl",
        "--report",
        "r.json",
    ];
    let outcome = run(&mut workshop.annotate(&arguments));
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
    let (written, failed) = (rows(&workshop.read("out.jsonl")), rows(&workshop.read("e.jsonl")));
    let report: Value = serde_json::from_str(&workshop.read("r.json")).unwrap();
    assert_eq!((written.len(), failed.len()), (297, 4));
    assert_eq!(report["documents"], 301);
    assert_eq!(report["ok"], 297);
    assert_eq!(report["failed"], 4);
    assert_eq!(report["slowest"].as_array().unwrap().len(), 10);
    let id = |row: &Value| row["layers"]["metadata"]["id"].as_str().unwrap().to_owned();
    let mut ids: Vec<_> = written.iter().map(id).collect();
    ids.extend(failed.iter().filter_map(|row| row["id"].as_str().map(ToOwned::to_owned)));
    ids.sort_by_key(|id| id.parse::<u32>().unwrap());
    assert_eq!(ids, (0..300).map(|id| id.to_string()).collect::<Vec<_>>());
    let row = &failed[0];
    assert_eq!((&row["input"], &row["line"]), (&"in.jsonl".into(), &51.into()));
    assert_eq!((&row["id"], &row["stage"]), (&"50".into(), &"input".into()));
    assert_eq!(row["reason"], "there is no field `text`");
    let offset = usize::try_from(row["offset"].as_u64().unwrap()).unwrap();
    assert!(workshop.read("in.jsonl")[offset..].starts_with("{\"id\":50}\n"));
    assert!(failed[3]["reason"].as_str().unwrap().contains("cannot be read"));
    assert!(outcome.stderr.contains("satz: 4 of 301 documents failed"), "{}", outcome.stderr);
}

#[test]
fn a_second_document_of_an_id_fails_where_ids_are_to_be_unique() {
    let workshop = Workshop::new();
    let line = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"Meldung {id}.\"}}\n");
    workshop.write("a.jsonl", ["1", "2", "1"].map(line).concat().as_bytes());
    workshop.write("b.jsonl", ["3", "2"].map(line).concat().as_bytes());
    let arguments = ["a.jsonl", "b.jsonl", "--format", "sentences", "--threads", "8"];
    let plain = run(&mut workshop.annotate(&arguments));
    assert_eq!((plain.code, plain.stdout.matches("Meldung").count()), (Some(0), 5));

    let unique = ["--unique-ids", "--errors", "e.jsonl", "--report", "r.json"];
    let outcome = run(workshop.annotate(&arguments).args(unique));
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "Meldung 1.\n\nMeldung 2.\n\nMeldung 3.\n\n");
    let failed = rows(&workshop.read("e.jsonl"));
    let places: Vec<_> =
        failed.iter().map(|row| json!([row["input"], row["line"], row["id"]])).collect();
    assert_eq!(places, [json!(["a.jsonl", 3, "1"]), json!(["b.jsonl", 2, "2"])]);
    assert_eq!(failed[0]["reason"], "an earlier document has the id `1`");
    let report: Value = serde_json::from_str(&workshop.read("r.json")).unwrap();
    assert_eq!((&report["ok"], &report["failed"]), (&3.into(), &2.into()));
}

#[test]
fn the_bytes_are_the_same_whatever_the_threads_the_memory_and_the_pauses() {
    let workshop = Workshop::with_documents(400);
    let plain = run(&mut workshop.annotate(&["in.jsonl", "--threads", "1"]));
    assert_eq!(plain.code, Some(1));
    let cases = [
        vec!["--threads", "2"],
        vec!["--threads", "8"],
        vec!["--threads", "8", "--max-memory", "100K"],
        vec!["--threads", "2", "--max-memory", "1M"],
    ];
    for case in cases {
        let outcome = run(workshop.annotate(&["in.jsonl"]).args(&case));
        assert_eq!(outcome.stdout, plain.stdout, "{case:?}");
    }
    for (name, part) in [("small/", "20K"), ("large/", "100M")] {
        let parts = ["in.jsonl", "-o", name, "--part-size", part];
        assert_eq!(run(&mut workshop.annotate(&parts)).code, Some(1));
        let mut files: Vec<_> =
            fs::read_dir(workshop.path(name)).unwrap().map(Result::unwrap).collect();
        files.sort_by_key(fs::DirEntry::file_name);
        let parts =
            files.iter().filter(|file| file.file_name().to_str().unwrap().starts_with("part-"));
        let joined: String = parts.map(|file| fs::read_to_string(file.path()).unwrap()).collect();
        assert_eq!(joined, plain.stdout, "{name}");
    }
}

#[test]
fn shards_make_up_the_whole_and_a_sample_is_a_part() {
    let workshop = Workshop::with_documents(50);
    let count = |arguments: &[&str]| {
        let outcome =
            run(workshop.annotate(&["in.jsonl", "--max-doc-bytes", "10M"]).args(arguments));
        outcome.stdout.lines().count()
    };
    let shards = ["1/3", "2/3", "3/3"].map(|shard| count(&["--shard", shard]));
    assert_eq!(shards.iter().sum::<usize>(), 50);
    assert_eq!(count(&["--limit", "7"]), 7);
    assert!((5..25).contains(&count(&["--sample", "0.3"])));
}

#[test]
fn failures_can_stop_a_run_or_be_put_aside() {
    let workshop = Workshop::with_documents(300);
    let outcome = run(&mut workshop.annotate(&["in.jsonl", "-o", "a", "--on-error", "fail"]));
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("too many documents failed; go on with --resume"));
    assert!(!workshop.path("a").exists());
    let outcome = run(&mut workshop.annotate(&["in.jsonl", "--max-errors", "2"]));
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (Some(1), 242));
    let outcome = run(&mut workshop.annotate(&["in.jsonl", "-o", "b", "--on-error", "quarantine"]));
    assert_eq!(outcome.code, Some(1));
    assert_eq!(workshop.read("b.quarantine/000000050-50.jsonl"), "{\"id\":50}");
    let again = run(&mut workshop.annotate(&["b.quarantine"]));
    assert!(again.stderr.contains("3 of 3 documents failed"), "{}", again.stderr);
}

#[test]
fn an_id_is_never_a_path() {
    let workshop = Workshop::new();
    let ids = ["../../etc/passwd", "/abs", "a/b", "CON"];
    let lines = ids.map(|id| format!("{{\"id\":\"{id}\",\"text\":\"Wien\"}}\n")).concat();
    workshop.write("in.jsonl", lines.as_bytes());
    let mut brat = workshop.satz(&["annotate", "in.jsonl", "--format", "brat", "-o", "brat/"]);
    let outcome = run(&mut brat);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let mut names: Vec<_> = fs::read_dir(workshop.path("brat"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    let expected = [
        "000000000-%2E%2E%2F%2E%2E%2Fetc%2Fpasswd.txt",
        "000000001-%2Fabs.txt",
        "000000002-a%2Fb.txt",
        "000000003-CON.txt",
    ];
    assert_eq!(names, expected);
}
