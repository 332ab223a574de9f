//! The tests of damaged runs at full size: a corpus killed a hundred times, a line of 1 GB, two
//! million tiny documents.
//!
//! `cargo run --release -p satz-cli --example faults -- target/release/satz`

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Stages that need no model, so that a run is about reading and writing.
const QUICK: [&str; 5] = ["annotate", "--language", "de", "--stages", "tokens,sentences"];
const KILLS: u64 = 100;

fn main() -> Result<()> {
    let program = std::env::args().nth(1).ok_or("name the program: target/release/satz")?;
    let program = fs::canonicalize(program)?;
    let folder = tempfile::tempdir()?;
    let faults = Faults { program, folder: folder.path().to_owned() };
    let mut out = io::stdout().lock();
    writeln!(out, "{}", faults.kills()?)?;
    writeln!(out, "{}", faults.one_line(1 << 10)?)?;
    for documents in [200_000, 2_000_000] {
        writeln!(out, "{}", faults.tiny(documents)?)?;
    }
    Ok(())
}

/// The program under test and a folder to work in.
struct Faults {
    program: PathBuf,
    folder: PathBuf,
}

impl Faults {
    fn satz(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(QUICK).args(arguments).current_dir(&self.folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Kills runs a hundred times at random moments, and resumes them until they are complete.
    fn kills(&self) -> Result<String> {
        write_corpus(&self.folder.join("in.jsonl"))?;
        self.satz(&["in.jsonl", "--part-size", "4M", "-o", "expected/"]).status()?;
        let arguments = ["in.jsonl", "--part-size", "4M", "-o", "parts/", "--resume"];
        let mut random = fastrand::Rng::with_seed(1);
        let (mut killed, mut complete, mut same) = (0, 0, 0);
        while killed < KILLS {
            let mut child = self.satz(&arguments).spawn()?;
            thread::sleep(Duration::from_millis(random.u64(50..800)));
            child.kill()?;
            if child.wait()?.code().is_none() {
                killed += 1;
                continue;
            }
            complete += 1;
            let (parts, expected) = (self.folder.join("parts"), self.folder.join("expected"));
            same += u64::from(files(&parts)? == files(&expected)?);
            fs::remove_dir_all(parts)?;
        }
        Ok(format!("{killed} kills: {same} of {complete} results are the undisturbed one"))
    }

    /// A line of so many megabytes before one that is a document.
    fn one_line(&self, megabytes: usize) -> Result<String> {
        let peak = self.feed(|stdin| {
            let block = vec![b'a'; 1 << 20];
            (0..megabytes).try_for_each(|_| stdin.write_all(&block))?;
            stdin.write_all(b"\n{\"text\":\"Es schneit.\"}\n")
        })?;
        Ok(format!("a line of {megabytes} MB: peak memory {peak}"))
    }

    fn tiny(&self, documents: usize) -> Result<String> {
        let start = Instant::now();
        let peak = self.feed(|stdin| {
            let block = "{\"text\":\"Ja.\"}\n".repeat(1000);
            (0..documents / 1000).try_for_each(|_| stdin.write_all(block.as_bytes()))
        })?;
        let seconds = start.elapsed().as_secs_f64();
        Ok(format!("{documents} tiny documents: peak memory {peak}, {seconds:.1} s"))
    }

    /// Feeds a run and tells the most memory that it had, as Linux counts it.
    fn feed(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<String> {
        let mut command = self.satz(&["--input-format", "jsonl", "-"]);
        let mut child = command.stdin(Stdio::piped()).spawn()?;
        let mut stdin = BufWriter::new(child.stdin.take().ok_or("there is no pipe")?);
        write(&mut stdin)?;
        stdin.flush()?;
        thread::sleep(Duration::from_millis(300));
        let peak = peak(&child)?;
        drop(stdin);
        child.wait()?;
        Ok(peak)
    }
}

/// `VmHWM` of a process that still runs.
fn peak(child: &Child) -> Result<String> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id()))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.ok_or("this system does not tell the memory of a process")?.trim().to_owned())
}

/// About 40 MB of documents.
fn write_corpus(path: &Path) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for number in 0..100_000 {
        let text = "Die Straßen sind glatt. ".repeat(number % 31);
        writeln!(file, "{{\"id\":{number},\"text\":\"Meldung {number}: {text}\"}}")?;
    }
    file.flush()
}

/// The files of a folder, by name.
fn files(folder: &Path) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(PathBuf::from).unwrap_or_default();
        files.push((name, fs::read(path)?));
    }
    files.sort();
    Ok(files)
}
