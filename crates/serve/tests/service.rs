//! The service as clients see it, on a port of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::num::NonZeroUsize;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use satz_serve::{Limits, Server};
use tokio::sync::oneshot;

/// A service that ends with its value.
struct Service {
    address: SocketAddr,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Service {
    fn start(limits: Limits) -> Self {
        let server = Server::bind("127.0.0.1:0".parse().unwrap(), limits).unwrap();
        let address = server.address();
        let (end, ended) = oneshot::channel();
        let run = move || server.run_until(async { drop(ended.await) });
        Self { address, end: Some(end), thread: Some(thread::spawn(run)) }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream
    }

    /// Sends `head` lines and a body, and reads the answer: its status and the whole of it.
    fn ask(&self, head: &str, body: &[u8]) -> (u16, String) {
        let length = body.len();
        let head = format!(
            "{head}\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
        );
        let mut stream = self.connect();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        answer(&mut stream).unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.end.take().unwrap().send(()).unwrap();
        self.thread.take().unwrap().join().unwrap();
    }
}

fn answer(stream: &mut TcpStream) -> io::Result<(u16, String)> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let answer = String::from_utf8_lossy(&bytes).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    Ok((status.unwrap_or(0), answer))
}

fn small() -> Limits {
    Limits {
        text_bytes: 2000,
        jobs: NonZeroUsize::MIN,
        connections: 8,
        time: Duration::from_secs(2),
    }
}

#[test]
fn a_name_of_others_has_no_service_here() {
    let service = Service::start(small());
    let mut stream = service.connect();
    let head = b"GET /health HTTP/1.1\r\nhost: example.org\r\nconnection: close\r\n\r\n";
    stream.write_all(head).unwrap();
    let (status, answer) = answer(&mut stream).unwrap();
    assert!(status == 421 && answer.contains("ask for localhost"), "{answer}");
}

/// Without entities: their model takes a moment to load in a test build.
const QUICK: &str = "stages=tokens,sentences,summary";

#[test]
fn requests_and_their_answers() {
    let service = Service::start(small());
    let (text, json) = ("content-type: text/plain", "content-type: application/json");
    let post = |query: &str, head: &str| format!("POST /annotate?{query} HTTP/1.1\r\n{head}");
    let long = "a ".repeat(1001);
    let cases: [(&str, String, &[u8], u16, &str); 19] = [
        ("health", "GET /health HTTP/1.1".into(), b"", 200, "\r\n\r\nok"),
        ("description", "GET /openapi.json HTTP/1.1".into(), b"", 200, "\"3.1.0\""),
        ("the form", "GET / HTTP/1.1".into(), b"", 200, "<textarea"),
        (
            "a text",
            post(QUICK, text),
            b"Es schneit.",
            200,
            "{\"format\":1,\"text\":\"Es schneit.\"",
        ),
        ("an empty text", post(QUICK, text), b"", 200, "\"text\":\"\""),
        ("no content type", post(QUICK, "x: y"), b"Ja.", 200, "\"text\":\"Ja.\""),
        ("JSON", post(QUICK, json), br#"{"text":"Ja.","id":"7"}"#, 200, "\"id\":\"7\""),
        (
            "another format",
            post(QUICK, "content-type: text/plain\r\naccept: text/x-conllu"),
            b"Ja.",
            200,
            "# text = Ja.",
        ),
        ("a page", post(QUICK, "accept: text/html"), b"<b>", 200, "&lt;b&gt;"),
        (
            "a form",
            "POST / HTTP/1.1".into(),
            b"text=Gr%C3%BC%C3%9F+Gott&stages=tokens,sentences",
            200,
            "Grüß Gott",
        ),
        (
            "a format without its layer",
            post("stages=tokens", "accept: text/x-conllu"),
            b"a",
            422,
            "stages",
        ),
        ("no format", post(QUICK, "accept: image/png"), b"a", 406, "text/x-conllu"),
        ("a stage without its input", post("stages=summary", text), b"a", 400, "needs layer"),
        ("an unknown option", post("stage=tokens", text), b"a", 400, "is no option"),
        ("broken JSON", post(QUICK, json), b"{\"text\":", 400, "EOF"),
        ("no UTF-8", post(QUICK, text), b"\xff\xfe", 400, "not UTF-8"),
        ("a foreign type", post(QUICK, "content-type: image/png"), b"a", 415, "text/plain"),
        ("too much", post(QUICK, text), long.as_bytes(), 413, "at most 2000 bytes"),
        ("a wrong address", "GET /annotations HTTP/1.1".into(), b"", 404, "/openapi.json"),
    ];
    for (name, head, body, status, part) in cases {
        let (found, answer) = service.ask(&head, body);
        assert_eq!(found, status, "{name}: {answer}");
        assert!(answer.contains(part), "{name}: {answer}");
    }
    assert_eq!(service.ask("GET /annotate HTTP/1.1", b"").0, 405);
}

#[test]
fn far_too_much_is_heard_out() {
    let service = Service::start(small());
    let (status, _) = service.ask("POST /annotate HTTP/1.1", &vec![b'a'; 30_000]);
    assert_eq!(status, 413);
}

#[test]
fn slow_clients_lose_their_turn() {
    let service = Service::start(Limits { time: Duration::from_millis(200), ..small() });
    let mut head_never_ends = service.connect();
    head_never_ends.write_all(b"POST /annotate HTTP/1.1\r\nhost").unwrap();
    let mut body_never_ends = service.connect();
    body_never_ends
        .write_all(b"POST /annotate HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nab")
        .unwrap();
    let mut bytes = [0; 12];
    body_never_ends.read_exact(&mut bytes).unwrap();
    assert_eq!(&bytes, b"HTTP/1.1 408");
    assert_ne!(answer(&mut head_never_ends).unwrap().0, 200);
    assert_eq!(service.ask("GET /health HTTP/1.1", b"").0, 200);
}

#[test]
fn a_request_under_work_is_answered_before_the_end() {
    let service = Service::start(small());
    let mut client = service.connect();
    let head =
        format!("POST /annotate?{QUICK} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\n\r\n");
    client.write_all(head.as_bytes()).unwrap();
    client.write_all(b"J").unwrap();
    let reader = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        client.write_all(b"a.").unwrap();
        answer(&mut client).unwrap()
    });
    thread::sleep(Duration::from_millis(100));
    drop(service);
    let (status, answer) = reader.join().unwrap();
    assert_eq!(status, 200, "{answer}");
}

#[test]
fn many_clients_at_once_get_their_own_answers() {
    let service = Service::start(Limits { time: Duration::from_secs(30), ..small() });
    let post = format!("POST /annotate?{QUICK} HTTP/1.1");
    thread::scope(|scope| {
        for client in 0..16 {
            let (service, post) = (&service, &post);
            scope.spawn(move || {
                for number in 0..10 {
                    let text = format!("Satz {number} von {client}. ");
                    let (status, answer) = service.ask(post, text.as_bytes());
                    assert_eq!(status, 200, "{answer}");
                    assert!(answer.contains(&text), "{text}: {answer}");
                    assert_eq!(service.ask(post, &[0xff; 10]).0, 400);
                    assert_eq!(service.ask(post, &[b'a'; 2500]).0, 413);
                    drop(service.connect());
                }
            });
        }
    });
}
