//! Where English sentences end, case by case; marked as in the German cases.

mod common;

use common::check;
use satz_sentences::SentenceSplitter;

#[test]
fn sentences() {
    check(
        &SentenceSplitter::english(),
        &[
            ("two sentences", "The council met.| The vote follows."),
            ("title", "Mr_. Smith left.| He is back."),
            ("lower case", "it was fine.| we will come again."),
            ("call in lower case", "great place!| we will come again."),
            ("initial", "George W_. Bush spoke."),
            ("quotation", "\"I go,\" he said.| She stayed."),
            ("full stop inside", "He said, “I go.”| She stayed."),
            ("reference", "He stayed until July. [6]| A friend came."),
            ("broken off", "I know she is —| See, she left."),
            ("dateline", "TEHRAN (AFP) -| An international contest began."),
            ("number last", "It came in 1868.| It was late."),
            ("year last", "He met them in May.| 2005 was a good year."),
        ],
    );
}
