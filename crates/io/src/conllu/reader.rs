//! Documents out of CoNLL-U.

use satz_driver::{Document, InputError, SentenceKind, TokenKind};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

use super::spaces::unescape;
use super::{ENTITIES, HEADING, KIND, LAYERS, TEXT};
use crate::given::{GivenText, form_in_column, in_line};
use crate::{GivenEntities, Place};

/// Fills `document` from lines, which are at `place`; surface words are its tokens.
pub(crate) fn load(
    lines: &str,
    place: &Place,
    entities: GivenEntities,
    document: &mut Document,
) -> Result<(), InputError> {
    let mut reader = Reader::new(place.to_string(), entities);
    for (number, line) in (place.line.unwrap_or(1)..).zip(lines.lines()) {
        reader.line(line).map_err(in_line(number))?;
    }
    reader.end_sentence()?;
    let rest = if reader.gap.is_written { reader.gap.text.as_str() } else { "" };
    reader.given.load(rest, reader.id, document)
}

struct Reader {
    given: GivenText,
    id: String,
    gap: Gap,
    kind: SentenceKind,
    /// Last word of the multiword token that is being read.
    covered: u32,
}

/// What stands before the next token.
#[derive(Default)]
struct Gap {
    text: String,
    /// Whether it was written as it is, and not guessed.
    is_written: bool,
}

impl Gap {
    fn written(value: &str) -> Self {
        Self { text: unescape(value), is_written: true }
    }

    fn guessed(text: &str) -> Self {
        Self { text: text.to_owned(), is_written: false }
    }
}

impl Reader {
    fn new(id: String, entities: GivenEntities) -> Self {
        let (given, gap) = (GivenText::new(entities), Gap::default());
        Self { given, id, gap, kind: SentenceKind::Sentence, covered: 0 }
    }

    fn line(&mut self, line: &str) -> Result<(), InputError> {
        if line.trim().is_empty() {
            return self.end_sentence();
        }
        match line.strip_prefix('#') {
            Some(comment) => self.comment(comment),
            None => self.word(line)?,
        }
        Ok(())
    }

    fn comment(&mut self, comment: &str) {
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        match (key.trim(), value.trim()) {
            ("newdoc id", id) => id.clone_into(&mut self.id),
            ("newpar" | "newpar id", _) if !self.gap.is_written && !self.gap.text.is_empty() => {
                self.gap = Gap::guessed("\n\n");
            }
            (KIND, HEADING) => self.kind = SentenceKind::Heading,
            (LAYERS, layers) if layers.split(' ').any(|layer| layer == ENTITIES) => {
                self.given.expect_entities();
            }
            (TEXT, text) => self.gap = Gap::written(text),
            _ => {}
        }
    }

    fn word(&mut self, line: &str) -> Result<(), InputError> {
        let columns: Vec<_> = line.split('\t').collect();
        let [id, form, .., misc] = columns[..] else {
            return Err(InputError::new(format!("`{line}` has no CoNLL-U columns")));
        };
        if self.is_covered(id)? {
            return Ok(());
        }
        let (form, misc) = (form_in_column(form)?, Misc::read(misc));
        let before = std::mem::take(&mut self.gap).text + &unescape(misc.before);
        let inside = misc.inside.map(unescape);
        self.given.push(&before, inside.as_deref().unwrap_or(form), misc.kind)?;
        self.gap = misc.gap;
        misc.tag.map_or(Ok(()), |tag| self.given.tag(tag))?;
        if let Some(score) = misc.score {
            self.given.score(score);
        }
        Ok(())
    }

    /// Whether the word is an empty node or inside a multiword token that was read.
    fn is_covered(&mut self, id: &str) -> Result<bool, InputError> {
        let number = |id: &str| {
            let parsed = id.parse::<u32>();
            parsed.map_err(|_| InputError::new(format!("`{id}` is not a word number")))
        };
        if id.contains('.') {
            return Ok(true);
        }
        if let Some((_, last)) = id.split_once('-') {
            self.covered = number(last)?;
            return Ok(false);
        }
        Ok(number(id)? <= self.covered)
    }

    fn end_sentence(&mut self) -> Result<(), InputError> {
        self.given.end_sentence(self.kind)?;
        (self.covered, self.kind) = (0, SentenceKind::Sentence);
        Ok(())
    }
}

/// The last column of a word, as far as satz knows its keys.
struct Misc<'a> {
    before: &'a str,
    inside: Option<&'a str>,
    gap: Gap,
    kind: Option<TokenKind>,
    tag: Option<&'a str>,
    score: Option<f32>,
}

impl<'a> Misc<'a> {
    fn read(column: &'a str) -> Self {
        let gap = Gap::guessed(" ");
        let mut misc = Self { before: "", inside: None, gap, kind: None, tag: None, score: None };
        for (key, value) in column.split('|').filter_map(|pair| pair.split_once('=')) {
            match (key, value) {
                ("SpaceAfter", "No") => misc.gap = Gap::guessed(""),
                ("SpacesAfter", spaces) => misc.gap = Gap::written(spaces),
                ("SpacesBefore", spaces) => misc.before = spaces,
                ("SpacesInToken", form) => misc.inside = Some(form),
                ("Kind", name) => misc.kind = kind(name),
                ("NER", tag) => misc.tag = Some(tag),
                ("NERScore", score) => {
                    misc.score = score.parse().ok().filter(|score: &f32| score.is_finite());
                }
                _ => {}
            }
        }
        misc
    }
}

/// The kind of this name; others write other things under the key.
fn kind(name: &str) -> Option<TokenKind> {
    let name: StrDeserializer<'_, ValueError> = name.into_deserializer();
    TokenKind::deserialize(name).ok()
}
