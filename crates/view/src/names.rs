//! The names in a document, by frequency.

use std::cmp::Reverse;
use std::collections::HashMap;

use maud::{Markup, html};
use satz_driver::{Document, EntityRef};

use crate::article::Anchors;
use crate::palette::Palette;
use crate::visible::Visible;

/// What is mentioned, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The mention, on one line.
    pub(crate) text: String,
    pub(crate) label: String,
    /// The label, and the form unless it is the name itself.
    pub(crate) tag: String,
    /// Indices among the entities of the document.
    pub(crate) mentions: Vec<usize>,
}

/// The most frequent first, then the one that comes first; mentions of the same wording, label and
/// form are one.
pub(crate) fn by_frequency(document: &Document) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut positions = HashMap::new();
    for (index, entity) in document.entities().into_iter().flatten().enumerate() {
        let (text, tag) = (one_line(entity.text()), tag(entity));
        let position = *positions.entry((text.clone(), tag.clone())).or_insert(names.len());
        if position == names.len() {
            let label = entity.label().to_owned();
            names.push(Name { text, label, tag, mentions: Vec::new() });
        }
        names[position].mentions.push(index);
    }
    names.sort_by_key(|name| Reverse(name.mentions.len()));
    names
}

/// A label as it stands beside a mention; it does not break before the form.
pub(crate) fn tag(entity: EntityRef<'_>) -> String {
    entity.label_and_form().replace(' ', "\u{a0}")
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row for each name, with a link to each mention.
pub(crate) fn table(names: &[Name], palette: &Palette, anchors: Anchors) -> Markup {
    html! {
        table.names {
            thead { tr { th scope="col" { "Name" } th scope="col" { "Mentions" } } }
            tbody {
                @for name in names {
                    tr class=(palette.class(&name.label)) {
                        th scope="row" { (title(&name.text, &name.tag)) }
                        td { ol.mentions { @for (number, &mention) in (1..).zip(&name.mentions) {
                            li { a href={ "#" (anchors.mention(mention)) } { (number) } }
                        } } }
                    }
                }
            }
        }
    }
}

/// A name with its tag.
pub(crate) fn title(text: &str, tag: &str) -> Markup {
    html! { bdi.name { (Visible(text)) } " " span.label { (Visible(tag)) } }
}
