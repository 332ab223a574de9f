//! What holds for every text.

mod common;

use std::sync::LazyLock;

use common::{split, text_and_tokens};
use proptest::prelude::*;
use satz_core::{Layer, Sentences, Stage};
use satz_sentences::{Outcome, SentenceSplitter};

/// Both languages, built once: the English one reads a model.
static SPLITTERS: LazyLock<[SentenceSplitter; 2]> =
    LazyLock::new(|| [SentenceSplitter::german(), SentenceSplitter::english()]);

/// Marked text: words, tied dots, marks, gaps.
fn marked() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zäöü]{1,5}",
        "[A-ZÄÖÜ][a-zäöü]{0,5}",
        "[0-9]{1,4}",
        "([A-Z]|Dr|usw|[0-9]|II)_[.]",
        r#"[.,;:!?'"()–•—-]{1,3}"#,
        "[„“”»«‚‘’…😀\\[\\]]{1,2}",
        "[ \\n]{1,3}",
        Just("Der ".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn sentences_are_a_partition(marked in marked()) {
        let (text, tokens) = text_and_tokens(&marked);
        for splitter in &*SPLITTERS {
            let sentences = split(splitter, &text, &tokens);
            let end = sentences.ends().last().map_or(0, |&end| end as usize);
            prop_assert_eq!(end, tokens.len());
        }
    }

    #[test]
    fn paragraphs_do_not_see_each_other(one in marked(), two in marked()) {
        let splitter = &SPLITTERS[0];
        let one = format!("{one}x");
        let ends = |marked: &str| {
            let (text, tokens) = text_and_tokens(marked);
            (split(splitter, &text, &tokens).ends().to_vec(), tokens.len())
        };
        let (mut expected, length) = ends(&one);
        let length = u32::try_from(length).expect("the text is short");
        expected.extend(ends(&two).0.iter().map(|end| end + length));
        prop_assert_eq!(ends(&format!("{one}\n\n{two}")).0, expected);
    }

    #[test]
    fn the_explanation_is_what_was_done(marked in marked()) {
        let (text, tokens) = text_and_tokens(&marked);
        for splitter in &*SPLITTERS {
            let explained: Vec<_> = splitter
                .explain(&text, &tokens)
                .iter()
                .filter(|decision| decision.outcome == Outcome::Split)
                .map(|decision| u32::try_from(decision.end).expect("the text is short"))
                .collect();
            let sentences = split(splitter, &text, &tokens);
            prop_assert_eq!(&explained[..], sentences.ends());
        }
    }

    #[test]
    fn recycled_layers_are_like_new(one in marked(), two in marked()) {
        let splitter = &SPLITTERS[0];
        let (first, second) = (text_and_tokens(&one), text_and_tokens(&two));
        let mut recycled = split(splitter, &first.0, &first.1);
        recycled.clear();
        splitter.annotate(&second.0, &second.1, &mut recycled).expect("the text is short");
        let new: Sentences = split(splitter, &second.0, &second.1);
        prop_assert_eq!(recycled, new);
    }
}
