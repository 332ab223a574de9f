//! IOB2: a token a line with its tag, a blank line after each sentence.

use satz_driver::entities::iob2::{Line, begins_document};
use satz_driver::{
    Document, Encode, Entities, InputError, SentenceKind, Sentences, StageError, Tokens,
};

use crate::flat::flat;
use crate::given::{GivenText, form_in_column, in_line};
use crate::tags::tags;
use crate::{GivenEntities, Loss, Place};

/// Writes `token<TAB>tag`, sentence for sentence; of nested entities the outermost.
///
/// An entity that covers a part of a token tags the whole token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Iob2;

impl Iob2 {
    /// What of text, tokens, sentences and entities is not read back.
    pub const LOSES: &[Loss] =
        &[Loss::Gaps, Loss::Kinds, Loss::Headings, Loss::Scores, Loss::Bounds, Loss::TaggedLabels];
}

/// Fills `document` from lines, which are at `place`, in any layout of the field.
pub(crate) fn load(
    lines: &str,
    place: &Place,
    entities: GivenEntities,
    document: &mut Document,
) -> Result<(), InputError> {
    let mut given = GivenText::new(entities);
    for (number, line) in (place.line.unwrap_or(1)..).zip(lines.lines()) {
        take(Line::parse(line), &mut given).map_err(in_line(number))?;
    }
    given.end_sentence(SentenceKind::Sentence)?;
    given.load("", place.to_string(), document)
}

fn take(line: Line<'_>, given: &mut GivenText) -> Result<(), InputError> {
    match line {
        Line::Token { form, tag } => {
            given.push(given.separator(), form_in_column(form)?, None)?;
            tag.map_or(Ok(()), |tag| given.tag(tag))
        }
        Line::SentenceEnd => given.end_sentence(SentenceKind::Sentence),
        Line::DocumentStart | Line::Comment => Ok(()),
    }
}

/// Whether a line can begin with `form` and be read as that token.
pub(crate) fn holds(form: &str) -> bool {
    flat(form) == form && !begins_document(form.as_bytes())
}

impl Encode for Iob2 {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let (tokens, sentences) = (document.layer::<Tokens>()?, document.layer::<Sentences>()?);
        let tags = tags(tokens, document.layer::<Entities>()?);
        for range in sentences.token_ranges() {
            for index in range {
                let form = flat(tokens.text(document.text(), index));
                out.extend_from_slice(format!("{form}\t{}\n", tags[index]).as_bytes());
            }
            out.push(b'\n');
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use satz_driver::{Form, Mention, Span};

    use super::*;

    fn read(lines: &str, entities: GivenEntities) -> Result<Document, String> {
        let place = Place { path: std::path::Path::new("a").into(), line: Some(1), offset: 0 };
        let mut document = Document::default();
        let loaded = load(lines, &place, entities, &mut document);
        loaded.map(|()| document).map_err(|error| error.to_string())
    }

    fn written(document: &Document) -> String {
        let mut out = Vec::new();
        Iob2.encode(document, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn given_sentences_come_back_as_they_came() {
        let lines = "Die\tO\nWiener\tB-LOCderiv\n\n#\tO\nUNO\tB-ORG\tx\n\n";
        let mut document = read(lines, GivenEntities::Ignored).unwrap();
        assert_eq!(document.text(), "Die Wiener\n# UNO");
        let entities = Entities::try_new([
            Mention::new(Span::new(0, 10), "MISC", Form::Name),
            Mention::new(Span::new(4, 10), "LOC", Form::Derived),
            Mention::new(Span::new(13, 15), "LOC", Form::Part),
        ]);
        document.insert(entities.unwrap()).unwrap();
        let expected = "Die\tB-OTH\nWiener\tI-OTH\n\n#\tO\nUNO\tB-LOCpart\n\n";
        assert_eq!(written(&document), expected);
    }

    #[test]
    fn tags_are_kept_or_wait_for_a_pipeline() {
        let lines = "Die\tO\nWiener\tB-LOCderiv\n\nUNO\tB-ORG\tx\n";
        let kept = read(lines, GivenEntities::Kept).unwrap();
        assert_eq!(written(&kept), "Die\tO\nWiener\tB-LOCderiv\n\nUNO\tB-ORG\n\n");
        let cases = [
            ("passed over", lines, GivenEntities::Ignored),
            ("without tags", "Die\nWiener\n", GivenEntities::Kept),
            ("other tags, passed over", "Wien\tU-LOC\n", GivenEntities::Ignored),
        ];
        for (name, lines, entities) in cases {
            assert!(read(lines, entities).unwrap().entities().is_err(), "{name}");
        }
    }

    #[test]
    fn errors_name_the_line() {
        let cases = [
            ("Wien\tO\n\tO\n", "line 2: a token has no form"),
            ("Wien\tU-LOC\n", "line 1: `U-LOC` is no tag"),
        ];
        for (lines, expected) in cases {
            let error = read(lines, GivenEntities::Kept).err().unwrap_or_default();
            assert!(error.starts_with(expected), "{lines}: {error}");
        }
    }
}
