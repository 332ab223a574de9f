//! brat standoff: entities in a file beside the text.

use std::collections::HashMap;
use std::fmt::Write as _;

use satz_driver::{
    Document, Encode, Entities, Form, InputError, Mention, Metadata, OffsetMap, Span, StageError,
};

use crate::Loss;

/// Makes the annotation file of brat (Stenetorp et al. 2012, brat.nlplab.org/standoff.html), and
/// reads it.
///
/// `T` lines are entities: label, offsets in code points, the text; one that goes over the end of a
/// line has a pair of offsets for each line. An entity that is not a plain name has an attribute:
/// `A1<TAB>Form T1 Derived`. Types of brat are letters and digits of ASCII, `-` and `_`; what
/// else a label has becomes `_`.
///
/// # Example
/// ```
/// use satz_driver::{Document, Encode};
/// use satz_io::Brat;
///
/// let mut document = Document::default();
/// Brat.load("Die Wiener Börse", "T1\tORG 4 16\tWiener Börse\n", "a", &mut document)?;
/// assert_eq!(document.entities()?.next().unwrap().text(), "Wiener Börse");
/// let mut out = Vec::new();
/// Brat.encode(&document, &mut out)?;
/// assert_eq!(String::from_utf8(out)?, "T1\tORG 4 16\tWiener Börse\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Brat;

impl Brat {
    /// What of text, metadata and entities is not read back.
    pub const LOSES: &[Loss] = &[Loss::Metadata, Loss::Id, Loss::Scores, Loss::TypedLabels];
}

impl Encode for Brat {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let points = OffsetMap::chars(document.text());
        let mut lines = String::new();
        for (number, entity) in (1..).zip(document.entities()?) {
            let label = type_of(entity.label());
            let (places, text) = fragments(document.text(), entity.span(), &points);
            let written = writeln!(lines, "T{number}\t{label} {places}\t{text}");
            written.map_err(StageError::new)?;
            if let Some(form) = form_name(entity.entity().form) {
                writeln!(lines, "A{number}\tForm T{number} {form}").map_err(StageError::new)?;
            }
        }
        out.extend_from_slice(lines.as_bytes());
        Ok(())
    }
}

/// The name of the type of entities with this label.
pub(crate) fn type_of(label: &str) -> String {
    let is_of_type = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let name = label.replace(|letter| !is_of_type(letter), "_");
    if name.is_empty() { "_".to_owned() } else { name }
}

/// The offsets of the lines of a mention, and their texts with blanks between; of a mention that is
/// nothing but ends of lines, its own offsets.
fn fragments(text: &str, span: Span, points: &OffsetMap<'_>) -> (String, String) {
    let length = |part: &str| part.chars().map(|_| 1).sum::<u32>();
    let ((start, end), mut places, mut texts) = (points.of(span), Vec::new(), Vec::new());
    let mut at = start;
    for line in text[span.range()].split_inclusive(['\n', '\r']) {
        let content = line.trim_end_matches(['\n', '\r']);
        if !content.is_empty() {
            places.push(format!("{at} {}", at + length(content)));
            texts.push(content.replace('\t', " "));
        }
        at += length(line);
    }
    if places.is_empty() {
        places.push(format!("{start} {end}"));
    }
    (places.join(";"), texts.join(" "))
}

/// The configuration of a folder (brat.nlplab.org/configuration.html): the types of entities, the
/// attribute `Form`, and that entities may lie inside others.
pub(crate) fn configuration<'t>(types: impl Iterator<Item = &'t str>) -> String {
    let types: String = types.flat_map(|name| [name, "\n"]).collect();
    let forms: Vec<_> = Form::ALL.into_iter().filter_map(form_name).collect();
    format!(
        "[entities]\n{types}\n[relations]\n\
         <OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n\
         [attributes]\nForm\tArg:<ENTITY>, Value:{}\n",
        forms.join("|")
    )
}

fn form_name(form: Form) -> Option<&'static str> {
    match form {
        Form::Name => None,
        Form::Derived => Some("Derived"),
        Form::Part => Some("Part"),
    }
}

impl Brat {
    /// Fills `document` with `text` and the entities in `annotation`, under the id `id`.
    ///
    /// Relations, events, notes and attributes of others are passed over.
    ///
    /// # Errors
    /// [`InputError`] for lines that are not of brat, offsets that are not in the text, entities
    /// that cross, and such as have a gap that is more than the end of a line.
    pub fn load(
        self,
        text: &str,
        annotation: &str,
        id: &str,
        document: &mut Document,
    ) -> Result<(), InputError> {
        document.reset(text)?;
        let (points, forms) = (OffsetMap::chars(text), forms(annotation));
        let lines = annotation.lines().filter(|line| line.starts_with('T'));
        let mentions = lines.map(|line| {
            let (key, span, label) = textbound(line, text, &points)?;
            Ok(Mention::new(span, label, forms.get(key).copied().unwrap_or_default()))
        });
        let entities = Entities::try_new(mentions.collect::<Result<Vec<_>, InputError>>()?);
        let metadata = Metadata { id: Some(id.to_owned()), ..Metadata::default() };
        document.insert(metadata).map_err(InputError::new)?;
        document.insert(entities.map_err(InputError::new)?).map_err(InputError::new)
    }
}

/// The key, place and label of a `T` line.
fn textbound<'l>(
    line: &'l str,
    text: &str,
    points: &OffsetMap<'_>,
) -> Result<(&'l str, Span, &'l str), InputError> {
    let no_line = || InputError::new(format!("`{line}` is no entity of brat"));
    let mut columns = line.split('\t');
    let (key, place) = (columns.next(), columns.next());
    let (label, places) = place.and_then(|place| place.split_once(' ')).ok_or_else(no_line)?;
    let mut whole: Option<Span> = None;
    for pair in places.split(';') {
        let (start, end) = pair.split_once(' ').ok_or_else(no_line)?;
        let number = |digits: &str| digits.parse::<u32>().map_err(|_| no_line());
        let part = points.span(number(start)?, number(end)?)?;
        whole = Some(match whole {
            None => part,
            Some(before) => joined(before, part, text).ok_or_else(|| gap(line))?,
        });
    }
    let whole = whole.and_then(|whole| within_lines(whole, text)).ok_or_else(no_line)?;
    Ok((key.unwrap_or_default(), whole, label))
}

/// The span without ends of lines at its edges, which no part of a mention has when it is written.
fn within_lines(span: Span, text: &str) -> Option<Span> {
    let ends = ['\n', '\r'];
    let content = text[span.range()].trim_end_matches(ends);
    let length = u32::try_from(content.len()).ok()?;
    let content = content.trim_start_matches(ends);
    let start = span.start() + length - u32::try_from(content.len()).ok()?;
    Span::try_new(start, span.start() + length).ok().filter(|span| !span.is_empty())
}

fn gap(line: &str) -> InputError {
    InputError::new(format!("`{line}` has text between its parts: satz has entities without gaps"))
}

/// From the start of `before` to the end of `part`, if there is nothing but white space between.
fn joined(before: Span, part: Span, text: &str) -> Option<Span> {
    let between = text.get(before.range().end..part.range().start)?;
    let is_one = between.chars().all(char::is_whitespace);
    is_one.then(|| Span::try_new(before.start(), part.end()).ok()).flatten()
}

/// What the attributes `Form` say of entities, by their keys.
fn forms(annotation: &str) -> HashMap<&str, Form> {
    let attributes = annotation.lines().filter_map(|line| line.split_once("\tForm "));
    let pairs = attributes.filter_map(|(_, attribute)| {
        let (key, value) = attribute.split_once(' ')?;
        let form = Form::ALL.into_iter().find(|form| form_name(*form) == Some(value))?;
        Some((key, form))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_and_lines_are_fragments() {
        let mut document = Document::new("„Öl“: die Wiener\nBörse").unwrap();
        let entities = Entities::try_new([
            Mention::new(Span::new(15, 28), "ORG unit", Form::Name),
            Mention::new(Span::new(15, 21), "LOC", Form::Derived),
        ]);
        document.insert(entities.unwrap()).unwrap();
        let mut out = Vec::new();
        Brat.encode(&document, &mut out).unwrap();
        let expected = "T1\tORG_unit 10 16;17 22\tWiener Börse\n\
                        T2\tLOC 10 16\tWiener\nA2\tForm T2 Derived\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_satz_has_no_place_for_is_passed_over_or_refused() {
        let cases = [
            ("a note", "#1\tAnnotatorNotes T1\tsure?\nT1\tLOC 0 4\tWien", Ok(1)),
            ("a relation", "T1\tLOC 0 4\tWien\nR1\tIn Arg1:T1 Arg2:T1", Ok(1)),
            ("another attribute", "T1\tLOC 0 4\tWien\nA1\tSure T1", Ok(1)),
            ("nothing", "", Ok(0)),
            ("a gap", "T1\tLOC 0 4;9 13\tWien Graz", Err("without gaps")),
            ("no offsets", "T1\tLOC\tWien", Err("no entity of brat")),
            ("no numbers", "T1\tLOC a b\tWien", Err("no entity of brat")),
            ("an end of a line", "T1\tLOC 13 14\t", Err("no entity of brat")),
            ("behind the text", "T1\tLOC 9 99\tGraz", Err("no place")),
            ("crossing", "T1\tLOC 0 6\tx\nT2\tLOC 5 9\tx", Err("crosses")),
        ];
        for (name, annotation, expected) in cases {
            let mut document = Document::default();
            let outcome = Brat.load("Wien und Graz\n", annotation, "a", &mut document);
            match expected {
                Ok(count) => {
                    outcome.unwrap();
                    assert_eq!(document.entities().unwrap().len(), count, "{name}");
                }
                Err(part) => {
                    let error = outcome.unwrap_err().to_string();
                    assert!(error.contains(part), "{name}: {error}");
                }
            }
        }
    }
}
