//! What holds for every input, as functions of bytes: property tests and fuzzers run the same ones.
//!
//! A claim that does not hold panics.
#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a claim fails by panicking")]

use std::io::Cursor;
use std::sync::LazyLock;

use satz_driver::entities::{Model, TrainingOptions, iob2, train};
use satz_driver::{
    Document, Encode, EntityRecognizer, Input, InputError, LayerRegistry, Pipeline, Stage,
    Tokenizer, wire,
};
use satz_io::{
    Brat, Colour, Conllu, Corpus, Encoding, InputFormat, Iob2, JsonLines, Readable, Reading,
    SentenceLines, SpacyJson, WebAnnotation,
};
use xxhash_rust::xxh3::xxh3_64;

/// The formats of text.
pub const FORMATS: [InputFormat; 6] = [
    InputFormat::Text,
    InputFormat::JsonLines,
    InputFormat::Csv,
    InputFormat::Tsv,
    InputFormat::Iob2,
    InputFormat::Conllu,
];

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Windows1252, Encoding::Auto];

/// Small, so that documents which are too long are among the cases.
const LONGEST: usize = 4096;

/// Readers give documents that can be written, or errors; the first byte chooses the format and
/// the encoding.
pub fn readers(bytes: &[u8]) {
    let Some((&choice, content)) = bytes.split_first() else { return };
    let choice = usize::from(choice);
    let (format, encoding) = (FORMATS[choice % 6], ENCODINGS[choice / 6 % 3]);
    let reading = Reading { format, encoding, max_document_bytes: LONGEST, ..Reading::default() };
    for record in Corpus::of(Cursor::new(content.to_vec()), "input".as_ref(), reading) {
        let mut document = Document::default();
        if record.load(&mut document).is_ok() {
            written(&JsonLines, &document);
        }
    }
}

/// Documents of other tools are read, or refused; what is read can be written, and once it has been
/// through both it stays as it is. In spaCy's, letters that no token has become one on the way.
pub fn exchange(bytes: &[u8]) {
    let Ok(json) = std::str::from_utf8(bytes) else { return };
    let spacy = |json: &str, document: &mut Document| SpacyJson.load(json, "a", document);
    let web = |json: &str, document: &mut Document| WebAnnotation.load(json, document);
    returns(json, &SpacyJson, spacy);
    returns(json, &WebAnnotation, web);
}

/// A text and, behind the first NUL, an annotation file of brat for it are read, or refused; what
/// is read can be written, and once it has been through both it stays as it is.
pub fn brat(bytes: &[u8]) {
    let Ok(files) = std::str::from_utf8(bytes) else { return };
    let (text, annotation) = files.split_once('\0').unwrap_or((files, ""));
    let brat =
        |annotation: &str, document: &mut Document| Brat.load(text, annotation, "a", document);
    returns(annotation, &Brat, brat);
}

fn returns(
    content: &str,
    encoder: &dyn Encode,
    load: impl Fn(&str, &mut Document) -> Result<(), InputError>,
) {
    let again = |content: &str| {
        let mut document = Document::default();
        load(content, &mut document).ok()?;
        written(encoder, &document)
    };
    let Some(first) = again(content) else { return };
    let second = again(&first).expect("what was written is read");
    assert_eq!(again(&second).as_ref(), Some(&second));
}

/// A line of the wire format is read, or refused; what is read comes back as the same bytes.
pub fn wire_format(bytes: &[u8]) {
    let registry = LayerRegistry::standard();
    let Ok(line) = std::str::from_utf8(bytes) else { return };
    let Ok(document) = registry.read(line) else { return };
    let first = wire::to_string(&document).expect("a document can be written");
    let again = registry.read(&first).expect("what was written is read");
    assert_eq!(first, wire::to_string(&again).expect("a document can be written"));
}

/// Version of the model files that are made up here.
const MODEL_VERSION: u32 = 2;

/// The content of a model file is refused, or a recognizer with it tags every sentence; tells
/// which.
pub fn model(content: &[u8]) -> bool {
    let model = Model::from_bytes(&framed(*b"satz-ner", content));
    model.is_ok_and(tags_every_token)
}

/// What the networks made up here are for.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let text = "Wien\tB-LOC\nruft\tO\nAnna\tB-PER\nMaier\tI-PER\n\n".repeat(4);
    let sentences = iob2::read(text.as_bytes()).expect("it is IOB2");
    let options = TrainingOptions::default();
    train(&sentences, &sentences, Vec::new(), &options, |_| ()).expect("there are sentences")
});

/// The content of a network file is refused, or a recognizer with it tags every sentence; tells
/// which. Runs of zeros are folded, as most of a small network is an index without keys: `0xfe`
/// stands before their number in two bytes, and before two zeros for itself.
pub fn network(folded: &[u8]) -> bool {
    let model = MODEL.clone().with_network(&framed(*b"satz-net", &unfolded(folded)));
    model.is_ok_and(tags_every_token)
}

/// Stands before a number of zeros.
const FOLD: u8 = 0xfe;

/// More would be no small network.
const UNFOLDED: usize = 1 << 20;

fn unfolded(mut folded: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    while let ([first, rest @ ..], true) = (folded, content.len() < UNFOLDED) {
        folded = rest;
        match rest {
            [low, high, rest @ ..] if *first == FOLD => {
                let zeros = usize::from(u16::from_le_bytes([*low, *high]));
                content.resize(content.len() + zeros, 0);
                content.extend((zeros == 0).then_some(FOLD));
                folded = rest;
            }
            _ => content.push(*first),
        }
    }
    content
}

/// A file with a header that fits its content.
fn framed(magic: [u8; 8], content: &[u8]) -> Vec<u8> {
    let mut file = magic.to_vec();
    file.extend(MODEL_VERSION.to_le_bytes());
    file.extend((content.len() as u64).to_le_bytes());
    file.extend(xxh3_64(content).to_le_bytes());
    file.extend(content);
    file
}

fn tags_every_token(model: Model) -> bool {
    let recognizer = EntityRecognizer::from_model(model);
    let tokens = ["Anna", "Maier", "lebt", "in", "Graz-West", ".", "\u{301}", "1.234"];
    assert_eq!(recognizer.tag(&tokens).len(), tokens.len());
    true
}

/// Tokens are in order and whole letters, and no letter or digit lies between them.
pub fn tokenizer(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for tokenizer in [Tokenizer::german(), Tokenizer::english()] {
        let document = document(&text, &tokenizer);
        let mut end = 0;
        for token in document.tokens().expect("the tokenizer ran") {
            let range = token.span().range();
            assert!(!text[end..range.start].contains(char::is_alphanumeric), "{text:?}");
            end = range.end;
        }
        assert!(!text[end..].contains(char::is_alphanumeric), "{text:?}");
    }
}

fn document(text: &str, stage: &impl Stage) -> Document {
    let mut document = Document::new(text).expect("it is short");
    document.apply(stage).expect("the stage takes every text");
    document
}

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::multilingual);

/// Every text is annotated, stays as it is, and can be written in every format.
pub fn pipeline(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut document = Document::new(text.as_ref()).expect("it is short");
    PIPELINE.process(&mut document).expect("the pipeline takes every text");
    assert_eq!(document.text(), text);
    let encoders: [&dyn Encode; 7] = [
        &Brat,
        &Conllu,
        &Iob2,
        &Readable { colour: Colour::Plain, width: 40 },
        &SentenceLines,
        &SpacyJson,
        &WebAnnotation,
    ];
    for encoder in encoders {
        written(encoder, &document).expect("all layers are there");
    }
    let line = written(&JsonLines, &document).expect("every document is a line");
    LayerRegistry::standard().read(&line).expect("what was written is read");
    wire_format(line.as_bytes());
}

/// What the encoder makes of a document, or nothing where it lacks a layer.
fn written(encoder: &dyn Encode, document: &Document) -> Option<String> {
    let mut out = Vec::new();
    encoder.encode(document, &mut out).ok()?;
    Some(String::from_utf8(out).expect("all formats are text"))
}
