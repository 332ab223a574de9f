//! A folder to work in and the command to run there.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with a corpus in it.
pub(crate) struct Workshop {
    folder: TempDir,
}

/// Stages that need no model, so that a run is about reading and writing.
pub(crate) const QUICK: [&str; 4] = ["--language", "de", "--stages", "tokens,sentences"];

impl Workshop {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with `in.jsonl`, in which every 97th document has no text.
    pub(crate) fn with_documents(count: usize) -> Self {
        let workshop = Self::new();
        let line = |number: usize| match number % 97 {
            50 => format!("{{\"id\":{number}}}\n"),
            _ => format!(
                "{{\"id\":{number},\"text\":\"Meldung {number}: Es schneit. {}\"}}\n",
                "Die Straßen sind glatt. ".repeat(number % 13)
            ),
        };
        workshop.write("in.jsonl", (0..count).map(line).collect::<String>().as_bytes());
        workshop
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// `satz annotate` in this folder, with the quick stages.
    pub(crate) fn annotate(&self, arguments: &[&str]) -> Command {
        let mut command = self.satz(&["annotate"]);
        command.args(QUICK).args(arguments);
        command
    }

    pub(crate) fn satz(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("satz"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }
}

/// What a command did, to be read in an assertion.
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

pub(crate) fn run(command: &mut Command) -> Outcome {
    command.output().unwrap().into()
}
