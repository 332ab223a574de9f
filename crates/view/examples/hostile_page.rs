//! Documents whose every string tries to be more than text, as a page on standard output.
//!
//! The browser test opens it and sees that nothing acts.
//!
//! ```sh
//! cargo run -p satz-view --example hostile_page > page.html
//! ```
#![expect(clippy::print_stdout, reason = "the page is the output of this example")]

use std::error::Error;

use satz_driver::{
    Document, Entities, Form, Mention, Metadata, SentenceSplitter, Span, Summarizer, Tokenizer,
};
use satz_view::Page;

const HOSTILE: [&str; 6] = [
    "<script>document.title = 'taken over'</script>",
    "</style></title></script><img src=x onerror=\"document.title='taken over'\">",
    "\"><a href='javascript:document.title=1'>javascript:alert(1)</a>",
    "Der Betrag: \u{202e}000.1\u{202c} Euro, \u{2067}gedreht und nie geschlossen.",
    "Null \0, Glocke \u{7}, Umbruch \r\n, &amp; &lt;b&gt; <!-- ]]> {{ }} \\u003cb\\u003e",
    "https://example.org/\"onmouseover=\"document.title=1 url(https://example.org/x.png)",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut page = Page::new(HOSTILE.join(" "));
    for hostile in HOSTILE {
        page.add(&document(hostile)?, None);
    }
    println!("{}", page.render());
    Ok(())
}

/// A text, title, id, source and label of the same kind.
fn document(hostile: &str) -> Result<Document, Box<dyn Error>> {
    let mut document = Document::new(format!("{hostile}\n\n{}\n", HOSTILE.join("\n")))?;
    let text = || Some(hostile.to_owned());
    let metadata =
        Metadata { id: text(), title: text(), date: text(), language: text(), source: text() };
    document.insert(metadata)?;
    document.apply(&Tokenizer::german())?;
    document.apply(&SentenceSplitter::german())?;
    let span = Span::new(0, u32::try_from(hostile.len())?);
    let mention = Mention { score: Some(0.5), ..Mention::new(span, hostile, Form::Part) };
    document.insert(Entities::try_new([mention])?)?;
    document.apply(&Summarizer::german())?;
    Ok(document)
}
