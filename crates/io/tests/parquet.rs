//! What is in a Parquet file is what is in the documents, and the reverse.
#![cfg(feature = "parquet")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BinaryArray, Date32Array, DictionaryArray, Int64Array, LargeStringArray,
    RecordBatch, StringArray, StringViewArray,
};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use satz_arrow::LayerColumns;
use satz_driver::{Document, Input, Metadata, Pipeline, Preset, PresetStage, RunOptions, wire};
use satz_io::{Columns, Corpus, Failures, InputFormat, ParquetFile, Reading, Record};

#[test]
fn documents_are_rows_and_layers_are_lists() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.jsonl"), folder.path().join("out.parquet"));
    let line = |id| format!("{{\"id\":{id},\"text\":\"Öl ist teuer. Es schneit.\"}}\n");
    let lines: String = (0..600).map(line).collect();
    fs::write(&input, lines + "{\"id\":\"no text\"}\n").unwrap();

    let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
    let pipeline = Preset { stages, ..Preset::default() }.pipeline().unwrap();
    let mut file = ParquetFile::create(&output, Failures::default()).unwrap();
    let corpus = Corpus::new([input], InputFormat::Auto);
    pipeline.run(corpus, &RunOptions::default(), &mut file).unwrap();
    assert!(!output.exists(), "a file without an index is not there");
    assert_eq!(file.finish().unwrap().count(), 1);

    let reader = SerializedFileReader::new(File::open(output).unwrap()).unwrap();
    let rows: Vec<_> =
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    assert_eq!(rows.len(), 600);
    for part in [
        "id: \"7\"",
        "text: \"Öl ist teuer. Es schneit.\"",
        "tokens: [{start: 0, end: 3, kind: \"word\"}, {start: 4, end: 7, kind: \"word\"}",
        "sentences: [{first: 0, end: 4, kind: \"sentence\"}, {first: 4, end: 7, kind: \"sentence\"}]",
        "entities: null",
    ] {
        assert!(rows[7].contains(part), "{part} is not in {}", rows[7]);
    }
    let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let version = metadata.iter().find(|pair| pair.key == "satz.format").unwrap();
    assert_eq!(version.value.as_deref(), Some(LayerColumns::VERSION));
}

fn batch(columns: &[(&str, ArrayRef)]) -> RecordBatch {
    RecordBatch::try_from_iter(columns.iter().map(|(name, values)| (*name, Arc::clone(values))))
        .unwrap()
}

/// Three articles as archives have them: numbered, dated, one without a text.
fn articles() -> RecordBatch {
    batch(&[
        ("url", Arc::new(Int64Array::from(vec![7, 8, 9]))),
        ("date", Arc::new(Date32Array::from(vec![Some(20_000), None, None]))),
        ("head", Arc::new(DictionaryArray::<Int32Type>::from_iter(["Öl", "Öl", "Gas"]))),
        ("vector", Arc::new(BinaryArray::from_vec(vec![b"\xff", b"", b""]))),
        ("body", Arc::new(StringArray::from(vec![Some("Öl ist\n„teuer“."), None, Some("Ja.")]))),
    ])
}

fn parquet(batch: &RecordBatch) -> Vec<u8> {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(2)).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.into_inner().unwrap()
}

fn arrow_file(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = FileWriter::try_new(Vec::new(), batch.schema_ref()).unwrap();
    writer.write(batch).unwrap();
    writer.into_inner().unwrap()
}

fn arrow_stream(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), batch.schema_ref()).unwrap();
    writer.write(batch).unwrap();
    writer.into_inner().unwrap()
}

fn columns(text: &str) -> Reading {
    let columns = Columns { text: text.to_owned(), id: "url".to_owned(), title: "head".to_owned() };
    Reading { columns, ..Reading::default() }
}

fn shown(corpus: Corpus) -> Vec<String> {
    corpus.map(|record| show(&record).unwrap_or_else(|error| error)).collect()
}

fn show(record: &Record) -> Result<String, String> {
    let mut document = Document::default();
    let loaded = record.load(&mut document);
    loaded.map_err(|error| format!("{}: {error}", record.place()))?;
    let metadata = document.layer::<Metadata>().unwrap();
    let known = [&metadata.id, &metadata.title, &metadata.date];
    let known = known.map(|field| field.as_deref().unwrap_or("-")).join(" ");
    Ok(format!("{known} {}", document.text()))
}

#[test]
fn rows_are_documents_whatever_the_name_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let batch = articles();
    let cases = [
        ("a.parquet", parquet(&batch)),
        ("b.arrow", arrow_file(&batch)),
        ("c.arrows", arrow_stream(&batch)),
        ("d", parquet(&batch)),
        ("e", arrow_file(&batch)),
        ("f", arrow_stream(&batch)),
    ];
    for (name, bytes) in cases {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        let missing = format!("{}:2: there is no field `body`", path.display());
        let expected = ["7 Öl 2024-10-04 Öl ist\n„teuer“.", missing.as_str(), "9 Gas - Ja."];
        assert_eq!(shown(Corpus::read([path.clone()], columns("body"))), expected, "{name}");
        let piped = std::io::Cursor::new(bytes);
        let corpus = Corpus::of(piped, Path::new(&path), columns("body"));
        assert_eq!(shown(corpus), expected, "{name} from memory");
    }
}

#[test]
fn every_kind_of_string_is_a_text() {
    let texts = ["Öl", "Gas"];
    let kinds: [ArrayRef; 3] = [
        Arc::new(LargeStringArray::from(texts.to_vec())),
        Arc::new(StringViewArray::from(texts.to_vec())),
        Arc::new(DictionaryArray::<Int32Type>::from_iter(texts)),
    ];
    for values in kinds {
        let kind = values.data_type().to_string();
        let bytes = parquet(&batch(&[("body", values)]));
        let corpus = Corpus::of(std::io::Cursor::new(bytes), "x.parquet".as_ref(), columns("body"));
        assert_eq!(shown(corpus), ["x.parquet:1 - - Öl", "x.parquet:2 - - Gas"], "{kind}");
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let bytes = parquet(&articles());
    let cases = [
        ("no such column", bytes.clone(), "text", "no column `text` among `url`, `date`, `head`"),
        ("no strings", bytes.clone(), "vector", "column `vector` is of type Binary and no text"),
        ("cut off", bytes[..bytes.len() / 2].to_vec(), "body", "cannot be read"),
        ("nothing but the mark", b"PAR1".to_vec(), "body", "cannot be read"),
    ];
    for (name, bytes, text, expected) in cases {
        let corpus = Corpus::of(std::io::Cursor::new(bytes), "x.parquet".as_ref(), columns(text));
        let shown = shown(corpus);
        assert!(shown.len() == 1 && shown[0].contains(expected), "{name}: {shown:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet.gz");
    let mut gzip = flate2::write::GzEncoder::new(File::create(&path).unwrap(), <_>::default());
    std::io::Write::write_all(&mut gzip, &bytes).unwrap();
    gzip.finish().unwrap();
    let shown = shown(Corpus::read([path], columns("body")));
    assert!(shown[0].contains("compressed as a whole: decompress it"), "{shown:?}");
}

#[test]
fn layers_of_another_version_are_refused() {
    let schema = Schema::clone(&articles().schema());
    let schema = schema.with_metadata([("satz.format".to_owned(), "0".to_owned())].into());
    let batch = articles().with_schema(Arc::new(schema)).unwrap();
    for bytes in [parquet(&batch), arrow_file(&batch), arrow_stream(&batch)] {
        let corpus = Corpus::of(std::io::Cursor::new(bytes), "x".as_ref(), columns("body"));
        let shown = shown(corpus);
        let expected = "layers of version 0, and 1 is read here: use the satz that wrote it";
        assert!(shown.len() == 1 && shown[0].contains(expected), "{shown:?}");
    }
}

#[test]
fn a_changed_byte_never_takes_the_run_down() {
    let bytes = [parquet(&articles()), arrow_file(&articles()), arrow_stream(&articles())];
    for bytes in bytes {
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= if at % 2 == 0 { 1 } else { 0x80 };
            let corpus = Corpus::of(std::io::Cursor::new(bytes), "x".as_ref(), columns("body"));
            assert!(shown(corpus).len() <= 4, "byte {at}");
        }
    }
}

#[test]
fn annotated_documents_come_back_with_all_layers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.parquet");
    let text = "Die Außenministerin reist nach Wien. Sie kommt aus Graz.";
    let lines =
        format!("{{\"id\":\"a\",\"title\":\"Öl\",\"text\":\"{text}\"}}\n{{\"text\":\"\"}}\n");
    let corpus =
        || Corpus::of(std::io::Cursor::new(lines.clone()), "x.jsonl".as_ref(), <_>::default());
    let pipeline = Pipeline::german();
    let mut file = ParquetFile::create(&path, Failures::default()).unwrap();
    pipeline.run(corpus(), &RunOptions::default(), &mut file).unwrap();
    file.finish().unwrap();
    let again = Corpus::new([path], InputFormat::Auto);
    for (record, written) in again.zip(corpus()) {
        let (mut document, mut expected) = (Document::default(), Document::default());
        record.load(&mut document).unwrap();
        written.load(&mut expected).unwrap();
        pipeline.process(&mut expected).unwrap();
        assert_eq!(wire::to_string(&document).unwrap(), wire::to_string(&expected).unwrap());
    }
}
