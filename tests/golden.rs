//! The articles of the fixtures come out as reviewed, and close to their gold.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use satz_driver::entities::{self, TaggedSentence, germeval, iob2};
use satz_driver::{Document, EntityModel, Pipeline, Preset, SentenceKind, Span, TokenRef};
use walkdir::WalkDir;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures");

/// The folders of the articles in one language.
fn cases(language: &str) -> Vec<PathBuf> {
    let entries = WalkDir::new(Path::new(FIXTURES).join(language)).sort_by_file_name();
    let folders = entries.min_depth(1).max_depth(1).into_iter();
    folders.map(|entry| entry.unwrap().into_path()).collect()
}

fn annotated(pipeline: &Pipeline, case: &Path) -> Document {
    let text = fs::read_to_string(case.join("article.txt")).unwrap();
    let mut document = Document::new(text).unwrap();
    pipeline.process(&mut document).unwrap();
    document
}

/// The document as one reviews it: a sentence a line, its tokens apart, its entities below.
fn sheet(document: &Document) -> String {
    let mut sheet = String::new();
    for sentence in document.sentences().unwrap() {
        let mark = if sentence.kind() == SentenceKind::Heading { "#" } else { "" };
        let tokens: Vec<_> = sentence.tokens().map(TokenRef::text).collect();
        writeln!(sheet, "{}{mark} {}", sentence.index(), tokens.join("|")).unwrap();
        for entity in sentence.entities().unwrap() {
            writeln!(sheet, "    {}: {}", entity.label_and_form(), entity.text()).unwrap();
        }
    }
    let chosen: Vec<_> = document.summary().unwrap().map(|s| s.index().to_string()).collect();
    writeln!(sheet, "summary: {}", chosen.join(" ")).unwrap();
    sheet
}

fn compare_with_snapshots(pipeline: &Pipeline, language: &str) {
    for case in cases(language) {
        let name = format!("{language}-{}", case.file_name().unwrap().display());
        insta::assert_snapshot!(name, sheet(&annotated(pipeline, &case)));
    }
}

#[test]
fn german_articles_come_out_as_reviewed() {
    compare_with_snapshots(&Pipeline::german(), "de");
}

#[test]
fn english_articles_come_out_as_reviewed() {
    compare_with_snapshots(&Pipeline::english(), "en");
}

/// Spans that a reader marked, in bytes: tokens, sentences, headings, and entities with tags.
#[derive(Default)]
struct Gold {
    tokens: BTreeSet<(u32, u32)>,
    sentences: BTreeSet<(u32, u32)>,
    headings: BTreeSet<(u32, u32)>,
    entities: BTreeSet<(u32, u32, String)>,
}

fn gold(case: &Path, text: &str) -> Gold {
    let (mut gold, mut position) = (Gold::default(), 0);
    let lines = fs::read_to_string(case.join("gold.tags")).unwrap();
    for block in lines.split("\n\n") {
        let sentences = iob2::read(block.as_bytes()).unwrap();
        let [TaggedSentence { tokens, tags }] = &sentences[..] else { continue };
        let spans = iob2::places(tokens, text, position).unwrap();
        position = spans.last().unwrap().end();
        let over = |range: Range<usize>| (spans[range.start].start(), spans[range.end - 1].end());
        let sentence = over(0..spans.len());
        gold.tokens.extend(spans.iter().copied().map(bytes));
        gold.sentences.insert(sentence);
        gold.headings.extend(block.contains("# heading\n").then_some(sentence));
        gold.entities.extend(entities::spans(tags).map(|(range, label)| {
            let (start, end) = over(range);
            (start, end, label.to_owned())
        }));
    }
    gold
}

fn bytes(span: Span) -> (u32, u32) {
    (span.start(), span.end())
}

/// What the pipeline marked, in the same terms.
fn predicted(document: &Document) -> Gold {
    let sentences = || document.sentences().unwrap();
    let heading = |kind| kind == SentenceKind::Heading;
    let entities = document.entities().unwrap().map(|entity| {
        let (start, end) = bytes(entity.span());
        (start, end, germeval::name(entity.label(), entity.entity().form))
    });
    Gold {
        tokens: document.tokens().unwrap().map(|token| bytes(token.span())).collect(),
        sentences: sentences().map(|sentence| bytes(sentence.span())).collect(),
        headings: sentences().filter(|s| heading(s.kind())).map(|s| bytes(s.span())).collect(),
        entities: entities.collect(),
    }
}

/// Counts of right, predicted and gold spans, and their F1 in per cent.
#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        self.right += gold.intersection(predicted).count();
        self.all += gold.len() + predicted.len();
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of spans are small")]
    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / self.all as f64
    }
}

/// Scores one language against its gold; `floors` are for tokens, sentences, headings, entities, and
/// lie by one at most below what was found when they were set.
fn compare_with_gold(pipeline: &Pipeline, language: &str, floors: [f64; 4]) {
    let mut scores = [const { Score { right: 0, all: 0 } }; 4];
    for case in cases(language) {
        let document = annotated(pipeline, &case);
        let (gold, predicted) = (gold(&case, document.text()), predicted(&document));
        scores[0].add(&gold.tokens, &predicted.tokens);
        scores[1].add(&gold.sentences, &predicted.sentences);
        scores[2].add(&gold.headings, &predicted.headings);
        scores[3].add(&gold.entities, &predicted.entities);
    }
    let found = scores.map(|score| score.f1());
    let names = ["tokens", "sentences", "headings", "entities"];
    for ((name, found), floor) in names.iter().zip(found).zip(floors) {
        assert!(found >= floor, "{language} {name}: F1 {found:.2}, at least {floor} expected");
    }
}

#[test]
fn german_articles_are_close_to_their_gold() {
    compare_with_gold(&Pipeline::german(), "de", [99.5, 99.0, 99.0, 82.5]);
}

#[test]
fn german_articles_are_closer_with_the_accurate_model() {
    let preset = Preset { entity_model: EntityModel::Accurate, ..Preset::default() };
    compare_with_gold(&preset.pipeline().unwrap(), "de", [99.5, 99.0, 99.0, 84.0]);
}

#[test]
fn english_articles_are_close_to_their_gold() {
    compare_with_gold(&Pipeline::english(), "en", [99.0, 96.0, 99.0, 45.0]);
}
