//! The summary of a document.

use maud::{Markup, html};
use satz_driver::summarizer::{Choice, Explanation};
use satz_driver::{Document, SentenceRef, Summary};

use crate::article::Anchors;
use crate::names::one_line;
use crate::reasons;
use crate::visible::Visible;

/// The sentences of a summary, numbered in text order, with their reasons where they are known.
pub(crate) struct Chosen<'d> {
    document: &'d Document,
    sentences: Vec<SentenceRef<'d>>,
    explanation: Option<&'d Explanation>,
}

impl<'d> Chosen<'d> {
    /// Nothing, for a document without a summary.
    pub(crate) fn of(document: &'d Document, explanation: Option<&'d Explanation>) -> Self {
        let sentences = document.summary().into_iter().flatten().collect();
        Self { document, sentences, explanation }
    }

    /// The number from 1 of the sentence at `index` of the document, if it was chosen.
    pub(crate) fn number(&self, index: usize) -> Option<usize> {
        let position = self.sentences.binary_search_by_key(&index, |sentence| sentence.index());
        position.ok().map(|position| position + 1)
    }

    pub(crate) fn choice(&self, index: usize) -> Option<&'d Choice> {
        self.explanation?.choices.iter().find(|choice| choice.sentence == index)
    }

    /// A sentence without what print leaves out, on one line.
    fn printed(&self, sentence: SentenceRef<'_>) -> String {
        let summary = self.document.layer::<Summary>().into_iter();
        let parts = summary.flat_map(|summary| summary.printed(sentence.span()));
        let parts: Vec<_> = parts.map(|part| &self.document.text()[part.range()]).collect();
        one_line(&parts.join(" "))
    }

    /// The summary as a list, each sentence a link to its place in the text.
    pub(crate) fn section(&self, anchors: Anchors, language: Option<&str>) -> Markup {
        html! {
            @if !self.sentences.is_empty() {
                section.summary aria-labelledby=(anchors.summary()) {
                    h3 id=(anchors.summary()) { "Summary" }
                    ol {
                        @for (number, sentence) in (1..).zip(&self.sentences) {
                            li id=(anchors.chosen(number)) {
                                a href={ "#" (anchors.sentence(sentence.index())) }
                                    lang=[language] dir="auto" {
                                    (Visible(&self.printed(*sentence)))
                                }
                                @if let Some(choice) = self.choice(sentence.index()) {
                                    (reasons::list(choice))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
