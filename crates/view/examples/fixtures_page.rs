//! The articles of `fixtures/` with their gold entities, as a page on standard output.
//!
//! ```sh
//! cargo run -p satz-view --example fixtures_page > page.html
//! ```
#![expect(clippy::print_stdout, reason = "the page is the output of this example")]

use std::error::Error;
use std::fs;
use std::path::Path;

use satz_driver::entities::{self, TaggedSentence, germeval, iob2};
use satz_driver::{
    Document, Entities, Mention, Metadata, Preset, PresetLanguage, PresetStage, Span,
};
use satz_view::{Explainer, Page};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences, PresetStage::Summary];
    let preset = Preset { language: PresetLanguage::Detected, stages, ..Preset::default() };
    let (pipeline, explainer) = (preset.pipeline()?, Explainer::new(preset));
    let mut page = Page::new("Articles written for satz");
    for language in ["de", "en"] {
        let mut cases: Vec<_> = fs::read_dir(folder.join(language))?.collect::<Result<_, _>>()?;
        cases.sort_by_key(fs::DirEntry::path);
        for case in cases {
            let mut document = Document::new(fs::read_to_string(case.path().join("article.txt"))?)?;
            let id = Some(case.file_name().to_string_lossy().into_owned());
            document.insert(Metadata { id, ..Metadata::default() })?;
            let gold = fs::read_to_string(case.path().join("gold.tags"))?;
            document.insert(entities(document.text(), &gold)?)?;
            pipeline.process(&mut document)?;
            page.add(&document, explainer.explain(&document).as_ref());
        }
    }
    println!("{}", page.render());
    Ok(())
}

/// The entities of tagged sentences, each token at its next place in the text.
fn entities(text: &str, gold: &str) -> Result<Entities, Box<dyn Error>> {
    let (mut at, mut mentions) = (0, Vec::new());
    let sentences = iob2::read(gold.as_bytes())?;
    for TaggedSentence { tokens, tags } in &sentences {
        let spans = iob2::places(tokens, text, at).ok_or("the gold is of another text")?;
        at = spans.last().map_or(at, |last| last.end());
        mentions.extend(entities::spans(tags).map(|(range, name)| {
            let (label, form) = germeval::parse(name);
            let span = Span::new(spans[range.start].start(), spans[range.end - 1].end());
            Mention::new(span, label, form)
        }));
    }
    Ok(Entities::try_new(mentions)?)
}
