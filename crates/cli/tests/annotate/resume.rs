//! A run that is stopped, killed or made twice gives the result of one that was not.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::workshop::{Workshop, run};

const DOCUMENTS: usize = 6000;

/// The files of a result that do not depend on where it lies.
fn content(workshop: &Workshop, name: &str) -> Vec<(String, Vec<u8>)> {
    let path = workshop.path(name);
    if path.is_file() {
        return vec![(String::new(), fs::read(path).unwrap())];
    }
    let files = fs::read_dir(path).unwrap().map(Result::unwrap);
    let mut files: Vec<_> = files
        .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// Waits until the file is there.
fn wait_for(workshop: &Workshop, name: &str) {
    let start = Instant::now();
    while !workshop.path(name).exists() {
        assert!(start.elapsed() < Duration::from_mins(1), "{name} never came to be");
        sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_killed_run_is_resumed_to_the_same_bytes() {
    let workshop = Workshop::with_documents(DOCUMENTS);
    for target in ["file.jsonl.zst", "parts/"] {
        let expected = format!("expected-{target}");
        let options = ["--part-size", "200K", "in.jsonl"];
        assert_eq!(run(workshop.annotate(&options).args(["-o", &expected])).code, Some(1));
        for round in 1_u64.. {
            let mut command = workshop.annotate(&options);
            let mut child =
                command.args(["-o", target, "--resume"]).stderr(Stdio::null()).spawn().unwrap();
            // Each round gets a little further, and dies at another place.
            sleep(Duration::from_millis(7 * round));
            child.kill().unwrap();
            if child.wait().unwrap().code() == Some(1) {
                break;
            }
        }
        assert_eq!(content(&workshop, target), content(&workshop, &expected), "{target}");
    }
}

#[test]
fn signals_leave_a_result_that_can_be_resumed() {
    let workshop = Workshop::with_documents(DOCUMENTS);
    let options = ["--part-size", "100K", "--threads", "1", "in.jsonl"];
    assert_eq!(run(workshop.annotate(&options).args(["-o", "expected/"])).code, Some(1));
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let target = format!("{signal}/");
        let mut command = workshop.annotate(&options);
        let child = command.args(["-o", &target]).stderr(Stdio::piped()).spawn().unwrap();
        wait_for(&workshop, &format!("{target}part-00001.jsonl"));
        let kill =
            Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
        assert!(kill.unwrap().success());
        let stopped = Instant::now();
        let output = child.wait_with_output().unwrap();
        assert!(stopped.elapsed() < Duration::from_secs(5));
        let stderr = String::from_utf8(output.stderr).unwrap();
        if output.status.code() != Some(1) {
            assert_eq!(output.status.code(), Some(code), "{stderr}");
            assert!(stderr.contains("interrupted; go on with --resume"), "{stderr}");
        }
        let resumed = run(workshop.annotate(&options).args(["-o", &target, "--resume"]));
        assert_eq!(resumed.code, Some(1), "{}", resumed.stderr);
        assert_eq!(content(&workshop, &target), content(&workshop, "expected/"));
    }
}

#[test]
fn a_second_signal_ends_a_run_that_waits_for_its_input() {
    let workshop = Workshop::new();
    let mut command = workshop.annotate(&["-", "--input-format", "jsonl", "-o", "out/"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    wait_for(&workshop, "out/manifest.jsonl");
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(5));
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        sleep(Duration::from_millis(50));
    }
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let resume = ["-", "--input-format", "jsonl", "-o", "out/", "--resume"];
    let resumed = run(&mut workshop.annotate(&resume));
    assert_eq!(resumed.code, Some(0), "{}", resumed.stderr);
}

#[test]
fn a_result_that_is_complete_is_only_compared() {
    let workshop = Workshop::with_documents(300);
    let arguments = ["in.jsonl", "-o", "out/", "--report", "r.json", "--resume"];
    assert_eq!(run(&mut workshop.annotate(&arguments)).code, Some(1));
    let before = content(&workshop, "out/");
    assert_eq!(run(&mut workshop.annotate(&arguments)).code, Some(1));
    assert_eq!(content(&workshop, "out/"), before);
    let report: serde_json::Value = serde_json::from_str(&workshop.read("r.json")).unwrap();
    assert_eq!((&report["documents"], &report["skipped"]), (&300.into(), &300.into()));
}

#[test]
fn results_are_not_overwritten_or_mixed() {
    let workshop = Workshop::with_documents(200);
    assert_eq!(run(&mut workshop.annotate(&["in.jsonl", "-o", "out/"])).code, Some(1));
    let again = run(&mut workshop.annotate(&["in.jsonl", "-o", "out/"]));
    assert!(again.code == Some(2) && again.stderr.contains("holds results already"));
    let mut other = workshop.satz(&["annotate", "in.jsonl", "-o", "out/", "--resume"]);
    let other = run(other.args(["--stages", "tokens", "--language", "en"]));
    assert_eq!(other.code, Some(2));
    assert!(other.stderr.contains("pipeline.language was `de`, now `en`"), "{}", other.stderr);
    let text = workshop.read("in.jsonl").replacen("schneit", "regnete", 1);
    workshop.write("in.jsonl", text.as_bytes());
    let changed = run(&mut workshop.annotate(&["in.jsonl", "-o", "out/", "--resume"]));
    assert_eq!(changed.code, Some(2));
    assert!(changed.stderr.contains("the input changed between in.jsonl:1 and"));
    assert_eq!(run(&mut workshop.annotate(&["in.jsonl", "-o", "out/", "--force"])).code, Some(1));
}

#[test]
fn a_second_run_does_not_write_where_the_first_one_does() {
    let workshop = Workshop::with_documents(10);
    for target in ["out", "out/"] {
        let mut command = workshop.annotate(&["-", "--input-format", "jsonl", "-o", target]);
        let mut first = command.stdin(Stdio::piped()).spawn().unwrap();
        let manifest = if target == "out" { "out.manifest" } else { "out/manifest.jsonl" };
        let start = Instant::now();
        while fs::metadata(workshop.path(manifest)).map_or(0, |it| it.len()) == 0 {
            assert!(start.elapsed() < Duration::from_mins(1));
            sleep(Duration::from_millis(1));
        }
        let second = run(&mut workshop.annotate(&["in.jsonl", "-o", target, "--resume"]));
        assert_eq!(second.code, Some(2), "{}", second.stderr);
        assert!(second.stderr.contains("another run is writing"), "{}", second.stderr);
        drop(first.stdin.take());
        assert_eq!(first.wait().unwrap().code(), Some(0));
        let _ = fs::remove_file(workshop.path(target));
    }
}

#[test]
fn a_folder_of_brat_is_begun_anew_or_not_at_all() {
    let workshop = Workshop::new();
    workshop.write("in.txt", b"Wien.");
    let annotate = |option: &[&str]| {
        let arguments = ["annotate", "in.txt", "--language", "de", "--format", "brat", "-o", "b/"];
        run(workshop.satz(&arguments).args(option))
    };
    assert_eq!(annotate(&[]).code, Some(0));
    let cases: [(&[&str], Option<i32>, &str); 3] = [
        (&[], Some(2), "b/ holds results already: write elsewhere, or give --force"),
        (&["--resume"], Some(2), "a folder of brat cannot be resumed: annotate into JSON lines"),
        (&["--force"], Some(0), ""),
    ];
    for (option, code, message) in cases {
        let outcome = annotate(option);
        assert_eq!(outcome.code, code, "{option:?}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(message), "{option:?}: {}", outcome.stderr);
    }
}
