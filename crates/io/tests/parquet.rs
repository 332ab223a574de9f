//! What is in a Parquet file is what is in the documents.
#![cfg(feature = "parquet")]

use std::fs::{self, File};

use parquet::file::reader::{FileReader, SerializedFileReader};
use satz_driver::{Preset, PresetStage, RunOptions};
use satz_io::{Corpus, Failures, InputFormat, ParquetFile};

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
    assert!(metadata.iter().any(|pair| pair.key == "satz.format"));
}
