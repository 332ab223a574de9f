//! Which request is answered by what.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use satz_driver::{Preset, PresetLanguage};
use satz_view::Page;

use crate::asked::Asked;
use crate::limits::Limits;
use crate::media::Media;
use crate::problem::Problem;
use crate::worker::Worker;
use crate::{body, form, given, host};

const DESCRIPTION: &str = include_str!("../assets/openapi.json");

/// A form has its text with three bytes for each that is no letter of ASCII.
const FORM_GROWTH: usize = 3;

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Service {
    worker: Worker,
    limits: Limits,
}

/// The routes of the service.
pub(crate) fn router(limits: Limits, address: SocketAddr) -> Router {
    Router::new()
        .route("/", get(empty_form).post(filled_form))
        .route("/annotate", post(annotate))
        .route("/health", get(|| async { "ok" }))
        .route("/openapi.json", get(description))
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(|| async { Problem::MethodNotAllowed })
        .layer(from_fn_with_state(address, host::check))
        .with_state(Service { worker: Worker::new(&limits), limits })
}

async fn annotate(
    State(Service { worker, limits }): State<Service>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let preset = Asked::read(query.unwrap_or_default().as_bytes())?.only_options()?;
    let media = Media::accepted(&headers)?;
    let body = body::read(body, limits.text_bytes, limits.time).await?;
    let document = given::document(&headers, body)?;
    let bytes = worker.encode(document, preset, media).await?;
    let kind = [(header::CONTENT_TYPE, media.content_type())];
    Ok((kind, safety(), bytes).into_response())
}

async fn empty_form() -> impl IntoResponse {
    let preset = Preset { language: PresetLanguage::Detected, ..Preset::default() };
    (safety(), Html(page(&form::form("", &preset)).render()))
}

async fn filled_form(
    State(Service { worker, limits }): State<Service>,
    body: Body,
) -> Result<impl IntoResponse, Problem> {
    let body = body::read(body, FORM_GROWTH * limits.text_bytes, limits.time).await?;
    let Asked { preset, others } = Asked::read(&body)?;
    let text = others.into_iter().find(|(key, _)| key == "text").map(|(_, text)| text);
    let text = text.ok_or_else(|| Problem::BadRequest("the form has no text".to_owned()))?;
    if text.len() > limits.text_bytes {
        return Err(Problem::TooLarge { limit: limits.text_bytes });
    }
    let page = page(&form::form(&text, &preset));
    let html = worker.show(given::pasted(&text)?, preset, page).await?;
    Ok((safety(), Html(html)))
}

async fn description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/openapi+json;version=3.1")], DESCRIPTION)
}

fn page(form: &maud::Markup) -> Page {
    Page::new("satz").preface(form.clone())
}

/// A result is what its type says, and no other site may embed it.
fn safety() -> [(HeaderName, &'static str); 2] {
    [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_is_json_and_names_every_route() {
        let description: serde_json::Value = serde_json::from_str(DESCRIPTION).unwrap();
        let paths: Vec<_> = description["paths"].as_object().unwrap().keys().collect();
        assert_eq!(paths, ["/", "/annotate", "/health", "/openapi.json"]);
    }

    #[test]
    fn the_description_says_that_every_route_may_refuse_a_foreign_host() {
        let description: serde_json::Value = serde_json::from_str(DESCRIPTION).unwrap();
        let paths = description["paths"].as_object().unwrap().values();
        let operations: Vec<_> = paths.flat_map(|path| path.as_object().unwrap()).collect();
        assert_eq!(operations.len(), 5);
        for (method, operation) in operations {
            assert!(operation["responses"]["421"].is_object(), "{method}: {operation}");
        }
    }
}
