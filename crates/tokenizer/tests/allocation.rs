//! A recycled layer costs no allocation.

use satz_core::{Layer, Stage, Tokens};
use satz_tokenizer::Tokenizer;

#[test]
fn recycled_layers_cost_no_allocation() {
    let text = "Am 24. Mai traf Dr. Huber (58) den US-Präsidenten: „Es geht's an“, schrieb \
                er auf www.orf.at/sport, z. B. an max.huber@firma.at – 😀 :-) #wien @graz. "
        .repeat(50);
    let tokenizer = Tokenizer::german();
    let mut tokens = Tokens::default();
    tokenizer.annotate(&text, (), &mut tokens).expect("the text is short");
    let counted = allocation_counter::measure(|| {
        tokens.clear();
        tokenizer.annotate(&text, (), &mut tokens).expect("the text is short");
    });
    assert_eq!(counted.count_total, 0);
    assert!(tokens.len() > 1000);
}
