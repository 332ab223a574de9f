//! What the boundary model looks at.

use satz_core::TokenKind;

use crate::candidate::{Candidate, Closing, Ending, Opening};
use crate::rules::{Rules, Sentence};
use crate::view::{Start, View};

/// One thing seen at a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feature<'f> {
    /// A form, and where it stands: a place in [`POSITIONS`].
    Form(usize, &'f str),
    /// A property, and which of its values: places in [`PROPERTIES`] and in [`Property::names`].
    Property(usize, usize),
}

/// Names of the groups: endings of one kind share one.
pub(crate) const GROUPS: [&str; 7] =
    ["mark", "abbreviation", "ordinal", "face", "dash", "clause", "bare"];

/// Where the forms stand.
pub(crate) const POSITIONS: [&str; 4] = ["before", "after", "second before", "second after"];

/// Something with few values; each has its place in the tables of the model.
pub(crate) struct Property {
    pub(crate) name: &'static str,
    values: &'static [&'static str],
    /// Values of the second half of a pair.
    and: &'static [&'static str],
}

pub(crate) const PROPERTIES: [Property; 13] = [
    Property::of("bias", &[""]),
    Property::of("before shape", SHAPES),
    Property::of("after shape", SHAPES),
    Property::of("second before shape", SHAPES),
    Property::of("second after shape", SHAPES),
    Property::of("before kind", TOKENS),
    Property::of("after kind", TOKENS),
    Property::of("starter", &["no", "yes"]),
    Property::of("opening", &["nothing", "quote", "bracket", "dash", "bullet"]),
    Property::of("closing", &["nothing", "quote", "bracket"]),
    Property::of("began", &["lower", "capital", "number", "other"]),
    Property::of("length", LENGTHS),
    Property { name: "length", values: LENGTHS, and: SHAPES },
];

const SHAPES: &[&str] =
    &["A", "a", "AA", "A.", "Aa", "aa", "aaa", "9/9", "9:9", "9999", "9", "9...", "?"];
const TOKENS: &[&str] =
    &["word", "abbreviation", "number", "punctuation", "symbol", "face", "address", "tag"];
const LENGTHS: &[&str] = &["1", "2", "3", "4-5", "6-9", "10-19", "20-"];

impl Property {
    const fn of(name: &'static str, values: &'static [&'static str]) -> Self {
        Self { name, values, and: &[] }
    }

    /// The names of the values, in order: `Aa`, or `4-5+Aa` of a pair.
    pub(crate) fn names(&self) -> Vec<String> {
        let second = |first: &str| -> Vec<_> {
            self.and.iter().map(|second| format!("{first}+{second}")).collect()
        };
        match self.and {
            [] => self.values.iter().map(ToString::to_string).collect(),
            _ => self.values.iter().flat_map(|first| second(first)).collect(),
        }
    }
}

/// Longer forms are rare, and tell nothing their shape does not.
const LONGEST_FORM: usize = 24;

/// Lists the features of `candidate`: form, kind and shape of the two tokens on either side, and
/// how long the sentence is.
pub(crate) fn list<'t>(
    view: View<'t>,
    candidate: &Candidate,
    sentence: Sentence,
    rules: &Rules,
    mut tell: impl FnMut(Feature<'t>),
) {
    use Feature::Property;
    let Candidate { last, first, .. } = *candidate;
    let (before, after) = (view.form(last), view.form(first));
    let length = length(last + 1 - sentence.start);
    let mut tell_form = |position: usize, form: &'t str| {
        if form.len() <= LONGEST_FORM {
            tell(Feature::Form(position, form));
        }
        tell(Property(1 + position, shape(form)));
    };
    tell_form(0, before);
    tell_form(1, after);
    if last > sentence.start {
        tell_form(2, view.form(last - 1));
    }
    if first + 1 < view.len() {
        tell_form(3, view.form(first + 1));
    }
    tell(Property(0, 0));
    tell(Property(5, token(view.kind(last))));
    tell(Property(6, token(view.kind(first))));
    tell(Property(7, usize::from(rules.starters.contains(after))));
    tell(Property(8, opening(candidate.opening)));
    tell(Property(9, closing(candidate.closing)));
    tell(Property(10, start(view.start(sentence.start))));
    tell(Property(11, length));
    tell(Property(12, length * SHAPES.len() + shape(after)));
}

/// The group of endings like this one: a place in [`GROUPS`].
pub(crate) fn group(ending: Ending) -> usize {
    match ending {
        Ending::Mark(_) | Ending::Signature => 0,
        Ending::Abbreviation => 1,
        Ending::Ordinal => 2,
        Ending::Face => 3,
        Ending::Dash => 4,
        Ending::Clause | Ending::Introduction => 5,
        Ending::Bare => 6,
    }
}

/// The shape of a form, what its first characters are: a place in [`SHAPES`].
fn shape(form: &str) -> usize {
    let mut characters = form.chars();
    let (first, second) = (characters.next().unwrap_or(' '), characters.next());
    let short = characters.next().is_none();
    match (first, second) {
        (it, None) if it.is_uppercase() => 0,
        (it, None) if it.is_lowercase() => 1,
        (it, Some(next)) if it.is_uppercase() && next.is_uppercase() => 2,
        (it, Some('.')) if it.is_uppercase() => 3,
        (it, _) if it.is_uppercase() => 4,
        (it, _) if it.is_lowercase() && short => 5,
        (it, _) if it.is_lowercase() => 6,
        (it, _) if it.is_ascii_digit() && form.contains('/') => 7,
        (it, _) if it.is_ascii_digit() && form.contains(':') => 8,
        (it, _) if it.is_ascii_digit() && form.len() == 4 => 9,
        (it, _) if it.is_ascii_digit() && form.len() < 4 => 10,
        (it, _) if it.is_ascii_digit() => 11,
        _ => 12,
    }
}

/// A place in [`TOKENS`].
fn token(kind: TokenKind) -> usize {
    match kind {
        TokenKind::Word => 0,
        TokenKind::Abbreviation => 1,
        TokenKind::Number | TokenKind::Ordinal => 2,
        TokenKind::Punctuation => 3,
        TokenKind::Symbol => 4,
        TokenKind::Emoji | TokenKind::Emoticon => 5,
        TokenKind::Url | TokenKind::Email | TokenKind::File => 6,
        TokenKind::Mention | TokenKind::Hashtag => 7,
    }
}

fn opening(opening: Opening) -> usize {
    match opening {
        Opening::Nothing => 0,
        Opening::Quote => 1,
        Opening::Bracket => 2,
        Opening::Dash => 3,
        Opening::Bullet => 4,
    }
}

fn closing(closing: Closing) -> usize {
    match closing {
        Closing::Nothing => 0,
        Closing::Quote => 1,
        Closing::Bracket => 2,
    }
}

/// A place in [`LENGTHS`].
fn length(tokens: usize) -> usize {
    match tokens {
        1..=3 => tokens - 1,
        4..=5 => 3,
        6..=9 => 4,
        10..=19 => 5,
        _ => 6,
    }
}

fn start(start: Start) -> usize {
    match start {
        Start::Lower => 0,
        Start::Capital => 1,
        Start::Number => 2,
        Start::Other => 3,
    }
}
