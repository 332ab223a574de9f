//! Why a request has no result.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

/// A request that is refused, and what the client can do about it.
#[derive(Debug, Error)]
pub(crate) enum Problem {
    #[error("{0}")]
    BadRequest(String),
    #[error("there is nothing at this address: see /openapi.json")]
    NotFound,
    #[error("this address does not take that method: see /openapi.json")]
    MethodNotAllowed,
    #[error("the result can be had as {0}")]
    NotAcceptable(String),
    #[error("the request did not arrive in time")]
    SlowRequest,
    #[error("a text has at most {limit} bytes: split it")]
    TooLarge { limit: usize },
    #[error("the text takes too long to annotate: split it")]
    TooLong,
    #[error("a request is text/plain or application/json, in UTF-8")]
    UnsupportedMediaType,
    #[error("{0}")]
    Unprocessable(String),
    #[error("too many texts are waiting: try again in a moment")]
    Busy,
    #[error("this service has no such name: ask for localhost, or for its address")]
    Misdirected,
    #[error("this is a bug of the service: {0}")]
    Internal(String),
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable(_) => StatusCode::NOT_ACCEPTABLE,
            Self::SlowRequest => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge { .. } | Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unprocessable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// As a problem document (RFC 9457).
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let problem = json!({
            "type": "about:blank",
            "title": status.canonical_reason(),
            "status": status.as_u16(),
            "detail": self.to_string(),
        });
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, kind, problem.to_string()).into_response();
        if matches!(self, Self::Busy) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}
