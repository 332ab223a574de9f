//! What is written for other tools is read back as it was.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use proptest::prelude::*;
use satz_driver::{
    Document, Encode, Entities, Form, Mention, Metadata, SentenceSplitter, Sentences, Span, Stage,
    Summarizer, Summary, Tokenizer, Tokens,
};
use satz_io::{Brat, SpacyJson, WebAnnotation};

fn annotated(text: &str) -> Document {
    let mut document = Document::new(text).unwrap();
    let metadata = Metadata { id: Some("a/ä 1".to_owned()), ..Metadata::default() };
    document.insert(metadata).unwrap();
    apply(&mut document, &Tokenizer::german());
    apply(&mut document, &SentenceSplitter::german());
    apply(&mut document, &Summarizer::german());
    document
}

fn apply<S: Stage>(document: &mut Document, stage: &S) {
    document.apply(stage).unwrap();
}

/// An entity over the tokens from each start on, as many as its length says, if they are free.
fn entities(tokens: &Tokens, places: &[(usize, usize)]) -> Entities {
    let (mut mentions, mut free) = (Vec::new(), 0);
    for (number, &(gap, length)) in places.iter().enumerate() {
        let (start, end) = (free + gap, free + gap + length);
        let Some(spans) = tokens.spans().get(start..=end) else { break };
        let span = Span::new(spans[0].start(), spans[length].end());
        mentions.push(Mention::new(span, ["LOC", "PER"][number % 2], Form::ALL[number % 3]));
        free = end + 1;
    }
    Entities::try_new(mentions).unwrap()
}

fn written(encoder: &dyn Encode, document: &Document) -> String {
    let mut out = Vec::new();
    encoder.encode(document, &mut out).unwrap();
    let line = String::from_utf8(out).unwrap();
    assert_eq!(line.find('\n'), Some(line.len() - 1), "a document is a line");
    line
}

/// Sentences are those of the tokens; spaCy has none without tokens.
fn check_spacy(document: &Document) {
    let mut again = Document::default();
    SpacyJson.load(&written(&SpacyJson, document), "a/ä 1", &mut again).unwrap();
    assert_eq!(again.text(), document.text());
    assert_eq!(again.layer::<Tokens>().unwrap(), document.layer::<Tokens>().unwrap());
    assert_eq!(again.layer::<Entities>().unwrap(), document.layer::<Entities>().unwrap());
    if !document.layer::<Sentences>().unwrap().is_empty() {
        assert_eq!(again.layer::<Sentences>().unwrap(), document.layer::<Sentences>().unwrap());
        let chosen =
            |document: &Document| document.layer::<Summary>().unwrap().sentences().to_vec();
        assert_eq!(chosen(&again), chosen(document));
    }
}

fn check_web_annotation(document: &Document) {
    let mut again = Document::default();
    WebAnnotation.load(&written(&WebAnnotation, document), &mut again).unwrap();
    assert_eq!(again.text(), document.text());
    assert_eq!(again.layer::<Entities>().unwrap(), document.layer::<Entities>().unwrap());
    assert_eq!(again.layer::<Metadata>().unwrap(), document.layer::<Metadata>().unwrap());
}

/// Brat has no metadata but the name of a file; labels are types of brat here.
fn check_brat(document: &Document) {
    let (mut annotation, mut again) = (Vec::new(), Document::default());
    Brat.encode(document, &mut annotation).unwrap();
    let annotation = String::from_utf8(annotation).unwrap();
    Brat.load(document.text(), &annotation, "a/ä 1", &mut again).unwrap();
    assert_eq!(again.text(), document.text());
    assert_eq!(again.layer::<Entities>().unwrap(), document.layer::<Entities>().unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_document_comes_back(
        text in "( |\n|\u{a0}|\t|[a-zäöü]{1,6}|Wien|👩‍🚒|[.,!?„“-]|3\\.|\\PC){0,40}",
        places in prop::collection::vec((0_usize..4, 0_usize..3), 0..6),
    ) {
        let mut document = annotated(&text);
        let entities = entities(document.layer::<Tokens>().unwrap(), &places);
        document.insert(entities).unwrap();
        check_spacy(&document);
        check_web_annotation(&document);
        check_brat(&document);
    }
}

#[test]
fn nested_mentions_and_scores_survive_as_web_annotations() {
    let mut document = annotated("Der Ukraine-Krieg");
    let outer = Mention::new(Span::new(4, 17), "MISC", Form::Part);
    let inner = Mention::new(Span::new(4, 11), "LOC", Form::Part);
    let entities = Entities::try_new([inner, Mention { score: Some(0.25), ..outer }]).unwrap();
    document.insert(entities).unwrap();
    check_web_annotation(&document);
    let json = written(&SpacyJson, &document);
    assert!(
        json.contains(r#""ents":[{"start":4,"end":17,"label":"MISC","kb_id":"","id":"part"}]"#)
    );
}

#[test]
fn foreign_json_that_does_not_fit_is_refused() {
    let cases = [
        ("no text", r"{}", "missing field `text`"),
        ("behind the text", r#"{"text":"a","tokens":[{"id":0,"start":0,"end":2}]}"#, "no place"),
        (
            "tokens that overlap",
            r#"{"text":"ab","tokens":[{"id":0,"start":0,"end":2},{"id":1,"start":1,"end":2}]}"#,
            "token 1 overlaps",
        ),
        (
            "entities that cross",
            r#"{"text":"abc","ents":[{"start":0,"end":2,"label":"A"},{"start":1,"end":3,"label":"B"}]}"#,
            "crosses",
        ),
    ];
    for (name, json, expected) in cases {
        let error = SpacyJson.load(json, "a", &mut Document::default()).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
    let crossing = r#"{"@context":[],"type":"AnnotationPage","satz:document":{"satz:text":"abcd"},"items":[
        {"type":"Annotation","motivation":"classifying","body":{"type":"TextualBody","purpose":"classifying","value":"A"},
         "target":{"source":"x","selector":{"type":"TextPositionSelector","start":0,"end":3}}},
        {"type":"Annotation","motivation":"classifying","body":{"type":"TextualBody","purpose":"classifying","value":"A"},
         "target":{"source":"x","selector":{"type":"TextPositionSelector","start":1,"end":4}}}]}"#;
    let error = WebAnnotation.load(crossing, &mut Document::default()).unwrap_err().to_string();
    assert!(error.contains("crosses"), "{error}");
}
