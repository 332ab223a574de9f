//! What is known of a document, and how much there is of it.

use maud::{Markup, html};
use satz_driver::{Document, DocumentLanguage, Language, Metadata, SentenceKind, SentenceRef};

use crate::breakable::Breakable;
use crate::names::one_line;

/// The headline of a document: its title, else the heading that its text begins with, else its id,
/// of a path the name of the file, else its number on the page.
pub(crate) fn headline(document: &Document, number: usize) -> String {
    let Metadata { title, id, .. } = metadata(document);
    let name = title.or_else(|| first_heading(document));
    let name = name.or_else(|| id.map(|id| file_name(&id).to_owned()));
    name.unwrap_or_else(|| format!("Document {number}"))
}

/// The last part of a path to a file, which has an extension; any other id as it is.
fn file_name(id: &str) -> &str {
    let last = id.rsplit('/').next().filter(|last| last.contains('.') && !last.ends_with('.'));
    last.unwrap_or(id)
}

fn metadata(document: &Document) -> Metadata {
    document.layer().cloned().unwrap_or_default()
}

fn first_heading(document: &Document) -> Option<String> {
    let first = document.sentences().ok()?.next()?;
    (first.kind() == SentenceKind::Heading).then(|| one_line(first.text()))
}

/// The BCP 47 tag of the language that a document is in, as far as it is known.
pub(crate) fn language(document: &Document) -> Option<String> {
    let tag = metadata(document).language;
    let is_tag =
        |tag: &String| tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    tag.filter(is_tag).or_else(|| {
        let detected = document.layer::<DocumentLanguage>().ok()?.language;
        Some(if detected == Language::English { "en" } else { "de" }.to_owned())
    })
}

/// Id, unless it is the headline, date, language and source, on one line.
pub(crate) fn line(document: &Document, headline: &str) -> Markup {
    let Metadata { id, date, source, .. } = metadata(document);
    let facts = [id.filter(|id| id != headline), date, language(document), source];
    html! {
        p.facts { @for fact in facts.iter().flatten() { bdi { (Breakable(fact)) } " " } }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_titles_headings_or_names_of_files() {
        let cases = [
            (Some("archiv/2026/artikel.txt"), None, "artikel.txt"),
            (Some("archiv/artikel.txt"), Some("Schnee in Tirol"), "Schnee in Tirol"),
            (Some("2026-11-24/7"), None, "2026-11-24/7"),
            (Some("archiv/"), None, "archiv/"),
            (None, None, "Document 3"),
        ];
        for (id, title, expected) in cases {
            let mut document = Document::new("Es schneit.").unwrap();
            let (id, title) = (id.map(str::to_owned), title.map(str::to_owned));
            document.insert(Metadata { id, title, ..Metadata::default() }).unwrap();
            assert_eq!(headline(&document, 3), expected);
        }
    }
}
