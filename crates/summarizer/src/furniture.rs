//! What stands among the sentences of an article and is none: credits, captions, tweets.

use satz_core::{Span, TokenKind};

use crate::lexicon::WordClass;
use crate::reading::{QUOTES, Reading, Sentence};

/// Words that a sentence needs to be printed on its own.
const FEWEST_WORDS: usize = 5;
/// Tokens of the place and agency before the dash of a dateline, at most.
const DATELINE_REACH: usize = 9;

/// Whether a sentence can stand in a summary; the best come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fitness {
    /// A whole sentence.
    Prose,
    /// A fragment, half of a quotation, an announcement: only where there is nothing else.
    Fragment,
    /// A credit, a caption, a tweet.
    Furniture,
    /// A headline.
    Heading,
}

impl Fitness {
    /// Judges a sentence that is not a heading.
    pub(crate) fn of(sentence: Sentence<'_, '_>) -> Self {
        if is_furniture(sentence) {
            Self::Furniture
        } else if is_fragment(sentence) {
            Self::Fragment
        } else {
            Self::Prose
        }
    }
}

fn is_furniture(sentence: Sentence<'_, '_>) -> bool {
    is_tweet(sentence) || is_caption(&sentence) || is_credit(&sentence)
}

/// `@name` anywhere, or more topics and addresses than prose has.
fn is_tweet(sentence: Sentence<'_, '_>) -> bool {
    if sentence.has(WordClass::MENTION) || !sentence.has(WordClass::LINK) {
        return sentence.has(WordClass::MENTION);
    }
    let links = sentence.iter().filter(|reading| reading.is(WordClass::LINK)).count();
    let words = sentence.iter().filter(|reading| reading.kind == TokenKind::Word).count();
    links > 1 || words < 2 * FEWEST_WORDS
}

/// "Foto: …", or a pointer without an end: "Mehr zum Thema".
fn is_caption(readings: &[Reading<'_>]) -> bool {
    let [first, rest @ ..] = readings else { return false };
    let is_labelled = rest.first().is_some_and(|next| next.is_mark(":|/"));
    first.is_mark("©") || first.is(WordClass::FURNITURE) && (is_labelled || !is_ended(readings))
}

/// Nothing but "(APA, 24.9.2015)".
fn is_credit(readings: &[Reading<'_>]) -> bool {
    let end = readings.iter().rposition(|reading| !reading.is_mark(".")).map_or(0, |last| last + 1);
    credit_at(readings, 0).is_some_and(|length| length == end)
}

fn is_fragment(sentence: Sentence<'_, '_>) -> bool {
    let mut words = sentence.iter().filter(|reading| reading.kind.is_wordlike());
    words.nth(FEWEST_WORDS - 1).is_none()
        || !is_ended(&sentence)
        || is_aside(&sentence)
        || is_label(&sentence)
        || sentence.has(WordClass::QUOTE) && is_half_quote(&sentence)
}

/// "(Das Urteil ist nicht rechtskräftig.)"
fn is_aside(readings: &[Reading<'_>]) -> bool {
    let ends = |mark| move |reading: &Reading<'_>| reading.text == mark;
    readings.first().is_some_and(ends("(")) && readings.last().is_some_and(ends(")"))
}

/// Who asks in an interview: "STANDARD: Was folgt daraus?"
fn is_label(readings: &[Reading<'_>]) -> bool {
    let [first, colon, ..] = readings else { return false };
    let is_shouted = first.text.len() > 1 && first.text.chars().all(char::is_uppercase);
    is_shouted && colon.text == ":"
}

fn is_ended(readings: &[Reading<'_>]) -> bool {
    let mut backwards = readings.iter().rev();
    let last = backwards.find(|reading| !reading.is_mark("\"”“»«’‘')]›‹"));
    last.is_some_and(|last| last.text.ends_with(['.', '!', '?', '…']))
}

/// Whether a quotation begins or ends in another sentence.
fn is_half_quote(readings: &[Reading<'_>]) -> bool {
    let signs = readings.iter().filter(|reading| !reading.kind.is_wordlike());
    let mut count = [0_usize; QUOTES.len()];
    for sign in signs.flat_map(|reading| reading.text.chars()) {
        if let Some(quote) = QUOTES.iter().position(|&mark| mark == sign) {
            count[quote] += 1;
        }
    }
    let [straight, low, high, right, left_guillemet, right_guillemet] = count;
    let curly = if low == 0 { high != right } else { low != high + right };
    straight % 2 == 1 || curly || left_guillemet != right_guillemet
}

/// The bytes of a dateline that opens the sentence, up to the word after its dash: "Wien (APA) – ".
pub(crate) fn dateline(readings: &[Reading<'_>], spans: &[Span]) -> Option<Span> {
    let dash =
        readings.iter().take(DATELINE_REACH).position(|reading| reading.is(WordClass::DASH))?;
    let next = readings.get(dash + 1)?;
    let mut place = &readings[..dash];
    if let Some(open) = place.iter().position(|reading| reading.text == "(") {
        place = &place[..open];
    }
    let is_place = !place.is_empty() && place.iter().all(is_part_of_place);
    let begins = !next.text.starts_with(char::is_lowercase);
    (is_place && begins).then(|| Span::new(spans[0].start(), spans[dash + 1].start()))
}

fn is_part_of_place(reading: &Reading<'_>) -> bool {
    let is_particle = matches!(reading.text, "am" | "an" | "der" | "im" | "bei" | "de" | "la");
    is_particle
        || reading.is_mark("/,")
        || reading.is_capitalized() && !reading.is(WordClass::STOP | WordClass::DAY)
}

/// The bytes of the credit that closes the sentence or stands in it: " (dpa)".
pub(crate) fn credit(sentence: Sentence<'_, '_>, spans: &[Span]) -> Option<Span> {
    if !sentence.has(WordClass::AGENCY) {
        return None;
    }
    let mut opens = (1..sentence.len()).filter(|&index| sentence[index].text == "(");
    let found = opens.find_map(|index| Some((index, credit_at(&sentence, index)?)));
    found.map(|(index, length)| Span::new(spans[index - 1].end(), spans[index + length - 1].end()))
}

/// Longest credit in tokens; a limit, so that a text of opening brackets takes linear time.
const CREDIT_REACH: usize = 24;

/// Number of tokens of the credit in brackets that begins at `start`.
fn credit_at(readings: &[Reading<'_>], start: usize) -> Option<usize> {
    let (_, rest) = readings.get(start..)?.split_first().filter(|(open, _)| open.text == "(")?;
    let length = rest.iter().take(CREDIT_REACH).position(|reading| reading.text == ")")?;
    let signs = |reading: &Reading<'_>| {
        reading.is(WordClass::AGENCY | WordClass::DAY)
            || reading.text.starts_with(|c: char| c.is_ascii_digit())
            || reading.is_mark(",;/–-.")
    };
    let group = &rest[..length];
    let is_signed = group.first().is_some_and(|first| first.is(WordClass::AGENCY));
    (is_signed && group.iter().all(signs)).then_some(length + 2)
}
