//! Who a request believes to talk to.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header, uri::Authority};
use axum::middleware::Next;
use axum::response::Response;

use crate::problem::Problem;

/// Refuses names of others for a service of this machine alone.
///
/// A site may let its own name stand for 127.0.0.1 (DNS rebinding); its pages would then be of one
/// origin with the service, and could read what it answers. An address cannot be made to stand for
/// another.
pub(crate) async fn check(
    State(address): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if address.ip().is_loopback() && !is_ours(request.headers()) {
        return Err(Problem::Misdirected);
    }
    Ok(next.run(request).await)
}

/// Whether the host that was asked for is an address or a name of this machine. Browsers always
/// name one.
fn is_ours(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST) else { return true };
    let Ok(authority) = Authority::try_from(host.as_bytes()) else { return false };
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || host.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn names_of_others_are_refused() {
        let cases = [
            ("127.0.0.1:7289", true),
            ("[::1]:7289", true),
            ("localhost:7289", true),
            ("LOCALHOST", true),
            ("satz.localhost:7289", true),
            ("example.org:7289", false),
            ("127.0.0.1.example.org", false),
            ("localhost.example.org", false),
            ("notlocalhost", false),
            ("", false),
        ];
        for (host, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            assert_eq!(is_ours(&headers), expected, "{host}");
        }
        assert!(is_ours(&HeaderMap::new()));
    }
}
