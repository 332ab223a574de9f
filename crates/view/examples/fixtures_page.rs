//! The articles of `fixtures/` with their gold entities, as a page on standard output.
//!
//! ```sh
//! cargo run -p satz-view --example fixtures_page > page.html
//! ```
#![expect(clippy::print_stdout, reason = "the page is the output of this example")]

use std::error::Error;
use std::fs;
use std::path::Path;

use satz_driver::{
    Document, Entities, Entity, Form, LabelScheme, Metadata, Preset, PresetLanguage, PresetStage,
    Span,
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
            document.insert(entities(document.text(), &gold))?;
            pipeline.process(&mut document)?;
            page.add(&document, explainer.explain(&document).as_ref());
        }
    }
    println!("{}", page.render());
    Ok(())
}

/// The entities of IOB2 lines, each token at its next place in the text.
fn entities(text: &str, gold: &str) -> Entities {
    let scheme = LabelScheme::new(["PER", "LOC", "ORG", "MISC"]);
    let mut entities = Entities::default();
    entities.reset(&scheme);
    let (mut at, mut open): (usize, Option<Entity>) = (0, None);
    for (token, tag) in gold.lines().filter_map(|line| line.split_once('\t')) {
        let start = at + text[at..].find(token).unwrap_or_default();
        at = start + token.len();
        let span = |start: usize| {
            let offset = |byte| u32::try_from(byte).expect("an article is short");
            Span::new(offset(start), offset(at))
        };
        match (tag.split_once('-'), &mut open) {
            (Some(("I", _)), Some(entity)) => {
                entity.span = span(entity.span.range().start);
            }
            (next, _) => {
                if let Some(entity) = open {
                    entities.push(entity);
                }
                open = next.map(|(_, name)| entity(&scheme, name, span(start)));
            }
        }
    }
    if let Some(entity) = open {
        entities.push(entity);
    }
    entities
}

fn entity(scheme: &LabelScheme, name: &str, span: Span) -> Entity {
    let (label, form) = match (name.strip_suffix("deriv"), name.strip_suffix("part")) {
        (Some(label), _) => (label, Form::Derived),
        (_, Some(label)) => (label, Form::Part),
        _ => (name, Form::Name),
    };
    let label = scheme.id(label).or(scheme.id("MISC")).unwrap_or_default();
    Entity { span, label, form, score: None }
}
