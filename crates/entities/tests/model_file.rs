//! Model files come from anywhere: whatever is wrong with one is an error, never a panic.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use proptest::prelude::*;
use satz_entities::{EntityRecognizer, Lexicon, Model, ModelError, TrainingOptions, iob2, train};
use xxhash_rust::xxh3::xxh3_64;

/// Bytes before the content, the last eight of them its checksum.
const HEADER: usize = 28;

/// As it is inside of the frame that packs it.
static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| unpacked(&PACKED));

static PACKED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let text = "Anna\tB-PER\nMaier\tI-PER\nlebt\tO\nin\tO\nGraz\tB-LOC\n";
    let sentences = iob2::read(text.as_bytes()).unwrap();
    let lexicon = Lexicon::read("Graz\tcity\tpath:0101\nAnna\tfirst\n".as_bytes()).unwrap();
    let options = TrainingOptions { rarest: 1, epochs: 3, ..TrainingOptions::default() };
    let model = train(&sentences, &sentences, vec![lexicon], &options, |_| ()).unwrap();
    written(&model)
});

fn written(model: &Model) -> Vec<u8> {
    let mut file = Vec::new();
    model.write(&mut file).unwrap();
    file
}

fn unpacked(file: &[u8]) -> Vec<u8> {
    zstd::decode_all(file).unwrap()
}

/// The file with its length and checksum made right again, so that the content itself is looked at.
fn signed(mut file: Vec<u8>) -> Vec<u8> {
    let (length, checksum) = ((file.len() - HEADER) as u64, xxh3_64(&file[HEADER..]));
    file[HEADER - 16..HEADER - 8].copy_from_slice(&length.to_le_bytes());
    file[HEADER - 8..HEADER].copy_from_slice(&checksum.to_le_bytes());
    file
}

/// Where the content is not zero, or the byte before is not: most of it counts keys that are rare.
static PLACES: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let full = |place: &usize| FILE[*place] != 0 || FILE[*place - 1] != 0;
    (HEADER..FILE.len()).filter(full).collect()
});

/// Whatever these bytes are, reading them is an error or gives a recognizer that takes any words.
/// A fuzz target needs nothing but this.
fn survive(content: &[u8], words: &[String]) {
    if let Ok(model) = Model::from_bytes(&signed([&FILE[..HEADER], content].concat())) {
        assert_eq!(unpacked(&written(&model))[HEADER..], *content, "a model is written in one way");
        let recognizer = EntityRecognizer::from_model(model);
        assert_eq!(recognizer.tag(words).len(), words.len());
    }
}

#[test]
fn a_model_comes_back_as_it_was_written() {
    for file in [&PACKED, &FILE] {
        assert_eq!(written(&Model::from_bytes(file).unwrap()), *PACKED);
    }
}

#[test]
fn the_same_data_and_seed_give_the_same_file() {
    let sentences = iob2::read("Anna\tB-PER\nlebt\tO\n".as_bytes()).unwrap();
    let options = TrainingOptions { rarest: 1, epochs: 3, ..TrainingOptions::default() };
    let file = || written(&train(&sentences, &sentences, Vec::new(), &options, |_| ()).unwrap());
    assert_eq!(file(), file());
}

#[test]
fn a_file_that_ends_early_is_an_error() {
    for file in [&PACKED, &FILE] {
        for length in 0..file.len() {
            assert!(Model::from_bytes(&file[..length]).is_err(), "{length} bytes");
        }
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("nothing", Vec::new(), "not an entity model"),
        ("a picture", b"\x89PNG\r\n\x1a\n and more".to_vec(), "not an entity model"),
        ("another version", [&FILE[..8], &[9], &FILE[9..]].concat(), "has format 9"),
        ("cut off", PACKED[..PACKED.len() / 2].to_vec(), "is damaged: incomplete frame"),
        ("more at the end", [&FILE[..], b"!"].concat(), "is damaged: it holds"),
        ("another byte", [&FILE[..FILE.len() - 1], b"!"].concat(), "checksum is wrong"),
    ];
    for (name, file, expected) in cases {
        let error = Model::from_bytes(&file).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

#[test]
fn the_built_in_models_are_sound() {
    for recognizer in [EntityRecognizer::german(), EntityRecognizer::english()] {
        let labels: Vec<&str> = recognizer.model().tags().labels().labels().map(|l| l.1).collect();
        for label in ["PER", "LOC", "ORG", "MISC"] {
            assert!(labels.contains(&label), "{labels:?}");
        }
    }
}

proptest! {
    #[test]
    fn a_changed_byte_is_an_error(position in 0..FILE.len(), change in 1..=u8::MAX) {
        let mut file = FILE.clone();
        file[position] ^= change;
        let error = Model::from_bytes(&file).unwrap_err();
        prop_assert!(position < HEADER || matches!(error, ModelError::Checksum));
    }

    #[test]
    fn a_changed_byte_of_what_is_packed_is_an_error_or_makes_no_difference(
        position in 0..PACKED.len(),
        change in 1..=u8::MAX,
    ) {
        let mut file = PACKED.clone();
        file[position] ^= change;
        prop_assert!(Model::from_bytes(&file).is_ok_and(|model| written(&model) == *PACKED)
            || Model::from_bytes(&file).is_err());
    }

    #[test]
    fn a_forged_model_is_refused_or_harmless(
        changes in prop::collection::vec((0..PLACES.len(), any::<u8>()), 1..4),
        words in prop::collection::vec("\\PC{1,12}", 0..12),
    ) {
        let mut file = FILE.clone();
        for (place, byte) in changes {
            file[PLACES[place]] = byte;
        }
        survive(&file[HEADER..], &words);
    }

    #[test]
    fn content_that_is_cut_or_longer_is_refused_or_harmless(
        place in 0..PLACES.len(),
        inserted in prop::collection::vec(any::<u8>(), 0..9),
        removed in 0..9_usize,
    ) {
        let place = PLACES[place];
        let behind = &FILE[FILE.len().min(place + removed)..];
        survive(&[&FILE[HEADER..place], &inserted, behind].concat(), &["Anna".to_owned()]);
    }

    #[test]
    fn no_text_makes_a_recognizer_panic(words in prop::collection::vec(any::<String>(), 0..30)) {
        let recognizer = EntityRecognizer::from_model(Model::from_bytes(&FILE).unwrap());
        prop_assert_eq!(recognizer.tag(&words).len(), words.len());
    }
}
