//! One document of a page.

use maud::{Markup, html};
use satz_driver::Document;
use satz_driver::summarizer::Explanation;

use crate::breakable::Breakable;
use crate::metadata;
use crate::names::{self, Name};
use crate::palette::Palette;
use crate::running_text::RunningText;
use crate::summary::Chosen;

/// The ids of the elements of one document; they are numbers, never data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchors {
    /// Position of the document on its page, from 1.
    pub(crate) number: usize,
}

impl Anchors {
    pub(crate) fn article(self) -> String {
        format!("a{}", self.number)
    }

    pub(crate) fn summary(self) -> String {
        format!("a{}-summary", self.number)
    }

    pub(crate) fn chosen(self, number: usize) -> String {
        format!("a{}-c{number}", self.number)
    }

    pub(crate) fn sentence(self, index: usize) -> String {
        format!("a{}-s{index}", self.number)
    }

    pub(crate) fn mention(self, index: usize) -> String {
        format!("a{}-m{index}", self.number)
    }
}

/// A document as an element, with what the index says of it.
pub(crate) struct Article {
    pub(crate) headline: String,
    pub(crate) anchors: Anchors,
    pub(crate) names: Vec<Name>,
    pub(crate) facts: Markup,
    pub(crate) counts: Markup,
    pub(crate) markup: Markup,
}

impl Article {
    /// Shows `document`; its labels must be in the palette.
    pub(crate) fn new(
        document: &Document,
        explanation: Option<&Explanation>,
        palette: &Palette,
        anchors: Anchors,
    ) -> Self {
        let headline = metadata::headline(document, anchors.number);
        let names = names::by_frequency(document);
        let facts = metadata::line(document, &headline);
        let counts = metadata::counts(document);
        let chosen = Chosen::of(document, explanation);
        let language = metadata::language(document);
        let text = RunningText::new(document, &chosen, palette, anchors);
        let markup = html! {
            article id=(anchors.article()) {
                header {
                    (facts)
                    h2 dir="auto" lang=[language.as_deref()] { (Breakable(&headline)) }
                    (counts)
                }
                (chosen.section(anchors, language.as_deref()))
                div.text dir="auto" lang=[language.as_deref()] { (text.markup()) }
                @if !names.is_empty() {
                    aside aria-label="Names in this article" {
                        h3 { "Names" }
                        (names::table(&names, palette, anchors))
                    }
                }
            }
        };
        Self { headline, anchors, names, facts, counts, markup }
    }
}
