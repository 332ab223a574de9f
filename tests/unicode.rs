//! The official test of sentence breaks (UAX 29), with the places where satz decides otherwise.
//!
//! Words and grapheme clusters have theirs in `crates/tokenizer/tests/unicode.rs`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

#[path = "../crates/tokenizer/tests/common/break_test.rs"]
mod break_test;

use std::ops::Range;

use break_test::Case;
use satz_driver::{Document, Pipeline, Preset, PresetStage, Sentences, Tokens};

/// Where satz differs on purpose: what a string contains, and why.
const DIFFERENCES: [(&str, &str); 5] = [
    ("\u{2060}", "words are not looked for across word joiners, so there are no abbreviations"),
    ("etc.", "an abbreviation ends a sentence only before a word that begins sentences"),
    ("。", "German and English have no such full stop"),
    ("\r\n", "a line that goes on in lower case was wrapped"),
    ("", "a mark without a word before it ends no sentence"),
];

/// Why the breaks of a text differ.
fn reason(text: &str) -> Option<&'static str> {
    let found = DIFFERENCES.iter().find(|(part, _)| match *part {
        "" => text.starts_with(['.', '!']),
        part => text.contains(part),
    });
    found.map(|(_, reason)| *reason)
}

/// The gaps between the tokens of a text, and whether a sentence ends there.
fn gaps(pipeline: &Pipeline, text: &str) -> Vec<(Range<usize>, bool)> {
    let mut document = Document::new(text).unwrap();
    pipeline.process(&mut document).unwrap();
    let (tokens, sentences) =
        (document.layer::<Tokens>().unwrap(), document.layer::<Sentences>().unwrap());
    let gap = |(index, pair): (usize, &[satz_driver::Span])| {
        let end = u32::try_from(index + 1).unwrap();
        (pair[0].range().end..pair[1].range().start, sentences.ends().contains(&end))
    };
    tokens.spans().windows(2).enumerate().map(gap).collect()
}

#[test]
fn sentences_are_those_of_unicode_where_the_conventions_agree() {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
    let pipeline = Preset { stages, ..Preset::default() }.pipeline().unwrap();
    let cases = break_test::cases(include_str!("data/SentenceBreakTest.txt"));
    let differs = |case: &&Case| {
        let mut gaps = gaps(&pipeline, &case.text).into_iter();
        gaps.any(|(gap, ends)| ends != case.breaks.range(gap.start..=gap.end).next().is_some())
    };
    let different: Vec<_> = cases.iter().filter(differs).collect();
    for Case { text, .. } in &different {
        assert!(reason(text).is_some(), "{text:?} differs without a reason");
    }
    assert!(different.len() <= 31, "{} of {} differ", different.len(), cases.len());
}
