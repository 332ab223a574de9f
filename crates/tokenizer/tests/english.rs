//! What English tokens are, case by case.

mod common;

use common::check;
use satz_tokenizer::{Hyphens, Tokenizer};

#[test]
fn words() {
    check(
        &Tokenizer::english(),
        &[
            ("contraction", "I don't know, it's John's", "I don't know , it's John's"),
            ("typographic", "I don’t", "I don’t"),
            ("plural genitive", "the players' union", "the players' union"),
            ("single quotes", "the 'old players' said", "the ' old players ' said"),
            ("clitic", "give 'em the '90s", "give 'em the '90s"),
            ("compound", "a full-time, ten-year job", "a full - time , ten - year job"),
            ("prefix", "a non-official e-mail, re-elected", "a non-official e-mail , re-elected"),
            ("broken off", "I wan- want", "I wan- want"),
            ("slash", "and/or", "and / or"),
            ("ampersand", "R&D", "R & D"),
            ("set", "w/ or b/c", "w/ or b/c"),
            ("name with a mark", "at Yahoo! today", "at Yahoo! today"),
            ("runs", "What?! No!!!", "What ?! No !!!"),
        ],
    );
}

#[test]
fn abbreviations_and_numbers() {
    check(
        &Tokenizer::english(),
        &[
            ("title", "Mr. Smith and Dr. Jones", "Mr. Smith and Dr. Jones"),
            ("country", "the U.S. economy", "the U.S. economy"),
            ("half of the day", "at 5 p.m. or 5pm", "at 5 p.m. or 5 pm"),
            ("number sign", "No. 5", "No. 5"),
            ("the word", "I said no. 'Why?'", "I said no . ' Why ? '"),
            ("initial", "George W. Bush", "George W. Bush"),
            ("the pronoun", "so do I. You", "so do I . You"),
            ("decimal", "$5,000.50", "$ 5,000.50"),
            ("other dollars", "US$5", "US$ 5"),
            ("percent", "10%", "10 %"),
            ("ordinal", "the 19th and the 1990s", "the 19th and the 1990s"),
            ("unit", "35mm", "35 mm"),
            ("date with slashes", "on 9/11 and 3/9/2005", "on 9/11 and 3/9/2005"),
            ("fraction", "1/2 of 24/7", "1 / 2 of 24 / 7"),
            ("telephone", "853-3242", "853-3242"),
            ("range", "3-5 or 1969-1970", "3 - 5 or 1969 - 1970"),
            ("number at the end", "in 1868. It", "in 1868 . It"),
            ("dotted name", "comp.sources.unix", "comp.sources.unix"),
            ("missing blank", "the end.The next", "the end . The next"),
        ],
    );
}

#[test]
fn hyphens_may_be_kept() {
    let tokenizer = Tokenizer::english().with_hyphens(Hyphens::Keep);
    check(&tokenizer, &[("compound", "a full-time job", "a full-time job")]);
}
