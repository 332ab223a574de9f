//! satz as a small service on the local machine.
//!
//! | request | answer |
//! |---|---|
//! | `GET /` | a page with a form: paste a text, choose stages, see the result |
//! | `POST /annotate` | the document, in the wire format or another that `Accept` asks for |
//! | `GET /health` | `ok` |
//! | `GET /openapi.json` | this table in full, as `OpenAPI` 3.1 |
//!
//! Every request is bounded in size and time, and so is the number of those under work: see
//! [`Limits`]. Pipelines run on threads of their own, never on those that serve connections. What
//! is refused is refused with a problem document (RFC 9457) that says what to do.
//!
//! # Example
//! ```no_run
//! use satz_serve::{Limits, Server};
//!
//! let server = Server::bind("127.0.0.1:7289".parse()?, Limits::default())?;
//! println!("http://{}", server.address());
//! server.run_until_signal()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotators;
mod asked;
mod body;
mod form;
mod given;
mod host;
mod limits;
mod media;
mod problem;
mod router;
mod server;
mod worker;

pub use limits::Limits;
pub use server::Server;
