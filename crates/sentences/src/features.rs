//! What the boundary model looks at.

use satz_core::TokenKind;

use crate::candidate::{Candidate, Ending};
use crate::rules::{Rules, Sentence};
use crate::view::{Start, View};

/// One thing seen at a candidate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Feature<'f> {
    /// Endings of one kind share a group.
    pub(crate) group: &'static str,
    pub(crate) name: &'static str,
    pub(crate) value: &'f str,
    /// The second value of a pair, or nothing.
    pub(crate) and: &'f str,
}

impl<'f> Feature<'f> {
    /// The pieces of its name in a model file: `bare: shapes=Aa+9`.
    pub(crate) fn parts(self) -> [&'f str; 7] {
        let plus = if self.and.is_empty() { "" } else { "+" };
        [self.group, ": ", self.name, "=", self.value, plus, self.and]
    }
}

/// Receives the features of a candidate.
pub(crate) type Sink<'s> = &'s mut dyn FnMut(Feature<'_>);

/// Longer forms are rare, and tell nothing their shape does not.
const LONGEST_FORM: usize = 24;

/// Lists the features of `candidate`: form, kind and shape of the two tokens on either side, and
/// how long the sentence is.
pub(crate) fn list(
    view: View<'_>,
    candidate: &Candidate,
    sentence: Sentence,
    rules: &Rules,
    sink: Sink<'_>,
) {
    let group = group(candidate.ending);
    let mut tell = |name, value: &str, and: &str| sink(Feature { group, name, value, and });
    let Candidate { last, first, .. } = *candidate;
    let (before, after) = (view.form(last), view.form(first));
    let starter = if rules.starters.contains(after) { "yes" } else { "no" };
    let length = length(last + 1 - sentence.start);
    tell("bias", "", "");
    tell_form(["before", "before shape"], before, &mut tell);
    tell_form(["after", "after shape"], after, &mut tell);
    tell("before kind", kind(view.kind(last)), "");
    tell("after kind", kind(view.kind(first)), "");
    tell("starter", starter, "");
    tell("opening", candidate.opening.name(), "");
    tell("closing", candidate.closing.name(), "");
    tell("length", length, "");
    tell("length", length, shape(after));
    tell("began", start(view.start(sentence.start)), "");
    if last > sentence.start {
        tell_form(["second before", "second before shape"], view.form(last - 1), &mut tell);
    }
    if first + 1 < view.len() {
        let second = view.form(first + 1);
        tell_form(["second after", "second after shape"], second, &mut tell);
    }
}

/// The name of the group of features that endings like this one share.
fn group(ending: Ending) -> &'static str {
    match ending {
        Ending::Mark(_) => "mark",
        Ending::Abbreviation => "abbreviation",
        Ending::Ordinal => "ordinal",
        Ending::Face => "face",
        Ending::Dash => "dash",
        Ending::Clause => "clause",
        Ending::Bare => "bare",
    }
}

fn tell_form(
    [name, shape_name]: [&'static str; 2],
    form: &str,
    tell: &mut impl FnMut(&'static str, &str, &str),
) {
    if form.len() <= LONGEST_FORM {
        tell(name, form, "");
    }
    tell(shape_name, shape(form), "");
}

/// The shape of a form: what its first characters are.
fn shape(form: &str) -> &'static str {
    let mut characters = form.chars();
    let (first, second) = (characters.next().unwrap_or(' '), characters.next());
    let short = characters.next().is_none();
    match (first, second) {
        (it, None) if it.is_uppercase() => "A",
        (it, None) if it.is_lowercase() => "a",
        (it, Some(next)) if it.is_uppercase() && next.is_uppercase() => "AA",
        (it, Some('.')) if it.is_uppercase() => "A.",
        (it, _) if it.is_uppercase() => "Aa",
        (it, _) if it.is_lowercase() && short => "aa",
        (it, _) if it.is_lowercase() => "aaa",
        (it, _) if it.is_ascii_digit() && form.contains('/') => "9/9",
        (it, _) if it.is_ascii_digit() && form.contains(':') => "9:9",
        (it, _) if it.is_ascii_digit() && form.len() == 4 => "9999",
        (it, _) if it.is_ascii_digit() && form.len() < 4 => "9",
        (it, _) if it.is_ascii_digit() => "9...",
        _ => "?",
    }
}

fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => "word",
        TokenKind::Abbreviation => "abbreviation",
        TokenKind::Number | TokenKind::Ordinal => "number",
        TokenKind::Punctuation => "punctuation",
        TokenKind::Symbol => "symbol",
        TokenKind::Emoji | TokenKind::Emoticon => "face",
        TokenKind::Url | TokenKind::Email | TokenKind::File => "address",
        TokenKind::Mention | TokenKind::Hashtag => "tag",
    }
}

fn length(tokens: usize) -> &'static str {
    match tokens {
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4-5",
        6..=9 => "6-9",
        10..=19 => "10-19",
        _ => "20-",
    }
}

fn start(start: Start) -> &'static str {
    match start {
        Start::Lower => "lower",
        Start::Capital => "capital",
        Start::Number => "number",
        Start::Other => "other",
    }
}
