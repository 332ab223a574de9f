//! IOB2: a token a line with its tag, a blank line after each sentence.
//!
//! The format of the CoNLL-2003 shared task (Tjong Kim Sang and De Meulder 2003) with the label
//! names of GermEval 2014 (Benikova, Biemann and Reznicek 2014): `B-LOC`, `I-LOCderiv`,
//! `B-ORGpart`, `B-OTH`.

use satz_driver::entities::germeval;
use satz_driver::entities::iob2::Line;
use satz_driver::{
    Document, Encode, Entities, InputError, SentenceKind, Sentences, StageError, Tokens,
};

use crate::given::GivenText;

/// Writes `token<TAB>tag`, sentence for sentence; of nested entities the outermost.
///
/// An entity that covers a part of a token tags the whole token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Iob2;

/// Fills `document` from lines; only the tokens count.
pub(crate) fn load(lines: &str, id: &str, document: &mut Document) -> Result<(), InputError> {
    let mut given = GivenText::new();
    for line in lines.lines() {
        match Line::parse(line) {
            Line::Token { form, .. } => given.push(given.separator(), form)?,
            Line::SentenceEnd => given.end_sentence(SentenceKind::Sentence)?,
            Line::DocumentStart | Line::Comment => {}
        }
    }
    given.end_sentence(SentenceKind::Sentence)?;
    given.load(id.to_owned(), document)
}

impl Encode for Iob2 {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let (tokens, sentences) = (document.layer::<Tokens>()?, document.layer::<Sentences>()?);
        let tags = tags(tokens, document.layer::<Entities>()?);
        for range in sentences.token_ranges() {
            for index in range {
                // A tab or line break inside a token would be read as the end of a column.
                let form = tokens.text(document.text(), index).replace(['\t', '\n', '\r'], " ");
                out.extend_from_slice(format!("{form}\t{}\n", tags[index]).as_bytes());
            }
            out.push(b'\n');
        }
        Ok(())
    }
}

/// The tag of each token.
pub(crate) fn tags(tokens: &Tokens, entities: &Entities) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); tokens.len()];
    let mut free = 0;
    for entity in entities.iter() {
        let range = tokens.overlapping(entity.span);
        if range.is_empty() || range.start < free {
            continue;
        }
        let name = germeval::name(entities.scheme().name(entity.label), entity.form);
        free = range.end;
        for index in range.clone() {
            let position = if index == range.start { 'B' } else { 'I' };
            tags[index] = format!("{position}-{name}");
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use satz_driver::{Form, Mention, Span};

    use super::*;

    #[test]
    fn given_sentences_come_back_as_they_came() {
        let lines = "Die\tO\nWiener\tB-LOCderiv\n\n#\tO\nUNO\tB-ORG\tx\n\n";
        let mut document = Document::default();
        load(lines, "a", &mut document).unwrap();
        assert_eq!(document.text(), "Die Wiener\n# UNO");
        let entities = Entities::try_new([
            Mention::new(Span::new(0, 10), "MISC", Form::Name),
            Mention::new(Span::new(4, 10), "LOC", Form::Derived),
            Mention::new(Span::new(13, 15), "LOC", Form::Part),
        ]);
        document.insert(entities.unwrap()).unwrap();
        let mut out = Vec::new();
        Iob2.encode(&document, &mut out).unwrap();
        let expected = "Die\tB-OTH\nWiener\tI-OTH\n\n#\tO\nUNO\tB-LOCpart\n\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_token_without_a_form_is_refused() {
        let error = load("\tO\n", "a", &mut Document::default()).unwrap_err();
        assert_eq!(error.to_string(), "a token has no form");
    }
}
