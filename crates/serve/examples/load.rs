//! Many clients at once, good, huge, slow and broken: every answer must be the right one.
//!
//! ```sh
//! cargo run --release -p satz-serve --example load -- 60
//! ```
//!
//! The argument is the number of seconds. The service is a process of its own, so that its memory is
//! told without that of its clients. An answer is right if it is, byte for byte, what the library
//! makes of the same text; memory may not grow, and few clients may be sent away.
#![expect(clippy::print_stdout, reason = "the figures are the output of this example")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use satz_driver::{Document, Encode, Preset, PresetLanguage};
use satz_io::JsonLines;
use satz_serve::{Limits, Server};
use satz_view::{Explainer, Page};
use tokio::sync::oneshot;

const CLIENTS: u64 = 64;
/// Megabytes that the service may take more at the end of a run than after the first third of it,
/// and more at any time than before the run.
const GROWTH: u64 = 16;
const HEIGHT: u64 = 64;
/// Of a hundred requests, those that may be answered with 429.
const BUSY: usize = 2;
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

/// What the library makes of the article.
#[derive(Debug, Clone)]
struct Expected {
    wire: String,
    page: String,
}

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
    let expected = Expected::new()?;
    let (mut service, address) = start()?;
    let first = ask(address, Kind::Article)?;
    if !expected.is_right(Kind::Article, &[200], &first) {
        return Err(format!("the service is wrong even alone: {}", first.1).into());
    }
    let before = resident_megabytes(service.id());
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let expected = expected.clone();
            let time = Duration::from_secs(seconds);
            thread::spawn(move || run(address, client, time, &expected))
        })
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
    let faults = [
        tell(accounts).map(|reason| format!("answers: {reason}")),
        (lost > 0).then(|| format!("{lost} clients broke off")),
        (!expected.is_right(Kind::Article, &[200], &healthy))
            .then(|| "the answer after the load is another".to_owned()),
        (!stopped).then(|| "the service did not stop cleanly".to_owned()),
        growth(before, &memory),
    ];
    let faults: Vec<_> = faults.into_iter().flatten().collect();
    for fault in &faults {
        println!("WRONG: {fault}");
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { 1.into() })
}

/// What is wrong with the memory of the run; the first third is for caches to fill.
fn growth(before: u64, memory: &[u64]) -> Option<String> {
    let (begin, rest) = memory.split_at(memory.len() / 3);
    let most = |megabytes: &[u64]| megabytes.iter().copied().max().unwrap_or(0);
    let (early, late, last) = (most(begin), most(rest), memory.last().copied().unwrap_or(0));
    if last == 0 {
        return Some("this system does not tell the memory of a process".to_owned());
    }
    let is_higher = early.max(late) > before + HEIGHT;
    let grows = last > early + GROWTH;
    (is_higher || grows).then(|| format!("memory: {before} MB before, {early} early, {last} last"))
}

impl Expected {
    fn new() -> Result<Self, Box<dyn Error>> {
        let preset = Preset { language: PresetLanguage::Detected, ..Preset::default() };
        let mut document = Document::new(ARTICLE)?;
        preset.pipeline()?.process(&mut document)?;
        let (mut wire, mut page) = (Vec::new(), Page::new("satz"));
        JsonLines.encode(&document, &mut wire)?;
        page.add(&document, Explainer::new(preset).explain(&document).as_ref());
        Ok(Self { wire: String::from_utf8(wire)?, page: page.render() })
    }

    fn is_right(&self, kind: Kind, right: &[u16], (status, answer): &(u16, String)) -> bool {
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        let is_expected = match kind {
            Kind::Article | Kind::Slow => body == self.wire,
            Kind::Page => body == self.page,
            Kind::GoneAway => answer.is_empty(),
            Kind::Huge | Kind::Stalled | Kind::BrokenJson | Kind::BrokenHttp => {
                answer.starts_with("HTTP/1.1 4")
            }
        };
        right.contains(status) && is_expected
    }
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
fn run(address: SocketAddr, client: u64, time: Duration, expected: &Expected) -> Accounts {
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
            Ok(answer) if !expected.is_right(kind, right, &answer) => {
                let beginning: String = answer.1.chars().take(80).collect();
                account.wrong.push(format!("{}: {beginning}", answer.0));
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

/// Writes a line for each kind, and says what is wrong with all of them.
fn tell(accounts: Vec<Accounts>) -> Option<String> {
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
        tell_kind(*kind, account);
    }
    let sum = |count: fn(&Account) -> usize| all.values().map(count).sum::<usize>();
    let (requests, wrong) = (sum(|it| it.seconds.len()), sum(|it| it.wrong.len()));
    let busy = sum(|it| it.busy);
    println!("{busy} of {requests} requests were sent away as the service was busy");
    (wrong > 0 || busy * 100 > requests * BUSY)
        .then(|| format!("{wrong} wrong and {busy} busy of {requests}"))
}

fn tell_kind(kind: Kind, account: &mut Account) {
    account.seconds.sort_by(f64::total_cmp);
    let Account { seconds, wrong, busy } = account;
    let at = |percent: usize| 1000.0 * seconds[(seconds.len() - 1) * percent / 100];
    let (kind, requests, p50, p99) = (format!("{kind:?}"), seconds.len(), at(50), at(99));
    println!("{kind:12} {requests:8} {busy:6} {:6} {p50:8.1} {p99:8.1}", wrong.len());
    for wrong in wrong.iter().take(3) {
        println!("             {wrong}");
    }
}
