//! Every call to the disk may be the last one of a run.

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use satz_driver::{Pipeline, RunError, RunOptions, Tokenizer};
use tempfile::TempDir;

use super::*;
use crate::disk::Call;
use crate::{Corpus, InputFormat, JsonLines, OnError};

const DOCUMENTS: usize = 40;

/// A place for a corpus, its result and the log of its failures.
struct Fixture {
    folder: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        let line = |number: usize| match number % 7 {
            3 => format!("{{\"id\":{number}}}\n"),
            _ => format!("{{\"id\":{number},\"text\":\"Nummer {number} sagt: Es schneit.\"}}\n"),
        };
        fs::write(fixture.input(), (0..DOCUMENTS).map(line).collect::<String>()).unwrap();
        fixture
    }

    fn input(&self) -> PathBuf {
        self.folder.path().join("in.jsonl")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("errors.jsonl")
    }

    fn layout(&self, shape: Shape) -> Layout {
        match shape {
            Shape::File => Layout::File(self.folder.path().join("out")),
            Shape::Folder => Layout::Folder {
                path: self.folder.path().join("out"),
                extension: "jsonl".to_owned(),
            },
        }
    }

    fn options(&self, case: Case) -> ResumableOptions {
        ResumableOptions {
            layout: self.layout(case.shape),
            compression: case.compression,
            segment_bytes: 2000,
            identity: Identity::from([("stages".to_owned(), "tokens".to_owned())]),
            existing: Existing::Resume,
        }
    }

    /// Runs until everything is done or the disk fails.
    fn run(&self, case: Case, disk: Disk) -> Result<RunAccount, OutputError> {
        let failures = Failures::new(OnError::Skip).log_to(Some(self.log()));
        let mut output = Resumable::open_on(disk, self.options(case), failures)?;
        let mut corpus = Corpus::new([self.input()], InputFormat::Auto);
        output.skip_done(&mut corpus)?;
        let pipeline = Pipeline::builder().stage(Tokenizer::german()).build().unwrap();
        let options = RunOptions {
            threads: NonZeroUsize::MIN,
            encoder: Some(Arc::new(JsonLines)),
            ..RunOptions::default()
        };
        let report = pipeline.run(corpus, &options, &mut output).map_err(|error| match error {
            RunError::Sink(error) => error,
            RunError::Threads(error) => panic!("{error}"),
        })?;
        let skipped = output.skipped();
        output.finish()?;
        Ok(RunAccount { documents: report.documents + skipped, skipped })
    }

    /// All files below the folder with their content, sorted by name.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = walkdir::WalkDir::new(self.folder.path())
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| (name(entry.path(), self.folder.path()), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }
}

fn name(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap().display().to_string()
}

struct RunAccount {
    documents: u64,
    skipped: u64,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    File,
    Folder,
}

#[derive(Debug, Clone, Copy)]
struct Case {
    shape: Shape,
    compression: Compression,
}

const CASES: [Case; 4] = [
    Case { shape: Shape::File, compression: Compression::None },
    Case { shape: Shape::File, compression: Compression::Zstd },
    Case { shape: Shape::Folder, compression: Compression::None },
    Case { shape: Shape::Folder, compression: Compression::Gzip },
];

/// A disk on which the call after `calls` others fails, and every one after it.
fn failing_after(calls: usize) -> Disk {
    let mut left = calls;
    Disk::watched(move |_, _| match left.checked_sub(1) {
        Some(fewer) => {
            left = fewer;
            Ok(())
        }
        None => Err(io::Error::from(io::ErrorKind::StorageFull)),
    })
}

/// The files of a run that nothing disturbs, paths aside.
fn undisturbed(case: Case) -> Vec<(String, Vec<u8>)> {
    let fixture = Fixture::new();
    fixture.run(case, Disk::default()).unwrap();
    without_paths(&fixture)
}

/// Manifests and logs name the input, whose folder is another one each time.
fn without_paths(fixture: &Fixture) -> Vec<(String, Vec<u8>)> {
    let folder = fixture.folder.path().display().to_string();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&folder, "");
    let files = fixture.files().into_iter().filter(|(name, _)| !name.ends_with("manifest.jsonl"));
    files
        .map(|(name, bytes)| match Path::new(&name).extension() {
            Some(extension) if extension == "jsonl" => (name, text(&bytes).into_bytes()),
            _ => (name, bytes),
        })
        .collect()
}

#[test]
fn a_disk_that_fails_at_any_call_leaves_a_result_that_can_be_resumed() {
    for case in CASES {
        let expected = undisturbed(case);
        for calls in 0.. {
            let fixture = Fixture::new();
            let Err(error) = fixture.run(case, failing_after(calls)) else {
                assert!(calls > 20, "{case:?}: only {calls} calls");
                break;
            };
            let context = format!("{case:?}, {calls} calls before: {error}");
            assert!(matches!(error, OutputError::Write { .. }), "{context}");
            let account = fixture.run(case, Disk::default()).expect(&context);
            assert_eq!(account.documents, DOCUMENTS as u64, "{context}");
            assert_eq!(without_paths(&fixture), expected, "{context}");
        }
    }
}

#[test]
fn a_run_that_is_killed_again_and_again_comes_to_its_end() {
    for case in CASES {
        let (expected, fixture) = (undisturbed(case), Fixture::new());
        let mut skipped = 0;
        for calls in 12.. {
            if let Ok(account) = fixture.run(case, failing_after(calls)) {
                skipped = account.skipped;
                break;
            }
        }
        assert!(skipped > 0, "{case:?}");
        assert_eq!(without_paths(&fixture), expected, "{case:?}");
    }
}

#[test]
fn data_are_on_the_disk_before_a_name_and_a_name_before_the_manifest() {
    let calls = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&calls);
    let disk = Disk::watched(move |call, path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        seen.lock().unwrap().push((call, name));
        Ok(())
    });
    let fixture = Fixture::new();
    fixture.run(CASES[2], disk).unwrap();
    let calls = calls.lock().unwrap();
    let calls: Vec<_> = calls.iter().map(|(call, name)| (*call, name.as_str())).collect();
    let first = calls.iter().position(|call| *call == (Call::Create, "part-00000.jsonl.tmp"));
    let expected = [
        (Call::Create, "part-00000.jsonl.tmp"),
        (Call::Write, "part-00000.jsonl.tmp"),
        (Call::Sync, "part-00000.jsonl.tmp"),
        (Call::Rename, "part-00000.jsonl"),
        (Call::SyncFolder, "out"),
        (Call::Write, "errors.jsonl"),
        (Call::Sync, "errors.jsonl"),
        (Call::Write, "manifest.jsonl"),
        (Call::Sync, "manifest.jsonl"),
    ];
    assert_eq!(calls[first.unwrap()..][..expected.len()], expected);
    assert_eq!(calls[calls.len() - 2..], [(Call::Rename, "_SUCCESS"), (Call::SyncFolder, "out")]);
}

#[test]
fn a_result_is_neither_lost_nor_continued_as_something_else() {
    let (case, fixture) = (CASES[2], Fixture::new());
    fixture.run(case, failing_after(30)).map(|_| ()).unwrap_err();
    let open = |existing, stages: &str| {
        let identity = Identity::from([("stages".to_owned(), stages.to_owned())]);
        let options = ResumableOptions { identity, existing, ..fixture.options(case) };
        Resumable::open(options, Failures::default()).err().map(|error| error.to_string())
    };
    let before = fixture.files();
    let refused = open(Existing::Refuse, "tokens").unwrap();
    assert!(refused.contains("holds results already"), "{refused}");
    let stale = open(Existing::Resume, "tokens,summary").unwrap();
    assert!(stale.contains("stages was `tokens`, now `tokens,summary`"), "{stale}");
    assert_eq!(fixture.files(), before);
    assert_eq!(open(Existing::Replace, "tokens,summary"), None);
}

#[test]
fn an_input_that_changed_is_not_continued() {
    let (case, fixture) = (CASES[0], Fixture::new());
    fixture.run(case, failing_after(30)).map(|_| ()).unwrap_err();
    let input = fs::read_to_string(fixture.input()).unwrap();
    fs::write(fixture.input(), input.replacen("schneit", "regnete", 1)).unwrap();
    let error = fixture.run(case, Disk::default()).map(|_| ()).unwrap_err().to_string();
    let expected = "the input changed between ";
    assert!(error.contains(expected) && error.contains("in.jsonl:1 and "), "{error}");
}

#[test]
fn two_runs_do_not_write_the_same_result() {
    let fixture = Fixture::new();
    for case in [CASES[0], CASES[2]] {
        let _first = Resumable::open(fixture.options(case), Failures::default()).unwrap();
        let second = Resumable::open(fixture.options(case), Failures::default());
        assert!(matches!(second, Err(OutputError::Busy { .. })));
        fs::remove_file(fixture.layout(case.shape).manifest()).unwrap();
    }
}
