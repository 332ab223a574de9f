//! The rows say what the layers of the document say.

use arrow_array::RecordBatch;
use satz_arrow::Annotator;
use satz_driver::{Document, Pipeline, SentenceRef};

use crate::common::{batch, items, numbers, options, scores, strings};

const TEXT: &str = "Schnee in Osttirol\n\nBürgermeisterin Hanna Moser hat am Dienstag die Schulen in \
                    Lienz gesperrt. Die Züge fahren nicht. Am 24. Jänner soll es tauen.";

fn document() -> Document {
    let mut document = Document::new(TEXT).unwrap();
    Pipeline::german().process(&mut document).unwrap();
    document
}

fn annotated() -> RecordBatch {
    let annotator = Annotator::new(Pipeline::german(), options());
    annotator.annotate(&batch(&[Some(TEXT)])).unwrap().remove(0)
}

#[test]
fn tokens() {
    let (document, found) = (document(), items(&annotated(), "tokens", 0));
    let spans = numbers(&found, "start").into_iter().zip(numbers(&found, "end"));
    let found: Vec<_> =
        spans.map(|(start, end)| &TEXT[start..end]).zip(strings(&found, "kind")).collect();
    let tokens = document.tokens().unwrap();
    let expected: Vec<_> = tokens.map(|it| (it.text(), it.kind().name().to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn sentences() {
    let (document, found) = (document(), items(&annotated(), "sentences", 0));
    let ranges = numbers(&found, "first").into_iter().zip(numbers(&found, "end"));
    let lengths: Vec<_> = ranges.map(|(first, end)| end - first).collect();
    let expected: Vec<_> = document.sentences().unwrap().map(|it| it.tokens().len()).collect();
    assert_eq!(lengths, expected);
    assert_eq!(strings(&found, "kind")[..2], ["heading", "sentence"]);
}

#[test]
fn entities() {
    let (document, found) = (document(), items(&annotated(), "entities", 0));
    let spans = numbers(&found, "start").into_iter().zip(numbers(&found, "end"));
    let texts: Vec<_> = spans.map(|(start, end)| &TEXT[start..end]).collect();
    let entities: Vec<_> = document.entities().unwrap().collect();
    assert!(texts.contains(&"Hanna Moser"), "{texts:?}");
    assert_eq!(texts, entities.iter().map(|it| it.text()).collect::<Vec<_>>());
    let labels: Vec<_> = entities.iter().map(|it| it.label()).collect();
    assert_eq!(strings(&found, "label"), labels);
    let forms: Vec<_> = entities.iter().map(|it| it.entity().form.name()).collect();
    assert_eq!(strings(&found, "form"), forms);
    let expected: Vec<_> = entities.iter().map(|it| it.entity().score).collect();
    assert_eq!(scores(&found), expected);
}

#[test]
fn summary() {
    let (document, found) = (document(), items(&annotated(), "summary", 0));
    let expected: Vec<_> = document.summary().unwrap().map(SentenceRef::index).collect();
    assert_eq!(numbers(&found, "sentence"), expected);
    assert!(!expected.is_empty());
    assert!(scores(&found).iter().all(Option::is_some));
}
