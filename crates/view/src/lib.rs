//! Annotated documents as a page for people.
//!
//! A [`Page`] is one HTML file that needs nothing else: no network, no script, no file beside it.
//! It shows the articles with their entities marked by label and form, the summary with the reasons
//! for each sentence, and the entities by frequency with a link to every mention. Filters and
//! toggles are checkboxes that the style sheet reads (`:has()`), so they work without a script; the
//! one script there is, a search over the names of many articles, is static and allowed by its hash.
//!
//! Nothing that comes from a document can become markup: templates are those of the crate [`maud`],
//! which escapes, and control characters and marks that turn the reading direction are shown by
//! their code points.
//!
//! # Example
//! ```
//! use satz_driver::Document;
//! use satz_view::Page;
//!
//! let mut page = Page::new("News of the day");
//! page.add(&Document::new("Wien <script>alert(1)</script>")?, None);
//! let html = page.render();
//! assert!(html.contains("Wien &lt;script&gt;"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod article;
mod breakable;
mod explainer;
mod forms;
mod index;
mod metadata;
mod names;
mod overview;
mod page;
mod palette;
mod passage;
mod piece;
mod reasons;
mod running_text;
mod shell;
mod summary;
mod visible;

pub use explainer::Explainer;
pub use page::Page;
