//! What holds for every text.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use proptest::prelude::*;
use satz_driver::{
    Document, LayerRegistry, Pipeline, SentenceKind, Sentences, Summary, Tokens, wire,
};

/// Stretches of news as it is, and as it should not be.
const PIECES: [&str; 40] = [
    "Wien",
    "Die ",
    "Außenministerin ",
    "Dr. ",
    "z. B. ",
    "24. ",
    "1.234,56 ",
    "20.45 Uhr",
    "\n\n",
    "\n",
    "\r\n",
    "„",
    "“",
    "»",
    "«",
    "\"",
    "‚",
    "‘",
    "(",
    ")",
    ". ",
    ".",
    "...",
    "!!!",
    "?!",
    ": ",
    " – ",
    "-",
    "US-Präsident ",
    "Klug ",
    "https://example.org/a?b=c",
    "rosa@example.org",
    "@rosa",
    "#wien",
    ":-)",
    "👩‍👩‍👧",
    "e\u{301}",
    "\u{a0}",
    "\u{200b}",
    "\0",
];

/// News-like text with anything in it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(&PIECES[..]).prop_map(ToOwned::to_owned),
        1 => "\\PC{0,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Whether every token is in order, on char boundaries, and no letter or digit lies in a gap.
fn assert_tokens_cover(document: &Document) {
    let (text, mut end) = (document.text(), 0);
    let mut gaps = String::new();
    for token in document.tokens().unwrap() {
        gaps.push_str(&text[end..token.span().range().start]);
        assert!(!token.text().is_empty());
        end = token.span().range().end;
    }
    gaps.push_str(&text[end..]);
    assert!(!gaps.contains(char::is_alphanumeric), "{gaps:?}");
}

fn assert_summary_is_never_empty(document: &Document) {
    let (sentences, summary) =
        (document.layer::<Sentences>().unwrap(), document.layer::<Summary>().unwrap());
    assert_eq!(summary.is_empty(), sentences.is_empty());
    assert!(summary.scores().iter().all(|score| score.is_finite()));
    let running = sentences.kinds().contains(&SentenceKind::Sentence);
    let chosen = summary.sentences().iter().map(|&index| sentences.kinds()[index as usize]);
    assert!(!running || chosen.clone().all(|kind| kind == SentenceKind::Sentence));
}

fn assert_entities_lie_in_sentences(document: &Document) {
    for entity in document.entities().unwrap() {
        let sentence = entity.sentence().unwrap().unwrap();
        assert!(sentence.span().contains(entity.span()), "{:?}", entity.text());
    }
}

fn assert_survives_the_wire(document: &Document) {
    let line = wire::to_string(document).unwrap();
    let again = LayerRegistry::standard().read(&line).unwrap();
    assert_eq!(again.text(), document.text());
    assert_eq!(wire::to_string(&again).unwrap(), line);
}

fn check(pipeline: &Pipeline, text: &str) {
    let mut document = Document::new(text).unwrap();
    pipeline.process(&mut document).unwrap();
    assert_eq!(document.text(), text);
    assert_tokens_cover(&document);
    assert_entities_lie_in_sentences(&document);
    assert_summary_is_never_empty(&document);
    assert_survives_the_wire(&document);
    let ends = document.layer::<Sentences>().unwrap().ends().last().copied().unwrap_or(0);
    assert_eq!(ends as usize, document.layer::<Tokens>().unwrap().len());
}

#[test]
fn all_text_comes_through() {
    let (german, english) = (Pipeline::german(), Pipeline::english());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let outcome = runner.run(&text(), |text| {
        check(&german, &text);
        check(&english, &text);
        Ok(())
    });
    outcome.unwrap();
}
