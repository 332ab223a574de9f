//! IOB2: a token a line with its tag, a blank line after each sentence.
//!
//! The format of the CoNLL-2003 shared task (Tjong Kim Sang and De Meulder 2003) with the label
//! names of GermEval 2014 (Benikova, Biemann and Reznicek 2014): `B-LOC`, `I-LOCderiv`,
//! `B-ORGpart`, `B-OTH`.

use satz_driver::{
    Document, Encode, Entities, Entity, Form, InputError, SentenceKind, Sentences, StageError,
    Tokens,
};

use crate::given::GivenText;

/// Writes `token<TAB>tag`, sentence for sentence; of nested entities the outermost.
///
/// An entity that covers a part of a token tags the whole token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Iob2;

/// How a line says that a document begins.
pub(crate) fn begins_document(line: &[u8]) -> bool {
    line.starts_with(b"-DOCSTART-") || line.starts_with(b"# newdoc")
}

/// Fills `document` from lines; only the first column counts.
pub(crate) fn load(lines: &str, id: &str, document: &mut Document) -> Result<(), InputError> {
    let mut given = GivenText::new();
    for line in lines.lines() {
        match line.split_once('\t') {
            _ if begins_document(line.as_bytes()) => {}
            Some((form, _)) => given.push(given.separator(), form)?,
            None if line.trim().is_empty() => given.end_sentence(SentenceKind::Sentence)?,
            None if line.starts_with('#') => {}
            None => given.push(given.separator(), line)?,
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
        let name = tag_name(entities.scheme().name(entity.label), entity);
        free = range.end;
        for index in range.clone() {
            let position = if index == range.start { 'B' } else { 'I' };
            tags[index] = format!("{position}-{name}");
        }
    }
    tags
}

fn tag_name(label: &str, entity: Entity) -> String {
    let label = if label == "MISC" { "OTH" } else { label };
    let suffix = match entity.form {
        Form::Name => "",
        Form::Derived => "deriv",
        Form::Part => "part",
    };
    format!("{label}{suffix}")
}

#[cfg(test)]
mod tests {
    use satz_driver::{LabelScheme, Layer, Span};

    use super::*;

    #[test]
    fn given_sentences_come_back_as_they_came() {
        let lines = "Die\tO\nWiener\tB-LOCderiv\n\n#\tO\nUNO\tB-ORG\tx\n\n";
        let mut document = Document::default();
        load(lines, "a", &mut document).unwrap();
        assert_eq!(document.text(), "Die Wiener\n# UNO");
        let scheme = LabelScheme::new(["LOC", "MISC"]);
        let mut entities = Entities::default();
        entities.clear();
        entities.reset(&scheme);
        let entity = |start, end, label, form| Entity {
            span: Span::new(start, end),
            label: scheme.id(label).unwrap(),
            form,
            score: None,
        };
        entities.push(entity(0, 10, "MISC", Form::Name));
        entities.push(entity(4, 10, "LOC", Form::Derived));
        entities.push(entity(13, 15, "LOC", Form::Part));
        document.insert(entities).unwrap();
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
