//! What is known of a document, and how much there is of it.

use maud::{Markup, html};
use satz_driver::{Document, DocumentLanguage, Language, Metadata, SentenceKind, SentenceRef};

use crate::names::one_line;
use crate::visible::Visible;

/// The headline of a document: its title, else its id, else its number on the page.
pub(crate) fn headline(document: &Document, number: usize) -> String {
    let metadata = document.layer::<Metadata>().ok();
    let name = metadata.and_then(|metadata| metadata.title.as_ref().or(metadata.id.as_ref()));
    name.cloned().unwrap_or_else(|| format!("Document {number}"))
}

/// The heading that the text begins with.
pub(crate) fn lead(document: &Document) -> Option<String> {
    let first = document.sentences().ok()?.next()?;
    (first.kind() == SentenceKind::Heading).then(|| one_line(first.text()))
}

/// The BCP 47 tag of the language that a document is in, as far as it is known.
pub(crate) fn language(document: &Document) -> Option<String> {
    let tag = document.layer::<Metadata>().ok().and_then(|metadata| metadata.language.clone());
    let is_tag =
        |tag: &String| tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    tag.filter(is_tag).or_else(|| {
        let detected = document.layer::<DocumentLanguage>().ok()?.language;
        Some(if detected == Language::English { "en" } else { "de" }.to_owned())
    })
}

/// Id, date, language and source, on one line.
pub(crate) fn line(document: &Document) -> Markup {
    let metadata = document.layer::<Metadata>().cloned().unwrap_or_default();
    let id = metadata.title.is_some().then_some(metadata.id).flatten();
    let facts = [id, metadata.date, language(document), metadata.source];
    html! {
        p.facts { @for fact in facts.iter().flatten() { bdi { (Visible(fact)) } " " } }
    }
}

/// How many tokens, sentences, headings and entities there are; nothing of layers that are not.
pub(crate) fn counts(document: &Document) -> Markup {
    let kinds: Vec<_> = document.sentences().into_iter().flatten().map(SentenceRef::kind).collect();
    let headings = kinds.iter().filter(|kind| **kind == SentenceKind::Heading).count();
    let counts = [
        (document.tokens().map_or(0, |tokens| tokens.len()), "token"),
        (kinds.len() - headings, "sentence"),
        (headings, "heading"),
        (document.entities().map_or(0, |entities| entities.len()), "mention"),
    ];
    html! {
        p.counts {
            @for (count, noun) in counts.iter().filter(|(count, _)| *count > 0) {
                span { (counted(*count, noun)) } " "
            }
        }
    }
}

/// `1 article`, `2 articles`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
