//! The claims that fuzzers try to break, on random input and on the cases that they broke.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use satz_driver::entities::{TrainingOptions, iob2, train};
use satz_tests::{brat, exchange, model, network, pipeline, readers, tokenizer, wire_format};

type Claim = fn(&[u8]);

const CLAIMS: [(&str, Claim); 8] = [
    ("brat", brat),
    ("exchange", exchange),
    ("model", |bytes| _ = model(bytes)),
    ("network", |bytes| _ = network(bytes)),
    ("pipeline", pipeline),
    ("readers", readers),
    ("tokenizer", tokenizer),
    ("wire_format", wire_format),
];

#[test]
fn what_once_broke_a_claim_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/cases");
    for (name, claim) in CLAIMS {
        let Ok(cases) = fs::read_dir(folder.join(name)) else { continue };
        for case in cases {
            claim(&fs::read(case.unwrap().path()).unwrap());
        }
    }
}

/// The content of a small model, which begins behind a header of 28 bytes in what is packed.
fn small_model() -> Vec<u8> {
    let text = "Anna\tB-PER\nMaier\tI-PER\nlebt\tO\nin\tO\nGraz\tB-LOC\n";
    let sentences = iob2::read(text.as_bytes()).unwrap();
    let options = TrainingOptions { rarest: 1, epochs: 2, ..TrainingOptions::default() };
    let model = train(&sentences, &sentences, Vec::new(), &options, |_| ()).unwrap();
    let mut file = Vec::new();
    model.write(&mut file).unwrap();
    zstd::decode_all(file.as_slice()).unwrap().split_off(28)
}

#[test]
fn a_model_that_was_trained_is_taken() {
    assert!(model(&small_model()), "the claim is about files of another version");
}

#[test]
fn a_network_that_was_written_is_taken() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/cases/network");
    let sound = fs::read(folder.join("sound")).unwrap();
    assert!(network(&sound), "the claim is about files of another version");
    assert!(!network(&sound[1..]));
}

/// A line of the wire format with every layer.
const LINE: &str = concat!(
    r#"{"format":1,"text":"Wien, Öl.","layers":{"metadata":{"id":"a"},"#,
    r#""tokens":{"spans":[[0,4],[4,5],[6,9],[9,10]],"#,
    r#""kinds":["word","punctuation","word","punctuation"]},"#,
    r#""sentences":{"ends":[4],"kinds":["sentence"]},"#,
    r#""entities":{"spans":[[0,4]],"labels":["LOC"],"forms":["name"],"scores":[0.5]},"#,
    r#""summary":{"sentences":[0],"scores":[1.0]}}}"#
);

const SPACY: &str = concat!(
    r#"{"text":"Wien, Öl.","ents":[{"start":0,"end":4,"label":"LOC"}],"sents":[{"start":0,"end":9}],"#,
    r#""tokens":[{"id":0,"start":0,"end":4},{"id":1,"start":4,"end":5},{"id":2,"start":6,"end":8}]}"#
);

/// A sound file with a few bytes changed, taken out or put in.
fn damaged(sound: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 0..5);
    changes.prop_map(move |changes| {
        let mut bytes = sound.clone();
        for (index, byte, kind) in changes.into_iter().filter(|_| !sound.is_empty()) {
            let at = index.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ if bytes.len() > 1 => _ = bytes.remove(at),
                _ => {}
            }
        }
        bytes
    })
}

/// Pieces of all formats, in any order.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let known: &[&[u8]] = &[
        b"{\"text\":\"",
        b"\"}",
        b"\n",
        b"\r\n",
        b"\t",
        b",",
        b"\"",
        b"# newdoc id = a\n",
        b"1-2\t",
        b"1\tWien\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n",
        b"Wien\tB-LOC\n",
        b"text,id\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0",
        b"\x1f\x8b",
        b"\x28\xb5\x2f\xfd",
        b"Es schneit. ",
        "Öl „ist“ ".as_bytes(),
    ];
    let piece = prop_oneof![
        6 => select(known.to_vec()).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ];
    (any::<u8>(), prop::collection::vec(piece, 0..20))
        .prop_map(|(choice, pieces)| [vec![choice], pieces.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn readers_take_everything(bytes in pieces()) {
        readers(&bytes);
    }

    #[test]
    fn lines_are_read_or_refused(line in damaged(LINE.into()), json in damaged(SPACY.into())) {
        wire_format(&line);
        exchange(&json);
    }

    #[test]
    fn texts_are_cut_and_annotated(bytes in pieces(), text in "\\PC{0,40}") {
        tokenizer(&bytes);
        tokenizer(text.as_bytes());
        pipeline(&bytes);
        pipeline(text.as_bytes());
    }
}

#[test]
fn models_are_read_or_refused() {
    proptest!(|(content in damaged(small_model()))| { _ = model(&content) });
}
