//! The table of contents of a page with several documents.

use maud::{Markup, html};

use crate::article::Article;
use crate::breakable::Breakable;
use crate::index;
use crate::palette::Palette;

/// The articles and the names in them; nothing for a page with one article.
pub(crate) fn section(articles: &[Article], palette: &Palette) -> Markup {
    html! {
        @if articles.len() > 1 {
            div.overview id="overview" {
                nav aria-labelledby="articles" {
                    h2 id="articles" { "Articles" }
                    ol { @for article in articles { li {
                        a href={ "#" (article.anchors.article()) } dir="auto" {
                            (Breakable(&article.headline))
                        }
                        (article.facts)
                        (article.counts)
                    } } }
                }
                (index::section(articles, palette))
            }
        }
    }
}

/// Links from an article to those beside it and to the table of contents.
pub(crate) fn steps(articles: &[Article], position: usize) -> Markup {
    let before = position.checked_sub(1).and_then(|before| articles.get(before));
    let next = articles.get(position + 1);
    html! {
        @if articles.len() > 1 {
            nav.steps aria-label="Other articles" {
                @if let Some(article) = before {
                    a href={ "#" (article.anchors.article()) } { "← Previous" } " "
                }
                a href="#overview" { "All articles" } " "
                @if let Some(article) = next {
                    a href={ "#" (article.anchors.article()) } { "Next →" }
                }
            }
        }
    }
}
