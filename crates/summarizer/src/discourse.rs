//! Sentences that lean on the one before, and cannot be printed without it.

use crate::lexicon::WordClass;
use crate::reading::{Reading, Sentence};

/// How far a pronoun stands from the start of its sentence at most, in tokens, to look for what it
/// stands for in an earlier sentence.
const PRONOUN_REACH: usize = 7;

/// Whether the reader needs the sentence before to understand this one.
pub(crate) fn leans(sentence: Sentence<'_, '_>) -> bool {
    let opening = opening(&sentence);
    opens_with_pronoun(opening)
        || opens_with_anaphor(opening)
        || has_early_pronoun(opening)
        || lacks_source(sentence)
}

/// Reported speech in the subjunctive whose source the sentence does not name.
fn lacks_source(sentence: Sentence<'_, '_>) -> bool {
    let named = WordClass::REPORTING | WordClass::FIRST_PERSON;
    sentence.has(WordClass::SUBJUNCTIVE) && !sentence.has(named)
}

/// The sentence from its first word on.
fn opening<'r, 't>(readings: &'r [Reading<'t>]) -> &'r [Reading<'t>] {
    let start = readings.iter().position(|reading| reading.kind.is_wordlike());
    &readings[start.unwrap_or(readings.len())..]
}

fn opens_with_pronoun(opening: &[Reading<'_>]) -> bool {
    let [first, rest @ ..] = opening else { return false };
    let follows = |class| rest.first().is_some_and(|next| next.is(class));
    let stands_alone = follows(WordClass::VERB | WordClass::REPORTING | WordClass::PRONOUN);
    first.is(WordClass::PRONOUN)
        || first.is(WordClass::ARTICLE) && (stands_alone || is_followed_by_verb(rest))
}

/// "Dabei", also after another word: "Mit dabei".
fn opens_with_anaphor(opening: &[Reading<'_>]) -> bool {
    opening.iter().take(2).any(|reading| reading.is(WordClass::ANAPHOR))
}

/// A content word in lower case and then a function word: "Das verlangt die Partei".
fn is_followed_by_verb(rest: &[Reading<'_>]) -> bool {
    let [verb, object, ..] = rest else { return false };
    verb.is_content()
        && !verb.is_capitalized()
        && object.is(WordClass::STOP)
        && !object.is_capitalized()
}

/// A pronoun that comes before anything it could stand for: "Am Dienstag warf er ihm vor".
fn has_early_pronoun(opening: &[Reading<'_>]) -> bool {
    let early = opening.iter().take(PRONOUN_REACH);
    let mut before = early.take_while(|reading| !may_be_antecedent(reading));
    before.any(|reading| reading.is(WordClass::INNER_PRONOUN))
}

/// A name or a noun that is not the date.
fn may_be_antecedent(reading: &Reading<'_>) -> bool {
    reading.is_capitalized() && reading.is_content() && !reading.is(WordClass::DAY)
}
