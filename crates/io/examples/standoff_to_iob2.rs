//! Turns articles whose entities have offsets into tagged sentences, to train with.
//!
//! ```text
//! cargo run --release -p satz-io --example standoff_to_iob2 -- [MODEL] < IN.jsonl > OUT.iob2
//! ```
//!
//! A line is `{"text": …, "entities": [{"start", "end", "type", "form"}]}`, with offsets in code
//! points and the labels of GermEval; the form is `name`, `derived` or `part`.
//!
//! With a MODEL the annotation is taken to have names of persons, places and organisations alone:
//! the model adds the other entities where nothing is annotated, and what begins with a small
//! letter, which is no name in German, is left out.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, Write};

use satz_driver::entities::{Model, germeval};
use satz_driver::{
    Document, Encode, Entities, EntityRecognizer, Form, Mention, OffsetMap, SentenceSplitter, Span,
    Tokenizer,
};
use satz_io::Iob2;
use serde::Deserialize;

#[derive(Deserialize)]
struct Article {
    text: String,
    entities: Vec<Annotated>,
}

/// An entity as annotated; one without a type is of a kind that does not count.
#[derive(Deserialize)]
struct Annotated {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    label: Option<String>,
    #[serde(default)]
    form: AnnotatedForm,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AnnotatedForm {
    #[default]
    Name,
    Derived,
    Part,
}

impl From<AnnotatedForm> for Form {
    fn from(form: AnnotatedForm) -> Self {
        match form {
            AnnotatedForm::Name => Self::Name,
            AnnotatedForm::Derived => Self::Derived,
            AnnotatedForm::Part => Self::Part,
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let model = std::env::args_os().nth(1).map(|path| Model::read(File::open(path)?));
    let recognizer = model.transpose()?.map(EntityRecognizer::from_model);
    let (tokenizer, splitter) = (Tokenizer::german(), SentenceSplitter::german());
    let (mut lines, mut out) = (Vec::new(), io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let article: Article = serde_json::from_str(&line?)?;
        let mut document = Document::new(article.text.as_str())?;
        document.apply(&tokenizer)?;
        document.apply(&splitter)?;
        let entities = entities(&article, &document, recognizer.as_ref())?;
        document.insert(entities)?;
        lines.clear();
        Iob2.encode(&document, &mut lines)?;
        out.write_all(&lines)?;
    }
    Ok(out.flush()?)
}

/// What is annotated, and what `recognizer` adds.
fn entities(
    article: &Article,
    document: &Document,
    recognizer: Option<&EntityRecognizer>,
) -> Result<Entities, Box<dyn Error>> {
    let mut free = Free::default();
    let offsets = OffsetMap::chars(&article.text);
    for annotated in &article.entities {
        let Some(name) = &annotated.label else { continue };
        let span = offsets.span(annotated.start, annotated.end)?;
        let small = article.text[span.range()].starts_with(char::is_lowercase);
        if recognizer.is_none() || !small {
            free.add(Mention::new(span, germeval::parse(name).0, annotated.form.into()));
        }
    }
    let mut found = Document::new(article.text.as_str())?;
    if let Some(recognizer) = recognizer {
        found.insert(document.layer::<satz_driver::Tokens>()?.clone())?;
        found.insert(document.layer::<satz_driver::Sentences>()?.clone())?;
        found.apply(recognizer)?;
        let other = |form, label| form != Form::Name || label == "MISC";
        let added = found.entities()?.filter(|it| other(it.entity().form, it.label()));
        added.for_each(|it| free.add(Mention::new(it.span(), it.label(), it.entity().form)));
    }
    Ok(Entities::try_new(free.mentions)?)
}

/// Mentions that do not overlap: the first of each place.
#[derive(Default)]
struct Free<'a> {
    mentions: Vec<Mention<'a>>,
}

impl<'a> Free<'a> {
    fn add(&mut self, mention: Mention<'a>) {
        let overlaps = |one: Span, two: Span| one.start() < two.end() && two.start() < one.end();
        if !self.mentions.iter().any(|known| overlaps(known.span, mention.span)) {
            self.mentions.push(mention);
        }
    }
}
