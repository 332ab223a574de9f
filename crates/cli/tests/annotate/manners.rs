//! How the command behaves among others: files, pipes, terminals, limits.

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

use crate::workshop::{QUICK, Workshop, run};

#[test]
fn what_cannot_be_written_is_said_before_anything_is_read() {
    let workshop = Workshop::with_documents(10);
    workshop.write("file", b"");
    // Reading would wait for ever: nothing comes down this pipe.
    for target in ["no/folder/out", "file/out", "file/", "/proc/out", "/proc/out/"] {
        let mut command = workshop.annotate(&["-", "-o", target]);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let pipe = child.stdin.take();
        let outcome = child.wait_with_output().unwrap();
        assert_eq!(outcome.status.code(), Some(2), "{target}");
        drop(pipe);
    }
}

#[test]
fn words_of_the_user_change_tokens_and_sentences() {
    let workshop = Workshop::new();
    workshop.write("text.txt", "Das Blg. Wien kam zu spät: Der Zug stand in Linz.".as_bytes());
    workshop.write(
        "words.toml",
        b"tokens.abbreviations = [\"Blg.\"]\nsentences = { titles = [\"Blg.\"], clauses = \"split\" }",
    );
    workshop.write("run.toml", b"[pipeline]\nlexicon = \"words.toml\"");
    let usual = run(&mut workshop.annotate(&["text.txt", "--format", "sentences"]));
    assert_eq!(usual.stdout.lines().next(), Some("Das Blg."));
    for option in [["--lexicon", "words.toml"], ["--config", "run.toml"]] {
        let arguments = ["text.txt", "--format", "sentences", option[0], option[1]];
        let outcome = run(&mut workshop.annotate(&arguments));
        let expected = ["Das Blg. Wien kam zu spät:", "Der Zug stand in Linz."];
        assert_eq!(outcome.stdout.lines().take(2).collect::<Vec<_>>(), expected, "{option:?}");
    }
}

#[test]
fn words_that_cannot_be_used_are_said() {
    let workshop = Workshop::with_documents(1);
    workshop.write("words.toml", b"tokens.exceptions = { gimme = [\"give\", \"me\"] }");
    let outcome = run(&mut workshop.annotate(&["in.jsonl", "--lexicon", "words.toml"]));
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("cannot use words.toml"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("do not add up"), "{}", outcome.stderr);
}

#[test]
fn a_full_device_ends_the_run_with_its_name() {
    let workshop = Workshop::with_documents(10);
    let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
    let outcome = run(workshop.annotate(&["in.jsonl"]).stdout(full()));
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stderr.contains("cannot write standard output"), "{}", outcome.stderr);
    let outcome = run(&mut workshop.annotate(&["in.jsonl", "-o", "/dev/full"]));
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stderr.contains("cannot write /dev/full"), "{}", outcome.stderr);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let workshop = Workshop::with_documents(3000);
    let mut command = workshop.annotate(&["in.jsonl"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdout.take().unwrap().read_exact(&mut [0; 100]).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8(output.stderr).unwrap().contains("cannot write"));
}

#[test]
fn nothing_that_is_shown_commands_the_terminal() {
    let workshop = Workshop::new();
    let name = "a\u{1b}]0;x\u{7}\u{202e}.jsonl";
    workshop.write(name, "{\"id\":\"b\\u001b[2J\\nsatz: ok\",\"text\":1}\n".as_bytes());
    workshop.write("text.txt", "Wien\u{1b}[2J\u{202e}Graz liegt im Süden.".as_bytes());
    for format in ["text", "json"] {
        let outcome = run(&mut workshop.annotate(&[name, "--log-format", format]));
        assert_eq!(outcome.code, Some(1));
        let shown = outcome.stderr.replace('\n', "");
        assert!(!shown.contains(|c: char| c.is_control() || c == '\u{202e}'), "{shown:?}");
        assert!(!outcome.stderr.lines().any(|line| line.starts_with("satz: ok")));
    }
    let outcome = run(&mut workshop.annotate(&["text.txt", "--format", "text"]));
    assert!(outcome.stdout.contains("Wien\\u{1b}[2J\\u{202e}Graz"), "{}", outcome.stdout);
}

#[test]
fn json_messages_are_json_and_quiet_is_quiet() {
    let workshop = Workshop::with_documents(60);
    let outcome = run(&mut workshop.annotate(&["in.jsonl", "--log-format", "json"]));
    let lines: Vec<serde_json::Value> =
        outcome.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["document"]["id"], "50");
    assert_eq!(lines[1]["message"], "1 of 60 documents failed");
    let quiet = run(&mut workshop.annotate(&["in.jsonl", "--quiet"]));
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(1), ""));
}

/// The command with no more than this much address space, in KiB.
fn limited(workshop: &Workshop, kilobytes: u32, arguments: &[&str]) -> Command {
    let annotate = workshop.annotate(arguments);
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("ulimit -v {kilobytes}; exec \"$@\"")).arg("sh");
    command.arg(annotate.get_program()).args(annotate.get_args());
    command.current_dir(workshop.path("")).stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// Feeds what `write` gives to the command and counts the lines that come out.
fn lines_out(
    mut command: Command,
    write: impl FnOnce(&mut dyn Write) + Send + 'static,
) -> (Option<i32>, usize) {
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let feeder = thread::spawn(move || write(&mut stdin));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap().lines().count())
}

#[test]
fn a_line_without_end_costs_no_memory_and_no_other_line() {
    let workshop = Workshop::new();
    let command = limited(&workshop, 150_000, &["--input-format", "jsonl", "--threads", "1", "-"]);
    let outcome = lines_out(command, |stdin| {
        let block = vec![b'a'; 1 << 20];
        (0..200).for_each(|_| stdin.write_all(&block).unwrap());
        stdin.write_all(b"\n{\"text\":\"Es schneit.\"}\n").unwrap();
    });
    assert_eq!(outcome, (Some(1), 1));
}

#[test]
fn many_small_documents_take_no_more_memory_than_few() {
    let workshop = Workshop::new();
    let command = limited(&workshop, 150_000, &["--input-format", "jsonl", "--threads", "1", "-"]);
    let outcome = lines_out(command, |stdin| {
        let line = "{\"text\":\"Ja.\"}\n".repeat(1000);
        (0..100).for_each(|_| stdin.write_all(line.as_bytes()).unwrap());
    });
    assert_eq!(outcome, (Some(0), 100_000));
}

#[test]
fn a_file_is_a_whole_run_and_the_command_line_overrides_it() {
    let workshop = Workshop::with_documents(5);
    let [_, language, _, stages] = QUICK;
    let toml = format!(
        "[input]\npaths = [\"in.jsonl\"]\nlimit = 3\nshard = \"1/1\"\nmax-doc-bytes = 1000000\n\
         [pipeline]\nlanguage = \"{language}\"\nstages = [\"{}\"]\n[run]\nthreads = 1\n",
        stages.replace(',', "\", \"")
    );
    workshop.write("run.toml", toml.as_bytes());
    let outcome = run(&mut workshop.satz(&["annotate", "--config", "run.toml"]));
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (Some(0), 3), "{}", outcome.stderr);
    let mut less = workshop.satz(&["annotate", "--config", "run.toml", "--limit", "2"]);
    assert_eq!(run(&mut less).stdout.lines().count(), 2);
    let shown =
        run(&mut workshop.satz(&["config", "show", "--config", "run.toml", "--limit", "2"]));
    workshop.write("shown.toml", shown.stdout.as_bytes());
    let again = run(&mut workshop.satz(&["annotate", "--config", "shown.toml"]));
    assert_eq!(again.stdout.lines().count(), 2, "{}", again.stderr);
}

#[test]
fn keys_that_are_not_known_are_refused_with_the_nearest() {
    let workshop = Workshop::with_documents(5);
    let cases = [
        ("[run]\nthraeds = 2\n", "there is no key `thraeds`; did you mean `threads`?"),
        ("[pipelin]\n", "there is no table `pipelin`; did you mean `pipeline`?"),
        ("[run]\nthreads = \"two\"\n", "invalid type"),
        ("[input]\nmax-doc-bytes = \"${HOME}\"\n", "`${HOME}` is no size"),
        ("run = 1\n", "`run` is a table"),
        ("[run\n", "cannot use run.toml"),
    ];
    for (toml, expected) in cases {
        workshop.write("run.toml", toml.as_bytes());
        let outcome = run(&mut workshop.annotate(&["--config", "run.toml", "in.jsonl"]));
        assert_eq!(outcome.code, Some(2), "{toml}");
        assert!(outcome.stderr.contains(expected), "{toml}: {}", outcome.stderr);
    }
}

#[test]
fn completions_and_manual_pages_are_there() {
    let workshop = Workshop::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let outcome = run(&mut workshop.satz(&["completions", shell]));
        assert!(outcome.code == Some(0) && outcome.stdout.contains("annotate"), "{shell}");
    }
    assert_eq!(run(&mut workshop.satz(&["man", "--output", "man"])).code, Some(0));
    assert!(workshop.read("man/satz-annotate.1").contains("\\-\\-resume"));
}

#[test]
fn results_can_be_read_by_whom_the_users_mask_lets() {
    use std::os::unix::fs::PermissionsExt as _;

    let workshop = Workshop::with_documents(3);
    for arguments in ["annotate in.jsonl", "convert in.jsonl --to jsonl", "view in.jsonl"] {
        let mut command = workshop.satz(&[]);
        let satz = command.get_program().to_owned();
        command = Command::new("sh");
        command.current_dir(workshop.path("")).arg("-c");
        command.arg(format!("umask 027; \"$0\" {arguments} --output result")).arg(satz);
        assert_eq!(run(&mut command).code, Some(0), "{arguments}");
        let mode = fs::metadata(workshop.path("result")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640, "{arguments}");
        fs::remove_file(workshop.path("result")).unwrap();
    }
}

#[test]
fn a_model_of_the_user_takes_the_place_of_the_built_in_one() {
    let workshop = Workshop::new();
    let tagged = "Die\tO\nFirma\tO\nXyloplan\tB-DRUG\nliefert\tO\n.\tO\n\n";
    workshop.write("drugs.iob2", tagged.repeat(50).as_bytes());
    let train = ["train", "entities", "--train", "drugs.iob2", "--dev", "drugs.iob2"];
    let trained = run(workshop.satz(&train).args(["--epochs", "3", "-o", "drugs.model"]));
    assert_eq!(trained.code, Some(0), "{}", trained.stderr);
    workshop.write("text.txt", b"Die Firma Xyloplan liefert.");
    let arguments = ["annotate", "text.txt", "--format", "iob2", "--entity-model", "drugs.model"];
    let outcome = run(&mut workshop.satz(&arguments));
    assert!(outcome.stdout.contains("Xyloplan\tB-DRUG\n"), "{}", outcome.stdout);
    workshop.write("drugs.model", b"no model");
    let outcome = run(&mut workshop.satz(&arguments));
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("cannot use drugs.model"), "{}", outcome.stderr);
}

#[test]
fn built_in_models_have_names() {
    let workshop = Workshop::new();
    workshop.write("text.txt", "Lawrow sprach am Dienstag in Wien mit der ÖVP.".as_bytes());
    for name in ["fast", "accurate"] {
        let arguments = ["annotate", "text.txt", "--format", "iob2", "--entity-model", name];
        let outcome = run(&mut workshop.satz(&arguments));
        for expected in ["Lawrow\tB-PER\n", "Wien\tB-LOC\n", "ÖVP\tB-ORG\n"] {
            assert!(outcome.stdout.contains(expected), "{name}: {}", outcome.stdout);
        }
    }
    let outcome = run(&mut workshop.satz(&["config", "show", "--entity-model", "accurate"]));
    assert!(outcome.stdout.contains("entity-model = \"accurate\""), "{}", outcome.stdout);
}

#[test]
fn entities_have_scores_if_asked_for() {
    let workshop = Workshop::new();
    workshop.write("text.txt", "Lawrow sprach am Dienstag in Wien mit der ÖVP.".as_bytes());
    let annotate = |score: &str| {
        let outcome = run(&mut workshop.satz(&["annotate", "text.txt", "--min-score", score]));
        let document: Value = serde_json::from_str(&outcome.stdout).unwrap_or_default();
        (outcome.code, document["layers"]["entities"]["scores"].clone())
    };
    for minimum in [0.1, 0.97] {
        let (code, scores) = annotate(&minimum.to_string());
        let scores = scores.as_array().unwrap();
        assert!(scores.iter().all(|score| score.as_f64().unwrap() >= minimum), "{scores:?}");
        assert_eq!((code, scores.is_empty()), (Some(0), false));
    }
    assert_eq!(annotate("1.1").0, Some(2));
}

#[test]
fn training_that_leaves_out_everything_is_refused() {
    let workshop = Workshop::new();
    for dropout in ["1", "NaN", "-0.1", "half"] {
        let options = ["--train", "a", "--dev", "a", "-o", "m", &format!("--dropout={dropout}")];
        let outcome = run(workshop.satz(&["train", "entities"]).args(options));
        assert_eq!(outcome.code, Some(2), "{dropout}");
        assert!(outcome.stderr.contains("--dropout"), "{}", outcome.stderr);
    }
}
