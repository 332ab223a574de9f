//! The names in all documents of a page.

use std::cmp::Reverse;
use std::collections::HashMap;

use maud::{Markup, html};

use crate::article::{Anchors, Article};
use crate::metadata::counted;
use crate::names;
use crate::palette::Palette;

/// Links that a row shows; the others are behind a disclosure.
const LINKS: usize = 12;

/// A name over all documents.
struct Entry<'a> {
    name: &'a names::Name,
    mentions: usize,
    /// Each document with its first mention.
    places: Vec<(Anchors, usize)>,
}

/// Most mentions first.
fn entries(articles: &[Article]) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut positions = HashMap::new();
    for article in articles {
        for name in &article.names {
            let key = (name.text.as_str(), name.tag.as_str());
            let position = *positions.entry(key).or_insert(entries.len());
            if position == entries.len() {
                entries.push(Entry { name, mentions: 0, places: Vec::new() });
            }
            entries[position].mentions += name.mentions.len();
            entries[position].places.push((article.anchors, name.mentions[0]));
        }
    }
    entries.sort_by_key(|entry| Reverse(entry.mentions));
    entries
}

/// A row for each name: how often, and where first in each document.
///
/// The search field is hidden until the script of the page is there to serve it.
pub(crate) fn section(articles: &[Article], palette: &Palette) -> Markup {
    let entries = entries(articles);
    html! {
        @if !entries.is_empty() {
            section aria-labelledby="names" {
                h2 id="names" { "Names" }
                p.search hidden {
                    label for="search" { "Search the names" } " "
                    input id="search" type="search" autocomplete="off" spellcheck="false";
                    " " output for="search" { (counted(entries.len(), "name")) }
                }
                div.scroll role="region" aria-labelledby="names" tabindex="0" {
                    (table(&entries, palette))
                }
            }
        }
    }
}

fn table(entries: &[Entry<'_>], palette: &Palette) -> Markup {
    html! {
        table.names id="index" {
            thead { tr {
                th scope="col" { "Name" }
                th.figure scope="col" { "Mentions" }
                th scope="col" { "First in article" }
            } }
            tbody { @for entry in entries { (row(entry, palette)) } }
        }
    }
}

fn row(Entry { name, mentions, places }: &Entry<'_>, palette: &Palette) -> Markup {
    let (shown, others) = places.split_at(places.len().min(LINKS));
    html! {
        tr class=(palette.class(&name.label)) {
            th scope="row" { (names::title(&name.text, &name.tag)) }
            td.figure { (mentions) }
            td {
                (links(shown))
                @if !others.is_empty() {
                    details { summary { (counted(others.len(), "more article")) } (links(others)) }
                }
            }
        }
    }
}

fn links(places: &[(Anchors, usize)]) -> Markup {
    html! {
        ol.mentions { @for (anchors, mention) in places {
            li { a href={ "#" (anchors.mention(*mention)) } { (anchors.number) } }
        } }
    }
}
