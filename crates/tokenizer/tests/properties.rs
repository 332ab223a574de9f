//! What holds for every text.

mod common;

use common::tokens;
use proptest::prelude::*;
use satz_core::{Layer, Stage, Tokens};
use satz_tokenizer::Tokenizer;
use unicode_segmentation::UnicodeSegmentation;

/// Text as it comes: words, numbers, marks, foreign scripts, controls.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zäöüß]{1,6}",
        "[A-ZÄÖÜ][a-zäöüß]{0,6}",
        "[0-9]{1,4}",
        r#"[.,;:!?'"()/@#_&%*+$<>=-]{1,3}"#,
        "[ \\n\\t]{1,3}",
        "[„“”»«‚‘’–—…§°½€\u{ad}\u{200b}\u{200d}\u{308}\u{feff}]{1,2}",
        "[😀👍🏽🇦🇹❤️👩👧©]{1,3}",
        prop_oneof![Just("z. B."), Just("Dr."), Just("www.orf.at"), Just("a@b.de"), Just(":-)")]
            .prop_map(str::to_owned),
        "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn tokens_and_gaps_are_the_text(text in text()) {
        for tokenizer in [Tokenizer::german(), Tokenizer::english()] {
            let mut end = 0;
            for span in tokens(&tokenizer, &text).spans() {
                prop_assert!(span.check(&text).is_ok());
                let gap = &text[end..span.range().start];
                let empty = gap.chars().all(|it| it.is_whitespace() || is_without_glyph(it));
                prop_assert!(empty, "gap {gap:?} of {text:?}");
                end = span.range().end;
            }
        }
    }

    #[test]
    fn grapheme_clusters_are_whole(text in text()) {
        let tokens = tokens(&Tokenizer::german(), &text);
        let mut borders: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        borders.push(text.len());
        for span in tokens.spans() {
            prop_assert!(borders.binary_search(&span.range().start).is_ok(), "{span:?} {text:?}");
            prop_assert!(borders.binary_search(&span.range().end).is_ok(), "{span:?} {text:?}");
        }
    }

    #[test]
    fn paragraphs_do_not_see_each_other(one in text(), two in text()) {
        // An open single quote reaches over paragraphs, so that it costs no state to find one.
        let one = one.replace(['\'', '`', '’', '‘', '‚', '‹', '›'], "");
        let tokenizer = Tokenizer::german();
        let both = format!("{one}x\n\n{two}");
        let first = tokens(&tokenizer, &format!("{one}x"));
        let second = tokens(&tokenizer, &two);
        let found = tokens(&tokenizer, &both);
        prop_assert_eq!(first.len() + second.len(), found.len(), "{:?}", both);
        prop_assert_eq!(&found.spans()[..first.len()], first.spans());
    }

    #[test]
    fn recycled_layers_are_like_new(one in text(), two in text()) {
        let tokenizer = Tokenizer::german();
        let mut recycled = Tokens::default();
        tokenizer.annotate(&one, (), &mut recycled).expect("the text is short");
        recycled.clear();
        tokenizer.annotate(&two, (), &mut recycled).expect("the text is short");
        prop_assert_eq!(recycled, tokens(&tokenizer, &two));
    }
}

fn is_without_glyph(character: char) -> bool {
    use satz_tokenizer::class::Class;
    matches!(Class::of(character), Class::Ignorable | Class::Space)
}
