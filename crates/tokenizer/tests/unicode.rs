//! The official Unicode break tests.

#[path = "common/break_test.rs"]
mod break_test;
mod common;

use break_test::{Case, cases};
use satz_tokenizer::Tokenizer;

#[test]
fn grapheme_clusters_are_never_cut() {
    for tokenizer in [Tokenizer::german(), Tokenizer::english()] {
        for Case { text, breaks } in cases(include_str!("data/GraphemeBreakTest.txt")) {
            for span in common::tokens(&tokenizer, &text).spans() {
                let range = span.range();
                let whole = breaks.contains(&range.start) && breaks.contains(&range.end);
                assert!(whole, "{range:?} cuts a cluster of {text:?}");
            }
        }
    }
}

/// Where tokens differ from UAX 29 on purpose: what a string contains, and why.
const DIFFERENCES: [(char, &str); 16] = [
    ('\u{2060}', "a format character at the end of a word lies in the gap"),
    ('\u{ad}', "so does a soft hyphen"),
    ('\r', "a mark behind a line break is a token of its own"),
    ('\n', "the same"),
    ('\u{b}', "the same"),
    ('.', "the dots of ordinals, abbreviations and ellipses belong to their token"),
    (':', "a colon joins gender forms and times, and no other words"),
    ('\'', "two apostrophes are one quotation mark; a genitive keeps its apostrophe"),
    ('"', "a Hebrew word does not keep a double quote"),
    (',', "prices (5,-) keep their comma"),
    ('_', "an underscore at the end of a word is a mark"),
    ('Ⓜ', "letters in circles are pictographs"),
    ('〱', "kana repeat marks are letters like any other"),
    ('\0', "a control character lies in the gap, so a mark behind it stands alone"),
    ('\u{200d}', "a joiner at the beginning of a text is not part of the next token"),
    ('🇦', "a mark or joiner behind half a flag does not keep it from its other half"),
];

#[test]
fn words_are_those_of_unicode_where_the_conventions_agree() {
    let tokenizer = Tokenizer::german();
    let cases = cases(include_str!("data/WordBreakTest.txt"));
    let (alike, other): (Vec<_>, Vec<_>) =
        cases.iter().partition(|case| are_words(&tokenizer, case));
    assert!(alike.len() > 1300, "{} of {} agree", alike.len(), cases.len());
    for Case { text, .. } in other {
        let reason = DIFFERENCES.iter().find(|(character, _)| text.contains(*character));
        assert!(reason.is_some(), "{text:?} differs without a reason");
    }
}

/// Whether every token is one word.
fn are_words(tokenizer: &Tokenizer, Case { text, breaks }: &Case) -> bool {
    common::tokens(tokenizer, text).spans().iter().all(|span| {
        let range = span.range();
        let inside = breaks.range(range.start + 1..range.end).count();
        breaks.contains(&range.start) && breaks.contains(&range.end) && inside == 0
    })
}
