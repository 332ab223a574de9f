//! Reads the break tests of the Unicode Character Database.

use std::collections::BTreeSet;

/// A test string and the byte offsets of its breaks, the ends among them.
pub(crate) struct Case {
    pub(crate) text: String,
    pub(crate) breaks: BTreeSet<usize>,
}

/// The cases of a test file.
pub(crate) fn cases(file: &str) -> Vec<Case> {
    let cases: Vec<_> = file.lines().filter_map(parse).collect();
    assert!(cases.len() > 500, "the file was read");
    cases
}

/// Reads `÷ 0020 × 0308 ÷ 0020 ÷ # comment`.
fn parse(line: &str) -> Option<Case> {
    let rule = line.split('#').next()?.trim();
    let (mut text, mut breaks) = (String::new(), BTreeSet::new());
    for sign in rule.split_whitespace() {
        match sign {
            "÷" => {
                breaks.insert(text.len());
            }
            "×" => {}
            point => text.push(char::from_u32(u32::from_str_radix(point, 16).ok()?)?),
        }
    }
    (!text.is_empty()).then_some(Case { text, breaks })
}
