//! Many clients at once, good, huge, slow and broken: every answer must be the right one.
//!
//! ```sh
//! cargo run --release -p satz-serve --example load -- 60
//! ```
//!
//! The argument is the number of seconds. The service is a process of its own, so that its memory is
//! told without that of its clients.
#![expect(clippy::print_stdout, reason = "the figures are the output of this example")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use satz_serve::{Limits, Server};
use tokio::sync::oneshot;

const CLIENTS: u64 = 64;
/// Instead of the seconds: be the service.
const SERVE: &str = "serve";
const ARTICLE: &str = include_str!("../../../fixtures/de/foreign-policy/article.txt");

/// What a client sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Article,
    Page,
    Huge,
    Slow,
    Stalled,
    BrokenJson,
    BrokenHttp,
    GoneAway,
}

/// Each kind with its share of a hundred requests, and the answers that are right.
const MIX: [(Kind, usize, &[u16]); 8] = [
    (Kind::Article, 55, &[200]),
    (Kind::Page, 15, &[200]),
    (Kind::Huge, 8, &[413]),
    (Kind::Slow, 8, &[200]),
    (Kind::Stalled, 2, &[408]),
    (Kind::BrokenJson, 6, &[400]),
    (Kind::BrokenHttp, 3, &[400]),
    (Kind::GoneAway, 3, &[0]),
];

/// What became of the requests of one kind.
#[derive(Debug, Default)]
struct Account {
    seconds: Vec<f64>,
    wrong: Vec<String>,
    busy: usize,
}

type Accounts = BTreeMap<Kind, Account>;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let argument = std::env::args().nth(1);
    if argument.as_deref() == Some(SERVE) {
        return serve();
    }
    let seconds = argument.map_or(Ok(60), |seconds| seconds.parse())?;
    let (mut service, address) = start()?;
    ask(address, Kind::Article)?;
    let before = resident_megabytes(service.id());
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| thread::spawn(move || run(address, client, Duration::from_secs(seconds))))
        .collect();
    let process = service.id();
    let watch = thread::spawn(move || watch(process, seconds));
    let accounts: Vec<_> = clients.into_iter().filter_map(|client| client.join().ok()).collect();
    let lost = usize::try_from(CLIENTS)? - accounts.len();
    let memory = watch.join().unwrap_or_default();
    let healthy = ask(address, Kind::Article)?;
    drop(service.stdin.take());
    let stopped = service.wait()?.success();
    println!("memory in MB: {before} before, then {memory:?}");
    println!("after the load: status {}, stopped cleanly: {stopped}", healthy.0);
    let wrong = tell(accounts) + lost;
    Ok(if wrong == 0 && healthy.0 == 200 && stopped { ExitCode::SUCCESS } else { 1.into() })
}

/// Serves until standard input ends, and tells the address first.
fn serve() -> Result<ExitCode, Box<dyn Error>> {
    let limits = Limits { time: Duration::from_secs(3), ..Limits::default() };
    let server = Server::bind("127.0.0.1:0".parse()?, limits)?;
    println!("{}", server.address());
    let (end, ended) = oneshot::channel::<()>();
    thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        drop(end);
    });
    server.run_until(async { drop(ended.await) });
    Ok(ExitCode::SUCCESS)
}

/// The service, and where it listens.
fn start() -> Result<(Child, SocketAddr), Box<dyn Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(SERVE).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut service = command.spawn()?;
    let mut line = String::new();
    BufReader::new(service.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    Ok((service, line.trim().parse()?))
}

/// Asks until the time is over.
fn run(address: SocketAddr, client: u64, time: Duration) -> Accounts {
    let (start, mut random) = (Instant::now(), fastrand::Rng::with_seed(client));
    let mut accounts = Accounts::new();
    while start.elapsed() < time {
        let (kind, right) = choose(&mut random);
        let begin = Instant::now();
        let outcome = ask(address, kind);
        let account = accounts.entry(kind).or_default();
        account.seconds.push(begin.elapsed().as_secs_f64());
        match outcome {
            Ok((429, _)) => account.busy += 1,
            Ok((status, answer)) if !is_right(kind, right, status, &answer) => {
                account
                    .wrong
                    .push(format!("{status}: {}", answer.chars().take(80).collect::<String>()));
            }
            Ok(_) => {}
            Err(error) => account.wrong.push(error.to_string()),
        }
    }
    accounts
}

fn choose(random: &mut fastrand::Rng) -> (Kind, &'static [u16]) {
    let mut ticket = random.usize(..100);
    for (kind, share, right) in MIX {
        if ticket < share {
            return (kind, right);
        }
        ticket -= share;
    }
    (Kind::Article, &[200])
}

fn is_right(kind: Kind, right: &[u16], status: u16, answer: &str) -> bool {
    let content = match kind {
        Kind::Article | Kind::Slow => "\"entities\":{\"spans\":[[",
        Kind::Page => "</html>",
        Kind::GoneAway => "",
        _ => "HTTP/1.1 4",
    };
    right.contains(&status) && answer.contains(content)
}

/// The status and the whole answer; 0 for a client that did not wait for it.
fn ask(address: SocketAddr, kind: Kind) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let article = ARTICLE.as_bytes();
    match kind {
        Kind::Article => send(&mut stream, "content-type: text/plain", article)?,
        Kind::Page => send(&mut stream, "accept: text/html", article)?,
        Kind::Huge => send(&mut stream, "content-type: text/plain", &vec![b'a'; 3 << 20])?,
        Kind::Slow => {
            head(&mut stream, "content-type: text/plain", article.len())?;
            for part in article.chunks(article.len() / 4 + 1) {
                thread::sleep(Duration::from_millis(100));
                stream.write_all(part)?;
            }
        }
        Kind::Stalled => head(&mut stream, "content-type: text/plain", 10)?,
        Kind::BrokenJson => send(&mut stream, "content-type: application/json", b"{\"text\":\"a")?,
        Kind::BrokenHttp => stream.write_all(b"POST\0/annotate HTTP/9.9\r\n\r\n")?,
        Kind::GoneAway => {
            head(&mut stream, "content-type: text/plain", article.len())?;
            stream.write_all(&article[..article.len() / 2])?;
            return Ok((0, String::new()));
        }
    }
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    Ok((status.unwrap_or(1), answer))
}

fn send(stream: &mut TcpStream, field: &str, body: &[u8]) -> io::Result<()> {
    head(stream, field, body.len())?;
    stream.write_all(body)
}

fn head(stream: &mut TcpStream, field: &str, length: usize) -> io::Result<()> {
    write!(
        stream,
        "POST /annotate HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{field}\r\n\
         content-length: {length}\r\n\r\n"
    )
}

/// Memory of `process` at ten moments of the run.
fn watch(process: u32, seconds: u64) -> Vec<u64> {
    let moment = Duration::from_secs(seconds) / 10;
    (0..10)
        .map(|_| {
            thread::sleep(moment);
            resident_megabytes(process)
        })
        .collect()
}

/// Memory of a process, where the system tells (Linux).
fn resident_megabytes(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// A line for each kind; the number of wrong answers.
fn tell(accounts: Vec<Accounts>) -> usize {
    let mut all = Accounts::new();
    for (kind, account) in accounts.into_iter().flatten() {
        let sum = all.entry(kind).or_default();
        sum.seconds.extend(account.seconds);
        sum.wrong.extend(account.wrong);
        sum.busy += account.busy;
    }
    println!(
        "{:12} {:>8} {:>6} {:>6} {:>8} {:>8}",
        "", "requests", "busy", "wrong", "p50 ms", "p99 ms"
    );
    for (kind, account) in &mut all {
        account.seconds.sort_by(f64::total_cmp);
        let at =
            |percent: usize| 1000.0 * account.seconds[(account.seconds.len() - 1) * percent / 100];
        let (requests, wrong) = (account.seconds.len(), account.wrong.len());
        let kind = format!("{kind:?}");
        println!(
            "{kind:12} {requests:8} {:6} {wrong:6} {:8.1} {:8.1}",
            account.busy,
            at(50),
            at(99)
        );
        for wrong in account.wrong.iter().take(3) {
            println!("             {wrong}");
        }
    }
    all.values().map(|account| account.wrong.len()).sum()
}
