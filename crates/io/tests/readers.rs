//! What readers make of their input; that they take every input is claimed in `tests/claims.rs`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::path::Path;
use std::thread;

use proptest::prelude::*;
use satz_driver::{
    Document, Encode, Input, LayerRegistry, Metadata, Pipeline, Preset, PresetStage,
};
use satz_io::{Conllu, Corpus, Encoding, InputFormat, Iob2, JsonLines, Reading, SentenceLines};

fn read(path: &Path, reading: Reading) -> Vec<Result<Document, String>> {
    Corpus::read([path.to_owned()], reading)
        .map(|record| {
            let mut document = Document::default();
            let loaded = record.load(&mut document).map_err(|error| error.to_string());
            loaded.map(|()| document)
        })
        .collect()
}

fn texts(bytes: &[u8], format: InputFormat, encoding: Encoding) -> Vec<Result<String, String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input");
    fs::write(&path, bytes).unwrap();
    let documents = read(&path, Reading { format, encoding, ..Reading::default() });
    let texts = documents.into_iter().map(|it| it.map(|document| document.text().to_owned()));
    texts.collect()
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let cases = [
        (InputFormat::Text, "\u{feff}Öl"),
        (InputFormat::JsonLines, "\u{feff}{\"text\":\"Öl\"}\n"),
        (InputFormat::Csv, "\u{feff}text\nÖl\n"),
        (InputFormat::Tsv, "\u{feff}text\nÖl\n"),
    ];
    for (format, bytes) in cases {
        let texts = texts(bytes.as_bytes(), format, Encoding::Utf8);
        assert_eq!(texts, [Ok("Öl".to_owned())], "{format:?}");
    }
}

#[test]
fn deep_nesting_is_an_error_on_a_small_stack() {
    let line = format!("{{\"text\":\"a\",\"x\":{}\n{{\"text\":\"b\"}}\n", "[".repeat(100_000));
    let read = move || texts(line.as_bytes(), InputFormat::JsonLines, Encoding::Utf8);
    let thread = thread::Builder::new().stack_size(1 << 18).spawn(read).unwrap();
    let texts = thread.join().unwrap();
    assert!(texts[0].is_err());
    assert_eq!(texts[1], Ok("b".to_owned()));
}

#[test]
fn documents_with_the_same_id_are_two_documents() {
    let lines = "{\"id\":1,\"text\":\"a\"}\n{\"id\":1,\"text\":\"b\"}\n";
    let texts = texts(lines.as_bytes(), InputFormat::JsonLines, Encoding::Utf8);
    assert_eq!(texts, [Ok("a".to_owned()), Ok("b".to_owned())]);
}

#[test]
fn files_that_cannot_be_read_are_items_of_the_account() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let texts = path("texts");
    fs::create_dir(&texts).unwrap();
    for name in ["a.txt", "b.txt"] {
        fs::write(texts.join(name), "Öl").unwrap();
    }
    // Nobody may read the beginning of a memory, whoever runs the test.
    let memory = "/proc/self/mem".into();
    let mut corpus = Corpus::new([path("not there.txt"), memory, texts.clone()], InputFormat::Auto);
    let first: Vec<_> = corpus.by_ref().take(3).collect();
    fs::remove_file(texts.join("b.txt")).unwrap();
    let outcomes = first.into_iter().chain(corpus).map(|record| {
        record.load(&mut Document::default()).map_err(|error| error.to_string()).is_ok()
    });
    assert_eq!(outcomes.collect::<Vec<_>>(), [false, false, true, false]);
}

#[test]
fn tokens_are_one_column_whatever_is_in_them() {
    let line = concat!(
        r#"{"format":1,"text":"a\tb\nc\rd","layers":{"tokens":{"spans":[[0,7]],"kinds":["word"]},"#,
        r#""sentences":{"ends":[1],"kinds":["sentence"]},"entities":{"spans":[],"labels":[],"forms":[]}}}"#
    );
    let document = LayerRegistry::standard().read(line).unwrap();
    let cases: [(&dyn Encode, &str); 2] = [(&Iob2, "a b c d\tO\n"), (&Conllu, "\n1\ta b c d\t_\t")];
    for (encoder, expected) in cases {
        let mut lines = Vec::new();
        encoder.encode(&document, &mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        assert!(lines.contains(expected), "{lines}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_flipped_byte_costs_its_own_line_at_most(line in 0_usize..20, place in 0_usize..24, byte: u8) {
        let mut lines: Vec<_> = (10..30).map(|id| format!("{{\"id\":{id},\"text\":\"Öl\"}}").into_bytes()).collect();
        prop_assume!(byte != b'\n' && place < lines[line].len());
        lines[line][place] = byte;
        let found = texts(&lines.join(&b'\n'), InputFormat::JsonLines, Encoding::Utf8);
        // A line of blanks would be no document at all; one flipped byte does not make one.
        prop_assert_eq!(found.len(), 20);
        let others = found.iter().enumerate().filter(|(number, _)| *number != line);
        prop_assert!(others.into_iter().all(|(_, text)| text.as_deref() == Ok("Öl")));
    }
}

fn annotated(text: &str) -> Option<Document> {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
    let pipeline: Pipeline = Preset { stages, ..Preset::default() }.pipeline().unwrap();
    let mut document = Document::new(text).unwrap();
    document.insert(Metadata { id: Some("a".to_owned()), ..Metadata::default() }).unwrap();
    pipeline.process(&mut document).unwrap();
    let sentences = document.sentences().unwrap().len();
    (sentences > 0).then_some(document)
}

/// What `encoder` makes of a document, read back as `format`.
fn read_back(document: &Document, encoder: &dyn Encode, format: InputFormat) -> Document {
    let (folder, mut bytes) = (tempfile::tempdir().unwrap(), Vec::new());
    encoder.encode(document, &mut bytes).unwrap();
    let path = folder.path().join("output");
    fs::write(&path, bytes).unwrap();
    let mut documents = read(&path, Reading { format, ..Reading::default() });
    assert_eq!(documents.len(), 1);
    documents.remove(0).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_written_as_json_lines_comes_back(text in "\\PC{0,80}|(Es schneit\\. |Öl, \n\n| ){0,20}") {
        let Some(document) = annotated(&text) else { return Ok(()) };
        let again = read_back(&document, &JsonLines, InputFormat::JsonLines);
        let (mut first, mut second) = (Vec::new(), Vec::new());
        JsonLines.encode(&document, &mut first).unwrap();
        JsonLines.encode(&again, &mut second).unwrap();
        prop_assert_eq!(first, second);
    }

    #[test]
    fn tokens_and_sentences_come_back_from_conllu(text in "(Es schneit\\. |Öl, |\n\n|\t|[a-z]{1,4} )*") {
        let Some(document) = annotated(&text) else { return Ok(()) };
        let again = read_back(&document, &Conllu, InputFormat::Conllu);
        let forms = |document: &Document| {
            let tokens: Vec<_> = document.tokens().unwrap().map(|token| token.text().to_owned()).collect();
            (tokens, document.sentences().unwrap().len())
        };
        prop_assert_eq!(forms(&document), forms(&again));
    }

    #[test]
    fn a_sentence_is_a_line(text in "(Es schneit\\. |Öl, |\n\n|\r|\u{2028}|[a-z]{1,4} )*") {
        let Some(document) = annotated(&text) else { return Ok(()) };
        let mut lines = Vec::new();
        SentenceLines.encode(&document, &mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        prop_assert_eq!(lines.matches('\n').count(), document.sentences().unwrap().len() + 1);
    }
}
