//! The media types of a result.

use axum::http::{HeaderMap, header};

use crate::problem::Problem;

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    Wire,
    Page,
    Readable,
    Conllu,
    Iob2,
    WebAnnotation,
    Spacy,
}

/// The first is the usual one. There are no registered types for CoNLL-U, IOB2 and spaCy's JSON.
const TYPES: [(&str, Media); 7] = [
    ("application/json", Media::Wire),
    ("text/html", Media::Page),
    ("text/plain", Media::Readable),
    ("text/x-conllu", Media::Conllu),
    ("text/x-iob2", Media::Iob2),
    ("application/ld+json", Media::WebAnnotation),
    ("application/x-spacy+json", Media::Spacy),
];

impl Media {
    /// What the client likes best (RFC 9110, section 12.5.1); JSON if it does not say.
    pub(crate) fn accepted(headers: &HeaderMap) -> Result<Self, Problem> {
        let Some(accept) = headers.get(header::ACCEPT) else { return Ok(Media::Wire) };
        let accept = accept.to_str().unwrap_or_default();
        let ranges = accept.split(',').map(Range::read);
        let mut best: Option<(f32, Self)> = None;
        for range in ranges.filter(|range| range.quality > 0.0) {
            let found = TYPES.iter().find(|(name, _)| range.covers(name));
            if let Some((_, media)) = found
                && best.is_none_or(|(quality, _)| quality < range.quality)
            {
                best = Some((range.quality, *media));
            }
        }
        let names = || TYPES.map(|(name, _)| name).join(", ");
        best.map(|(_, media)| media).ok_or_else(|| Problem::NotAcceptable(names()))
    }

    /// The value of the header `Content-Type`.
    pub(crate) fn content_type(self) -> String {
        let found = TYPES.iter().find(|(_, media)| *media == self);
        let name = found.map_or(TYPES[0].0, |(name, _)| name);
        if name.starts_with("text/") { format!("{name}; charset=utf-8") } else { name.to_owned() }
    }
}

/// One element of `Accept`: `text/*;q=0.5`.
struct Range<'a> {
    name: &'a str,
    quality: f32,
}

impl<'a> Range<'a> {
    fn read(element: &'a str) -> Self {
        let mut parts = element.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
        Self { name, quality: quality.unwrap_or(1.0) }
    }

    fn covers(&self, name: &str) -> bool {
        let stem = self.name.strip_suffix('*').filter(|stem| stem.ends_with('/'));
        self.name == "*/*"
            || self.name.eq_ignore_ascii_case(name)
            || stem.is_some_and(|stem| name.starts_with(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept: &str) -> Option<Media> {
        let headers = HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]);
        Media::accepted(&headers).ok()
    }

    #[test]
    fn the_client_gets_what_it_likes_best() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let cases = [
            ("*/*", Some(Media::Wire)),
            ("application/json", Some(Media::Wire)),
            (browser, Some(Media::Page)),
            ("text/*", Some(Media::Page)),
            ("text/html;q=0.5, text/x-conllu", Some(Media::Conllu)),
            ("application/ld+json; q=0.9, image/png", Some(Media::WebAnnotation)),
            ("application/json;q=0", None),
            ("image/png", None),
            ("", None),
        ];
        for (accept, expected) in cases {
            assert_eq!(accepted(accept), expected, "{accept}");
        }
        assert_eq!(Media::accepted(&HeaderMap::new()).ok(), Some(Media::Wire));
    }
}
