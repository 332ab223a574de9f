//! The loop that takes connections.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{self, Runtime};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::limits::Limits;
use crate::router::router;

/// After a connection could not be taken, as when there are no file descriptors left.
const PAUSE: Duration = Duration::from_millis(50);

/// A service that has its address and waits to be run.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    limits: Limits,
}

impl Server {
    /// Takes `address`; port 0 is any that is free.
    ///
    /// # Errors
    /// [`io::Error`] if the address is taken or not ours.
    pub fn bind(address: SocketAddr, limits: Limits) -> io::Result<Self> {
        let runtime = runtime::Builder::new_multi_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind(address))?;
        let address = listener.local_addr()?;
        Ok(Self { runtime, listener, address, limits })
    }

    /// The address that it listens at.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until Ctrl-C or SIGTERM; requests under work are answered first.
    ///
    /// # Errors
    /// [`io::Error`] if signals cannot be heard.
    pub fn run_until_signal(self) -> io::Result<()> {
        let mut failed = Ok(());
        self.run_until(async { failed = signal().await });
        failed
    }

    /// Serves until `end` is there; requests under work are answered first, if they are within
    /// their time.
    pub fn run_until(self, end: impl Future<Output = ()>) {
        let Self { runtime, listener, address, limits } = self;
        runtime.block_on(async {
            let open = GracefulShutdown::new();
            tokio::select! {
                () = accept(&listener, router(limits, address), limits, &open) => {}
                () = end => {}
            }
            drop(listener);
            // Who is still sending by then is not waited for.
            let _ = timeout(2 * limits.time, open.shutdown()).await;
        });
        runtime.shutdown_timeout(limits.time);
    }
}

/// Takes connections for ever, a bounded number at a time.
async fn accept(listener: &TcpListener, service: Router, limits: Limits, open: &GracefulShutdown) {
    let free = Arc::new(Semaphore::new(limits.connections));
    loop {
        let place = Arc::clone(&free).acquire_owned().await;
        match listener.accept().await {
            Ok((stream, _)) => {
                let watched = open.watcher();
                let connection = connection(stream, service.clone(), limits.time);
                tokio::spawn(async move {
                    let _place = place;
                    // A client that breaks off is its own affair.
                    let _ = watched.watch(connection).await;
                });
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

type Connection = http1::Connection<TokioIo<TcpStream>, TowerToHyperService<Router>>;

/// HTTP/1.1, with a bound on the time that a head takes to arrive.
fn connection(stream: TcpStream, service: Router, time: Duration) -> Connection {
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(time)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
}

#[cfg(unix)]
async fn signal() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        outcome = tokio::signal::ctrl_c() => outcome,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn signal() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
