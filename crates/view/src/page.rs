//! The page.

use maud::{Markup, html};
use satz_driver::Document;
use satz_driver::summarizer::Explanation;

use crate::article::{Anchors, Article};
use crate::breakable::Breakable;
use crate::forms::Forms;
use crate::metadata::counted;
use crate::palette::Palette;
use crate::{overview, shell};

/// Documents on one HTML page.
///
/// A document needs no layer: what is not there is not shown.
///
/// # Example
/// ```
/// use satz_driver::{Document, SentenceSplitter, Summarizer, Tokenizer};
/// use satz_view::Page;
///
/// let mut document = Document::new("Es schneit in Tirol. Die Straßen sind glatt.")?;
/// document.apply(&Tokenizer::german())?;
/// document.apply(&SentenceSplitter::german())?;
/// document.apply(&Summarizer::german())?;
///
/// let mut page = Page::new("Weather");
/// page.add(&document, None);
/// assert!(page.render().starts_with("<!DOCTYPE html>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Page {
    title: String,
    preface: Markup,
    palette: Palette,
    forms: Forms,
    articles: Vec<Article>,
}

impl Page {
    /// A page without documents.
    pub fn new(title: impl Into<String>) -> Self {
        let (title, preface) = (title.into(), html! {});
        let (palette, forms) = (Palette::new(), Forms::default());
        Self { title, preface, palette, forms, articles: Vec::new() }
    }

    /// Puts `preface` before the documents, as a service does with its form; the page may send its
    /// forms to where it came from then.
    pub fn preface(self, preface: Markup) -> Self {
        Self { preface, ..self }
    }

    /// Appends a document; `explanation` says why the sentences of its summary were chosen.
    pub fn add(&mut self, document: &Document, explanation: Option<&Explanation>) {
        for entity in document.entities().into_iter().flatten() {
            self.palette.count(entity.label());
            self.forms.count(entity.entity().form);
        }
        let anchors = Anchors { number: self.articles.len() + 1 };
        self.articles.push(Article::new(document, explanation, &self.palette, anchors));
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is no document yet.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The page as HTML, UTF-8.
    pub fn render(&self) -> String {
        let forms = if self.preface.0.is_empty() { "'none'" } else { "'self'" };
        shell::document(&self.title, forms, &self.body()).into_string()
    }

    fn body(&self) -> Markup {
        html! {
            a.skip href="#main" { "Skip to the text" }
            header.masthead {
                h1 dir="auto" { (Breakable(&self.title)) }
                @if self.articles.len() > 1 { p { (counted(self.articles.len(), "article")) } }
            }
            (self.preface)
            @if !self.articles.is_empty() { (self.controls()) }
            main id="main" {
                (overview::section(&self.articles, &self.palette))
                @for (position, article) in self.articles.iter().enumerate() {
                    (article.markup)
                    (overview::steps(&self.articles, position))
                }
            }
        }
    }

    /// Checkboxes that the style sheet reads.
    fn controls(&self) -> Markup {
        let toggle = |id: &str, words: &str, checked: bool| {
            html! { label.toggle { input type="checkbox" id=(id) checked[checked]; " " (words) } }
        };
        let (legend, forms) = (self.palette.legend(), self.forms.legend());
        html! {
            form.controls aria-label="What is shown" autocomplete="off" {
                @if !legend.0.is_empty() {
                    fieldset { legend { "Names" } (legend) }
                }
                @if !forms.0.is_empty() {
                    fieldset { legend { "Forms" } (forms) }
                }
                fieldset {
                    legend { "Text" }
                    (toggle("show-summary", "Summary", true))
                    (toggle("show-headings", "Headings", true))
                    (toggle("show-edges", "Edges", false))
                }
            }
        }
    }
}
