//! What the model sees of a token's place in its sentence: quotation marks and brackets around it.
//!
//! Titles of works stand between quotation marks, and so does speech; how long the quotation is
//! and what comes before it tell them apart.

use crate::key::{self, Key};

/// Hash seeds of the cues.
const QUOTED: u8 = 180;
const CAPITALISED: u8 = 181;
const INTRODUCED: u8 = 182;
const BRACKETED: u8 = 183;

/// Longer quotations count as this long, in tokens.
const LONGEST: usize = 8;

/// Calls `visit` with every cue of a sentence of `length` tokens and the index of its token.
pub(crate) fn visit<'t>(
    length: usize,
    token: impl Fn(usize) -> &'t str,
    mut visit: impl FnMut(usize, Key),
) {
    let mut opened = None;
    let mut bracket = false;
    for index in 0..length {
        let here = token(index);
        if is_quotation_mark(here) {
            match opened.take() {
                None => opened = Some(index),
                Some(start) => quoted(start, index, &token, &mut visit),
            }
        }
        bracket &= here != ")";
        if bracket {
            visit(index, key::of(BRACKETED, ""));
        }
        bracket |= here == "(";
    }
}

/// The cues of the tokens between the quotation marks at `open` and `close`.
fn quoted<'t>(
    open: usize,
    close: usize,
    token: &impl Fn(usize) -> &'t str,
    visit: &mut impl FnMut(usize, Key),
) {
    let length = u8::try_from((close - open - 1).min(LONGEST)).unwrap_or(u8::MAX);
    let before = if open == 0 { String::new() } else { token(open - 1).to_lowercase() };
    let introduced = key::join(INTRODUCED, key::of(INTRODUCED, &before), length.into());
    let capital = token(open + 1).starts_with(char::is_uppercase);
    for index in open + 1..close {
        let first = index == open + 1;
        visit(index, key::of_bytes(QUOTED, &[length, first.into()]));
        visit(index, key::of_bytes(CAPITALISED, &[length, first.into(), capital.into()]));
        visit(index, introduced);
    }
}

fn is_quotation_mark(token: &str) -> bool {
    matches!(
        token,
        "\"" | "''" | "``" | "„" | "“" | "”" | "»" | "«" | "'" | "‚" | "‘" | "’" | "›" | "‹"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(sentence: &str) -> Vec<usize> {
        let tokens: Vec<&str> = sentence.split(' ').collect();
        let mut counts = vec![0; tokens.len()];
        visit(tokens.len(), |index| tokens[index], |index, _| counts[index] += 1);
        counts
    }

    #[test]
    fn marks_what_is_quoted_or_in_brackets() {
        let cases = [
            ("Sie las „ Effi Briest “ vor", vec![0, 0, 0, 3, 3, 0, 0]),
            ("ein „ offenes Ende", vec![0, 0, 0, 0]),
            ("Graz ( Steiermark ) im Regen", vec![0, 0, 1, 0, 0, 0]),
            ("( offen", vec![0, 1]),
            ("\" \"", vec![0, 0]),
        ];
        for (sentence, expected) in cases {
            assert_eq!(counts(sentence), expected, "{sentence}");
        }
    }
}
