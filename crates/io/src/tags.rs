//! Entities as tags of tokens, and back.
//!
//! The tags of the CoNLL-2003 shared task (Tjong Kim Sang and De Meulder 2003) with the label
//! names of GermEval 2014 (Benikova, Biemann and Reznicek 2014): `B-LOC`, `I-LOCderiv`,
//! `B-ORGpart`, `B-OTH`.

use std::ops::Range;

use satz_driver::entities::germeval;
use satz_driver::{Entities, Entity, Form, InputError, Mention, Span, Tokens};

/// The tag of each token; of nested entities the outermost, over whole tokens.
pub(crate) fn tags(tokens: &Tokens, entities: &Entities) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); tokens.len()];
    for (range, entity) in outermost(tokens, entities) {
        let name = name(entities.scheme().name(entity.label), entity.form);
        for index in range.clone() {
            let position = if index == range.start { 'B' } else { 'I' };
            tags[index] = format!("{position}-{name}");
        }
    }
    tags
}

/// The score of each token that begins an entity, if it has one.
pub(crate) fn scores(tokens: &Tokens, entities: &Entities) -> Vec<Option<f32>> {
    let mut scores = vec![None; tokens.len()];
    for (range, entity) in outermost(tokens, entities) {
        scores[range.start] = entity.score;
    }
    scores
}

/// The entities that are not inside others, with their tokens.
fn outermost<'a>(
    tokens: &'a Tokens,
    entities: &'a Entities,
) -> impl Iterator<Item = (Range<usize>, Entity)> {
    let mut free = 0;
    entities.iter().filter_map(move |entity| {
        let range = tokens.overlapping(entity.span);
        let is_outermost = !range.is_empty() && range.start >= free;
        free = if is_outermost { range.end } else { free };
        is_outermost.then_some((range, entity))
    })
}

/// A label and a form in a tag, which has no white space, no control character and no `|`.
fn name(label: &str, form: Form) -> String {
    let ends = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '|';
    let label = label.replace(ends, "_");
    germeval::name(if label.is_empty() { "_" } else { &label }, form)
}

/// Whether a tag says all of a label and a form.
pub(crate) fn tell(label: &str, form: Form) -> bool {
    germeval::parse(&name(label, form)) == (label, form)
}

/// Makes entities of the tags of tokens that follow each other.
///
/// An `I` tag that continues nothing begins an entity, as CoNLL's own scorer reads it.
#[derive(Debug, Default)]
pub(crate) struct TagReader {
    found: Vec<Found>,
    /// Whether the last token belongs to the last entity, in the same sentence.
    open: bool,
}

/// An entity of which the last tag may not be read yet.
#[derive(Debug)]
struct Found {
    /// What it is called in its tags.
    name: String,
    span: Span,
    score: Option<f32>,
}

impl TagReader {
    /// Takes the tag of the token at `span`.
    pub(crate) fn push(&mut self, tag: &str, span: Span) -> Result<(), InputError> {
        if tag == "O" {
            self.open = false;
            return Ok(());
        }
        let no_tag = || InputError::new(format!("`{tag}` is no tag: write O, B-LABEL or I-LABEL"));
        let (position, name) = tag.split_once('-').ok_or_else(no_tag)?;
        if !matches!(position, "B" | "I") || name.is_empty() {
            return Err(no_tag());
        }
        let last =
            self.found.last_mut().filter(|last| self.open && position == "I" && last.name == name);
        match last {
            Some(last) => last.span = Span::new(last.span.start(), span.end()),
            None => self.found.push(Found { name: name.to_owned(), span, score: None }),
        }
        self.open = true;
        Ok(())
    }

    /// Gives the entity of the last tag a score.
    pub(crate) fn score(&mut self, score: f32) {
        if let Some(last) = self.found.last_mut().filter(|_| self.open) {
            last.score = Some(score);
        }
    }

    /// No entity goes on behind the end of a sentence.
    pub(crate) fn end_sentence(&mut self) {
        self.open = false;
    }

    /// The entities so far.
    pub(crate) fn entities(&self) -> Result<Entities, InputError> {
        let mentions = self.found.iter().map(|Found { name, span, score }| {
            let (label, form) = germeval::parse(name);
            Mention { score: *score, ..Mention::new(*span, label, form) }
        });
        Entities::try_new(mentions).map_err(InputError::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entities of tokens of one byte each; `.` ends a sentence.
    fn read(tags: &[&str]) -> Result<String, InputError> {
        let mut reader = TagReader::default();
        for (start, tag) in (0..).zip(tags) {
            match *tag {
                "." => reader.end_sentence(),
                tag => reader.push(tag, Span::new(start, start + 1))?,
            }
        }
        let entities = reader.entities()?;
        let shown = entities.iter().map(|entity| {
            let name = entities.scheme().name(entity.label);
            format!("{:?} {name} {}", entity.span, entity.form.name())
        });
        Ok(shown.collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn tags_are_entities() {
        let cases: [(&str, &[&str], &str); 6] = [
            ("none", &["O", "O"], ""),
            ("one of two tokens", &["B-PER", "I-PER", "O"], "0..2 PER name"),
            ("side by side", &["B-LOC", "B-LOC"], "0..1 LOC name, 1..2 LOC name"),
            ("forms", &["B-OTHpart", "I-LOCderiv"], "0..1 MISC part, 1..2 LOC derived"),
            ("an I that begins", &["O", "I-ORG", "I-ORG"], "1..3 ORG name"),
            ("two sentences", &["B-PER", ".", "I-PER"], "0..1 PER name, 2..3 PER name"),
        ];
        for (name, tags, expected) in cases {
            assert_eq!(read(tags).unwrap(), expected, "{name}");
        }
    }

    #[test]
    fn other_tags_are_refused() {
        for tag in ["U-LOC", "B-", "LOC", "", "b-LOC"] {
            let error = read(&[tag]).unwrap_err().to_string();
            assert!(error.contains("is no tag: write O, B-LABEL or I-LABEL"), "{tag}: {error}");
        }
    }

    #[test]
    fn a_tag_tells_what_it_has_letters_for() {
        let cases = [
            ("LOC", Form::Derived, true),
            ("MISC", Form::Name, true),
            ("OTH", Form::Name, false),
            ("Counterpart", Form::Name, false),
            ("ORG unit", Form::Name, false),
            ("", Form::Name, false),
        ];
        for (label, form, expected) in cases {
            assert_eq!(tell(label, form), expected, "{label}");
        }
    }
}
