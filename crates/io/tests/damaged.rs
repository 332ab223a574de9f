//! Compressed files that are cut, changed, glued together or swell up.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::io::Write;
use std::path::Path;

use satz_driver::{Document, Input};
use satz_io::{Corpus, InputFormat, Reading};

/// Numbered documents whose texts do not compress well.
fn lines(count: usize) -> String {
    let mut random = 1_u64;
    let mut word = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("{:x}", random >> 20)
    };
    let line =
        |number| format!("{{\"id\":{number},\"text\":\"{} {} {}\"}}\n", word(), word(), word());
    (0..count).map(line).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// The texts of a file, and the error of each document that has none.
fn read(path: &Path) -> Vec<Result<String, String>> {
    Corpus::new([path.to_owned()], InputFormat::JsonLines)
        .map(|record| {
            let mut document = Document::default();
            let loaded = record.load(&mut document).map_err(|error| error.to_string());
            loaded.map(|()| document.text().to_owned())
        })
        .collect()
}

#[test]
fn documents_before_a_cut_are_kept_and_the_cut_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut");
    let text = lines(600);
    for bytes in [gzip(&text), zstd(&text)] {
        fs::write(&path, &bytes).unwrap();
        let whole = read(&path);
        assert!(whole.len() == 600 && whole.iter().all(Result::is_ok));
        let cuts = (1024..bytes.len()).step_by(1024).chain([bytes.len() - 4, bytes.len() - 1]);
        for cut in cuts {
            fs::write(&path, &bytes[..cut]).unwrap();
            let (last, before) =
                read(&path).split_last().map(|(l, b)| (l.clone(), b.to_vec())).unwrap();
            let error = last.expect_err("a cut is an error");
            assert!(error.contains("cannot be read"), "{cut}: {error}");
            assert_eq!(before, whole[..before.len()], "{cut}");
        }
    }
}

#[test]
fn a_changed_byte_gives_an_error_and_no_other_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("changed");
    let text = lines(60);
    for bytes in [gzip(&text), zstd(&text)] {
        fs::write(&path, &bytes).unwrap();
        let whole = read(&path);
        for place in 12..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 0x55;
            fs::write(&path, &changed).unwrap();
            // The checksum comes last, so changed documents may come before the error; what
            // counts is that they never come without it.
            let found = read(&path);
            assert!(found.iter().any(Result::is_err) || found == whole, "byte {place}");
        }
    }
}

#[test]
fn every_member_and_frame_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glued");
    let (first, second) = (lines(3), lines(5));
    for bytes in [[gzip(&first), gzip(&second)].concat(), [zstd(&first), zstd(&second)].concat()] {
        fs::write(&path, bytes).unwrap();
        assert_eq!(read(&path).len(), 8);
    }
}

#[test]
fn what_swells_up_is_refused_at_the_limit_and_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.txt.zst");
    // 64 MB in a few kilobytes, in a line of JSON, in a table and as a text.
    let letters = "a".repeat(64 << 20);
    fs::write(&path, zstd(&letters)).unwrap();
    assert!(fs::metadata(&path).unwrap().len() < 10_000);
    for format in [InputFormat::Text, InputFormat::JsonLines] {
        let reading = Reading { format, max_document_bytes: 1 << 16, ..Reading::default() };
        let records: Vec<_> = Corpus::read([path.clone()], reading).collect();
        let error = records[0].load(&mut Document::default()).unwrap_err().to_string();
        assert!(records.len() == 1 && error.contains("longer than 65536 bytes"), "{error}");
        assert_eq!(records[0].raw(), None);
    }
}
