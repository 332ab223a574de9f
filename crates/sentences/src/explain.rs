//! Why a boundary was set, or not.

use std::fmt;

use satz_core::Tokens;

/// The answer for one place where a sentence may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// Index of the last token with the ending: the mark, the abbreviation, the ordinal.
    pub last: usize,
    /// Index of the token behind the place; closing quotes and brackets lie before it.
    pub end: usize,
    /// Index of the first word, number or the like behind the place, over opening marks; not
    /// below `end`.
    pub first: usize,
    /// Whether a sentence ends here.
    pub outcome: Outcome,
    /// What decided.
    pub reason: Reason,
}

impl Decision {
    /// The word of a list that decided, if one did.
    ///
    /// # Panics
    /// If `tokens` are not the tokens of `text` that the decision is about.
    pub fn entry<'t>(&self, text: &'t str, tokens: &Tokens) -> Option<&'t str> {
        match self.reason {
            Reason::Starter => Some(tokens.text(text, self.first)),
            Reason::Title | Reason::Ender => Some(tokens.text(text, self.last)),
            _ => None,
        }
    }
}

/// What becomes of a place where a sentence may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A sentence ends here.
    Split,
    /// The sentence goes on.
    Join,
}

/// What decided about a boundary.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// A blank line or the end of the text.
    Paragraph,
    /// A line break that was made on purpose.
    Line,
    /// A line break made by wrapping, or before a word in lower case.
    Wrapped,
    /// A mark that ends sentences, before something that begins one.
    Terminator,
    /// A mark that ends sentences, before a word in lower case.
    LowerStart,
    /// A closed quotation or bracket, before a word in lower case: the sentence around it goes on.
    Attribution,
    /// A mark that continues the sentence follows.
    Continuation,
    /// An ellipsis before a word in lower case.
    Pause,
    /// A number that counts the items of a list.
    ListNumber,
    /// A mark between the words of a slogan in quotes, which is part of the sentence.
    Slogan,
    /// The next quotation in a sentence that introduced the one before it.
    Dialogue,
    /// The dash behind an agency in brackets.
    Dateline,
    /// A dash breaks the sentence off.
    BrokenOff,
    /// A colon or semicolon behind a clause that can stand alone.
    Clause,
    /// A colon before the first question of an interview.
    Interview,
    /// The bracket behind a signature that stands between two sentences.
    Signature,
    /// An ellipsis for what a quotation left out at its beginning.
    Omission,
    /// An abbreviation or ordinal before something that does not begin a sentence.
    Dot,
    /// An abbreviation that stands before what it belongs to: `Dr.`
    Title,
    /// An abbreviation that closes an enumeration, before a capitalised word: `usw.`
    Ender,
    /// The word behind an abbreviation or ordinal is one that begins sentences.
    Starter,
    /// A face or pictograph.
    Face,
    /// No mark at all.
    Unmarked,
    /// The model, with its score: positive for a boundary.
    Model(f32),
}

impl Reason {
    /// Whether the rule only gives a default, which a model may overrule.
    pub(crate) fn is_default(self) -> bool {
        matches!(self, Self::LowerStart | Self::Pause | Self::Dot | Self::Starter | Self::Unmarked)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Model(score) => return write!(f, "model, score {score:+.2}"),
            Self::Paragraph => "paragraph ends",
            Self::Line => "line ends on purpose",
            Self::Wrapped => "line was wrapped",
            Self::Terminator => "closing mark before a sentence start",
            Self::LowerStart => "closing mark before lower case",
            Self::Attribution => "quotation or bracket goes on in lower case",
            Self::Continuation => "a mark continues the sentence",
            Self::Pause => "ellipsis before lower case",
            Self::ListNumber => "number of a list item",
            Self::Slogan => "slogan inside a sentence",
            Self::Dialogue => "quotations of one introduction",
            Self::Dateline => "dateline ends",
            Self::BrokenOff => "sentence is broken off",
            Self::Clause => "clause is complete",
            Self::Interview => "interview begins",
            Self::Signature => "signature in brackets",
            Self::Omission => "quotation begins with an omission",
            Self::Dot => "the dot belongs to its word",
            Self::Title => "abbreviation belongs to the next word",
            Self::Ender => "abbreviation closes an enumeration",
            Self::Starter => "the next word begins sentences",
            Self::Unmarked => "no mark",
            Self::Face => "face or pictograph",
        })
    }
}
