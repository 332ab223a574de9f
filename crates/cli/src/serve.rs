//! `satz serve`: the page and annotation as a service.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use satz_serve::{Limits, Server};

use crate::arguments::count;
use crate::exit::{Ending, tell};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  satz serve                               then open http://127.0.0.1:7289 in a browser
  curl --data-binary @article.txt -H 'content-type: text/plain' http://127.0.0.1:7289/annotate
  curl --data-binary @article.txt -H 'content-type: text/plain' -H 'accept: text/x-conllu' \\
       'http://127.0.0.1:7289/annotate?language=de&stages=tokens,sentences'

There is no login and no encryption: who listens at another address than this machine's own puts
a proxy in front.")]
pub(crate) struct Serve {
    /// Address and port to listen at; the usual one is of this machine alone
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7289")]
    listen: SocketAddr,

    /// Bytes of a text, at most
    #[arg(long, value_name = "N", default_value_t = Limits::default().text_bytes)]
    max_bytes: usize,

    /// Texts that are annotated at a time; as many as there are cores if not given
    #[arg(long, value_name = "N", value_parser = count)]
    jobs: Option<NonZeroUsize>,

    /// Connections at a time; further clients wait
    #[arg(long, value_name = "N", default_value_t = Limits::default().connections)]
    max_connections: usize,

    /// Seconds that each step of a request may take: to arrive, to wait, to be annotated
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().time.as_secs())]
    timeout: u64,
}

pub(crate) fn run(options: &Serve) -> Result<Ending> {
    let usual = Limits::default();
    let limits = Limits {
        text_bytes: options.max_bytes,
        jobs: options.jobs.unwrap_or(usual.jobs),
        connections: options.max_connections,
        time: Duration::from_secs(options.timeout),
    };
    let server = Server::bind(options.listen, limits)
        .with_context(|| format!("cannot listen at {}", options.listen))?;
    tell(&format!("http://{} (Ctrl-C ends it)", server.address()));
    server.run_until_signal().context("cannot hear signals")?;
    Ok(Ending::Done)
}
