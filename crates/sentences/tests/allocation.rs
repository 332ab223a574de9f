//! A recycled layer costs no allocation.

mod common;

use common::text_and_tokens;
use satz_core::{Layer, Sentences, Stage};
use satz_sentences::SentenceSplitter;

#[test]
fn recycled_layers_cost_no_allocation() {
    let marked =
        "Streit um die Wahl\n\nAm 24_. Mai traf Dr_. Huber (58) den Rat: „Es geht voran.“ \
                  Danach kamen Brot, Milch usw_. Es war spät!\nSie gingen … Alle [1]. "
            .repeat(50);
    let (text, tokens) = text_and_tokens(&marked);
    for splitter in [SentenceSplitter::german(), SentenceSplitter::english()] {
        let mut sentences = Sentences::default();
        splitter.annotate(&text, &tokens, &mut sentences).expect("the text is short");
        let counted = allocation_counter::measure(|| {
            sentences.clear();
            splitter.annotate(&text, &tokens, &mut sentences).expect("the text is short");
        });
        assert_eq!(counted.count_total, 0);
        assert!(sentences.len() > 100);
    }
}
