//! What is written for other tools is read back as it was.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::io::Cursor;

use proptest::prelude::*;
use satz_driver::{
    Document, Encode, Entities, Form, Input, Mention, Metadata, SentenceKind, SentenceSplitter,
    Sentences, Span, Stage, Summarizer, Summary, TokenKind, Tokenizer, Tokens, wire,
};
use satz_io::{
    Brat, Conllu, Corpus, GivenEntities, InputFormat, Iob2, Loss, Reading, SpacyJson, WebAnnotation,
};
use serde_json::Value;

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
    String::from_utf8(out).unwrap()
}

fn line(encoder: &dyn Encode, document: &Document) -> String {
    let line = written(encoder, document);
    assert_eq!(line.find('\n'), Some(line.len() - 1), "a document is a line");
    line
}

/// A format, what it loses, and the layers that have a place in it.
type Exchange = (&'static str, &'static [Loss], &'static [&'static str]);

const CONLLU: Exchange =
    ("CoNLL-U", Conllu::LOSES, &["metadata", "tokens", "sentences", "entities"]);
const IOB2: Exchange = ("IOB2", Iob2::LOSES, &["tokens", "sentences", "entities"]);
const SPACY: Exchange =
    ("spaCy", SpacyJson::LOSES, &["tokens", "sentences", "entities", "summary"]);
const WEB: Exchange = ("Web Annotation", WebAnnotation::LOSES, &["metadata", "entities"]);
const BRAT: Exchange = ("brat", Brat::LOSES, &["metadata", "entities"]);

/// What `again` has of `document` is the same, unless the format says that it loses something.
fn check((name, losses, layers): Exchange, document: &Document, again: &Document) {
    if losses.iter().any(|loss| loss.applies_to(document)) {
        return;
    }
    assert_eq!(again.text(), document.text(), "{name}");
    let (expected, found) = (json(document), json(again));
    for layer in layers {
        assert_eq!(found["layers"][layer], expected["layers"][layer], "{layer} of {name}");
    }
}

fn json(document: &Document) -> Value {
    serde_json::from_str(&wire::to_string(document).unwrap()).unwrap()
}

/// The lines of a file with entities that are kept, read as one document.
fn read(lines: String, format: InputFormat) -> Document {
    let reading = Reading { format, entities: GivenEntities::Kept, ..Reading::default() };
    let mut records = Corpus::of(Cursor::new(lines), "x".as_ref(), reading);
    let mut document = Document::default();
    records.next().unwrap().load(&mut document).unwrap();
    assert!(records.next().is_none(), "a document is one document");
    document
}

fn check_conllu(document: &Document) {
    check(CONLLU, document, &read(written(&Conllu, document), InputFormat::Conllu));
}

/// Without a token there is no line, and without a line no document.
fn check_iob2(document: &Document) {
    let lines = written(&Iob2, document);
    if !lines.is_empty() {
        check(IOB2, document, &read(lines, InputFormat::Iob2));
    }
}

/// Sentences are those of the tokens; spaCy has none without tokens.
fn check_spacy(document: &Document) {
    let mut again = Document::default();
    SpacyJson.load(&line(&SpacyJson, document), "a/ä 1", &mut again).unwrap();
    if !document.layer::<Sentences>().unwrap().is_empty() {
        check(SPACY, document, &again);
    }
}

fn check_web_annotation(document: &Document) {
    let mut again = Document::default();
    WebAnnotation.load(&line(&WebAnnotation, document), &mut again).unwrap();
    check(WEB, document, &again);
}

fn check_brat(document: &Document) {
    let (mut again, lines) = (Document::default(), written(&Brat, document));
    for line in lines.lines() {
        assert!(keeps_rules_of_brat(line, document.text()), "{line:?}");
    }
    Brat.load(document.text(), &lines, "a/ä 1", &mut again).unwrap();
    check(BRAT, document, &again);
}

/// All layers, in a file of one row.
#[cfg(feature = "parquet")]
fn check_parquet(document: &Document) {
    let layers = &["metadata", "tokens", "sentences", "entities", "summary"];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    let mut file = satz_io::ParquetFile::create(&path, satz_io::Failures::default()).unwrap();
    file.write(document).unwrap();
    file.finish().unwrap();
    let mut again = Document::default();
    Corpus::new([path], InputFormat::Auto).next().unwrap().load(&mut again).unwrap();
    check(("Parquet", &[Loss::Omitted], layers), document, &again);
}

#[cfg(not(feature = "parquet"))]
fn check_parquet(_: &Document) {}

/// The rules of brat.nlplab.org/standoff.html: ids, types and offsets of `T` and `A` lines, and that
/// the text of an entity is that of its parts with blanks between.
fn keeps_rules_of_brat(line: &str, text: &str) -> bool {
    let is_id = |id: &str, kind| {
        let number = id.strip_prefix(kind).unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    match line.split('\t').collect::<Vec<_>>()[..] {
        [id, place, covered] if is_id(id, 'T') => {
            let Some((name, places)) = place.split_once(' ') else { return false };
            let is_type = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            !name.is_empty() && name.bytes().all(is_type) && parts(places, text) == covered
        }
        [id, attribute] if is_id(id, 'A') => match attribute.split(' ').collect::<Vec<_>>()[..] {
            ["Form", entity, form] => is_id(entity, 'T') && ["Derived", "Part"].contains(&form),
            _ => false,
        },
        _ => false,
    }
}

/// The text of the places `0 4;5 9`, which are in order and on one line each.
fn parts(places: &str, text: &str) -> String {
    let (mut parts, mut done) = (Vec::new(), 0);
    for place in places.split(';') {
        let (start, end) = place.split_once(' ').unwrap();
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        assert!(done <= start && start < end, "{places}");
        parts.push(text.chars().take(end).skip(start).collect::<String>().replace('\t', " "));
        done = end;
    }
    parts.join(" ")
}

fn check_all(document: &Document) {
    check_conllu(document);
    check_iob2(document);
    check_spacy(document);
    check_web_annotation(document);
    check_brat(document);
    check_parquet(document);
}

const TEXT: &str =
    "( |\n|\u{a0}|\t|[a-zäöü]{1,6}|Wien|👩‍🚒|[.,!?„“-]|3\\.|\0|\u{85}|\u{2028}|[|]|\\\\|\\PC){0,40}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_document_comes_back(
        text in TEXT,
        places in prop::collection::vec((0_usize..4, 0_usize..3), 0..6),
    ) {
        let mut document = annotated(&text);
        let entities = entities(document.layer::<Tokens>().unwrap(), &places);
        document.insert(entities).unwrap();
        check_all(&document);
        // The whole text, its blanks and all: nothing else is true of most texts.
        let again = read(written(&Conllu, &document), InputFormat::Conllu);
        prop_assert_eq!(again.text(), document.text());
        prop_assert_eq!(again.layer::<Tokens>().unwrap(), document.layer::<Tokens>().unwrap());
        prop_assert_eq!(again.layer::<Sentences>().unwrap(), document.layer::<Sentences>().unwrap());
    }

    /// Any spans with any labels and kinds, as others may write them.
    #[test]
    fn what_is_lost_is_told(
        text in "[a .]{1,12}",
        tokens in prop::collection::vec((0_u32..2, 1_u32..4, 0_usize..3), 1..6),
        spans in prop::collection::vec((0_u32..9, 1_u32..5, "LOC|MISC|OTH|Apart|a b|", any::<bool>()), 0..3),
        title: Option<bool>,
    ) {
        let mut document = Document::new(&text).unwrap();
        let behind = u32::try_from(text.len()).unwrap();
        let title = title.map(|_| "b".to_owned());
        let metadata = Metadata { id: Some("a/ä 1".to_owned()), title, ..Metadata::default() };
        document.insert(metadata).unwrap();
        let (tokens, sentences) = segmented(&tokens, behind);
        document.insert(tokens).unwrap();
        document.insert(sentences).unwrap();
        document.insert(Summary::default()).unwrap();
        let mentions = spans.iter().map(|(start, length, label, scored)| {
            let end = (start + length).min(behind);
            let mention = Mention::new(Span::new((*start).min(end), end), label, Form::Name);
            Mention { score: scored.then_some(0.5), ..mention }
        });
        let Ok(entities) = Entities::try_new(mentions.collect::<Vec<_>>()) else { return Ok(()) };
        document.insert(entities).unwrap();
        check_all(&document);
    }

    #[test]
    fn joined_tokens_with_tags_come_back_from_iob2(
        sentences in prop::collection::vec(
            prop::collection::vec(("[a-z]{1,5}|[.]|7|-|#", 0_usize..5), 1..5), 1..5),
    ) {
        let tags = ["O", "B-LOC", "I-LOC", "B-PERderiv", "B-OTHpart"];
        let mut lines = String::new();
        for tokens in &sentences {
            for (form, tag) in tokens {
                lines.extend([form, "\t", tags[*tag], "\n"]);
            }
            lines.push('\n');
        }
        let document = read(lines, InputFormat::Iob2);
        prop_assert!(Iob2::LOSES.iter().all(|loss| !loss.applies_to(&document)));
        check_iob2(&document);
        check_conllu(&document);
    }
}

/// Tokens of these gaps, lengths and kinds, as far as there is text; each third ends a sentence.
fn segmented(lengths: &[(u32, u32, usize)], text: u32) -> (Tokens, Sentences) {
    let kinds = [TokenKind::Word, TokenKind::Punctuation, TokenKind::Emoji];
    let (mut tokens, mut sentences) = (Tokens::default(), Sentences::default());
    let (mut end, mut count) = (0, 0);
    for &(gap, length, kind) in lengths {
        if end + gap + length <= text {
            tokens.push(Span::new(end + gap, end + gap + length), kinds[kind]);
            (end, count) = (end + gap + length, count + 1);
            if count % 3 == 0 {
                sentences.push(count, [SentenceKind::Sentence, SentenceKind::Heading][kind % 2]);
            }
        }
    }
    if count % 3 != 0 {
        sentences.push(count, SentenceKind::Sentence);
    }
    (tokens, sentences)
}

#[test]
fn a_long_document_is_not_cut() {
    let mut document = annotated(&"Es schneit. ".repeat(1100));
    document.insert(Entities::default()).unwrap();
    check_conllu(&document);
    assert_eq!(
        read(written(&Conllu, &document), InputFormat::Conllu).sentences().unwrap().len(),
        1100
    );
}

#[test]
fn no_control_character_stands_in_lines() {
    let text = "a\0b \u{85} c\u{2028}d\u{1b}[2J e\u{c}f.";
    let mut document = annotated(text);
    let metadata = Metadata { id: Some(text.to_owned()), ..Metadata::default() };
    document.insert(metadata).unwrap();
    document.insert(Entities::default()).unwrap();
    for lines in [written(&Conllu, &document), written(&Iob2, &document)] {
        let forbidden = |letter: char| {
            letter.is_control() && !matches!(letter, '\t' | '\n')
                || "\u{2028}\u{2029}".contains(letter)
        };
        assert!(!lines.contains(forbidden), "{lines:?}");
    }
    check_conllu(&document);
}

#[test]
fn spacy_keeps_scores_of_a_summary_and_makes_none_up() {
    let mut document = annotated("Wien (dpa) – Es schneit. Es taut.");
    let mut summary = Summary::default();
    summary.push(0, 0.75);
    summary.omit(Span::new(0, 15));
    document.insert(summary).unwrap();
    document.insert(Entities::default()).unwrap();
    check_spacy(&document);
    let json = line(&SpacyJson, &document);
    let details = r#","satz_summary":{"scores":[0.75],"omitted":[{"start":0,"end":13}]}"#;
    assert!(json.contains(details), "{json}");
    let mut again = Document::default();
    SpacyJson.load(&json.replace(details, ""), "a", &mut again).unwrap();
    assert!(again.layer::<Summary>().is_err(), "a span group alone has no scores");
    let error = SpacyJson.load(&json.replace("[0.75]", "[]"), "a", &mut again).unwrap_err();
    assert_eq!(error.to_string(), "the summary has 1 spans and 0 scores");
    let error = SpacyJson.load(&json.replace("\"end\":13}]", "\"end\":0}]"), "a", &mut again);
    assert!(error.unwrap_err().to_string().contains("omits is empty"));
}

#[test]
fn nested_mentions_and_scores_survive_as_web_annotations() {
    let mut document = annotated("Der Ukraine-Krieg");
    let outer = Mention::new(Span::new(4, 17), "MISC", Form::Part);
    let inner = Mention::new(Span::new(4, 11), "LOC", Form::Part);
    let entities = Entities::try_new([inner, Mention { score: Some(0.25), ..outer }]).unwrap();
    document.insert(entities).unwrap();
    check_web_annotation(&document);
    let json = line(&SpacyJson, &document);
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
