//! The measures of this project agree with the field's own scorers, on the same predictions.
//!
//! What those scorers said is stored in `agreement/`; its `ORIGIN.md` tells how it was made.

use std::collections::BTreeMap;
use std::fs;

use satz_driver::entities::Evaluation;
use satz_driver::sentences::{Segmentation, SegmentationScore};
use satz_driver::summarizer::Rouge;
use satz_driver::{Counts, Span};
use serde::Deserialize;

fn stored(file: &str) -> String {
    let path = format!("{}/agreement/{file}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).expect("the stored outputs are there")
}

#[track_caller]
fn assert_near(name: &str, ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() < 1e-9, "{name}: {ours} here, {theirs} there");
}

#[derive(Deserialize)]
struct EntityScores {
    seqeval: BTreeMap<String, SeqevalRow>,
    nervaluate: NervaluateRow,
}

#[derive(Deserialize)]
struct SeqevalRow {
    precision: f64,
    recall: f64,
    #[serde(rename = "f1-score")]
    f1: f64,
    support: usize,
}

#[derive(Deserialize)]
struct NervaluateRow {
    precision: f64,
    recall: f64,
    f1: f64,
    correct: usize,
    possible: usize,
    actual: usize,
}

/// The comparison of the second column of the stored sentences, the gold tags, with the third.
fn entity_evaluation() -> Evaluation {
    let mut evaluation = Evaluation::default();
    for sentence in stored("entities.tsv").split("\n\n") {
        let rows = sentence.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let (gold, predicted): (Vec<_>, Vec<_>) =
            rows.map(|row| (row[1].to_owned(), row[2].to_owned())).unzip();
        evaluation.add(&gold, &predicted);
    }
    evaluation
}

#[test]
fn entities_agree_with_seqeval() {
    let scores: EntityScores = serde_json::from_str(&stored("entities.json")).unwrap();
    let evaluation = entity_evaluation();
    let labels = evaluation.labels().chain([("micro avg", evaluation.total())]);
    let mut compared = 0;
    for (label, counts) in labels {
        let row = &scores.seqeval[label];
        assert_near(label, counts.precision() / 100.0, row.precision);
        assert_near(label, counts.recall() / 100.0, row.recall);
        assert_near(label, counts.f1() / 100.0, row.f1);
        assert_eq!(counts.gold, row.support, "{label}");
        compared += 1;
    }
    assert_eq!(compared, scores.seqeval.len(), "a label is missing here");
}

#[test]
fn entities_agree_with_the_strict_measure_of_nervaluate() {
    let scores: EntityScores = serde_json::from_str(&stored("entities.json")).unwrap();
    let (total, row) = (entity_evaluation().total(), scores.nervaluate);
    let counts = Counts { right: row.correct, predicted: row.actual, gold: row.possible };
    assert_eq!(total, counts);
    assert_near("precision", total.precision() / 100.0, row.precision);
    assert_near("recall", total.recall() / 100.0, row.recall);
    assert_near("F1", total.f1() / 100.0, row.f1);
}

#[derive(Deserialize)]
struct RougeCase {
    reference: String,
    summary: String,
    rouge1: f64,
    rouge2: f64,
    #[serde(rename = "rougeL")]
    rouge_l: f64,
}

#[test]
fn rouge_agrees_with_rouge_score() {
    let cases: Vec<RougeCase> = serde_json::from_str(&stored("rouge.json")).unwrap();
    assert_eq!(cases.len(), 26, "all stored cases are compared");
    for case in cases {
        let scores = Rouge::default().score(&case.summary, &case.reference);
        let name = case.reference.as_str();
        assert_near(name, scores.one, case.rouge1);
        assert_near(name, scores.two, case.rouge2);
        assert_near(name, scores.longest, case.rouge_l);
    }
}

#[derive(Deserialize)]
struct SegmentationCase {
    text: String,
    gold: Spans,
    system: Spans,
    scores: BTreeMap<String, SpanScore>,
}

/// Byte offsets.
#[derive(Deserialize)]
struct Spans {
    tokens: Vec<(u32, u32)>,
    sentences: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
struct SpanScore {
    correct: usize,
    gold: usize,
    system: usize,
    f1: f64,
}

#[test]
fn segmentation_agrees_with_the_definitions_of_conll_2018() {
    let stored = stored("segmentation.jsonl");
    assert_eq!(stored.lines().count(), 4, "all stored cases are compared");
    for line in stored.lines() {
        let case: SegmentationCase = serde_json::from_str(line).unwrap();
        let (gold, system) = (case.gold.spans(), case.system.spans());
        let mut score = SegmentationScore::default();
        score.add(&case.text, segmentation(&gold), segmentation(&system));
        assert_counts("tokens", score.tokens, &case.scores["tokens"]);
        assert_counts("sentences", score.sentences, &case.scores["sentences"]);
    }
}

fn assert_counts(name: &str, ours: Counts, theirs: &SpanScore) {
    let counts = Counts { right: theirs.correct, predicted: theirs.system, gold: theirs.gold };
    assert_eq!(ours, counts, "{name}");
    assert_near(name, ours.f1() / 100.0, theirs.f1);
}

impl Spans {
    /// Tokens and sentences.
    fn spans(&self) -> [Vec<Span>; 2] {
        let spans = |pairs: &[(u32, u32)]| {
            pairs.iter().map(|&(start, end)| Span::new(start, end)).collect()
        };
        [spans(&self.tokens), spans(&self.sentences)]
    }
}

fn segmentation([tokens, sentences]: &[Vec<Span>; 2]) -> Segmentation<'_> {
    Segmentation { tokens: Some(tokens), sentences }
}
