//! CoNLL-U of Universal Dependencies (format of 2014 and later): ten columns, comments before.

use satz_driver::{Document, Encode, Metadata, StageError};

use self::writer::Writer;
use crate::Loss;

mod reader;
mod spaces;
mod writer;

pub(crate) use self::reader::load;

/// Writes text, tokens and sentences; entities stand as `NER=` in the last column, the score of one
/// as `NERScore=` at its first token.
///
/// There are also `TokenRange=` with byte offsets, `Kind=` with the kind of a token, and the white
/// space of the text wherever it is not one blank: `SpaceAfter=No`, and the keys `SpacesBefore`,
/// `SpacesAfter` and `SpacesInToken` of `UDPipe`. So the text is read back byte for byte, though the
/// comment `# text` has blanks alone.
///
/// Tokens are surface words, so there are no multiword ranges and no lemmas. Headings carry the
/// comment `# satz_kind = heading`, and `# satz_layers` tells that entities were sought.
///
/// # Example
/// ```
/// use satz_driver::{Document, Encode, SentenceSplitter, Tokenizer};
/// use satz_io::Conllu;
///
/// let mut document = Document::new("Es schneit.\n")?;
/// document.apply(&Tokenizer::german())?;
/// document.apply(&SentenceSplitter::german())?;
/// let mut out = Vec::new();
/// Conllu.encode(&document, &mut out)?;
/// let lines = String::from_utf8(out)?;
/// assert!(lines.contains("3\t.\t_\t_\t_\t_\t_\t_\t_\tKind=punctuation|SpacesAfter=\\n|TokenRange="));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Conllu;

impl Conllu {
    /// What of text, metadata, tokens, sentences and entities is not read back.
    pub const LOSES: &[Loss] = &[Loss::Metadata, Loss::Id, Loss::Bounds, Loss::TaggedLabels];
}

/// The comments that satz adds to the format, and their values.
const KIND: &str = "satz_kind";
const HEADING: &str = "heading";
const LAYERS: &str = "satz_layers";
const ENTITIES: &str = "entities";
/// White space without a token, which has no last column to stand in.
const TEXT: &str = "satz_text";

/// How a line says that a document begins.
pub(crate) fn begins_document(line: &[u8]) -> bool {
    line.starts_with(b"# newdoc")
}

impl Encode for Conllu {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let metadata = document.layer::<Metadata>().ok();
        let id = metadata.and_then(|metadata| metadata.id.as_deref()).unwrap_or("document");
        out.extend_from_slice(Writer::new(document, id)?.document().as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use satz_driver::{
        Entities, Form, Mention, SentenceKind, SentenceRef, Sentences, Span, TokenKind, Tokens,
    };

    use super::*;
    use crate::{GivenEntities, Place};

    const LINES: &str = "\
# newdoc id = wien
# newpar
# sent_id = wien-1
# text = Im Rathaus!
1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_
1\tIn\tin\tADP\t_\t_\t3\tcase\t_\t_
2\tdem\tder\tDET\t_\t_\t3\tdet\t_\t_
3\tRathaus\tRathaus\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t!\t!\tPUNCT\t_\t_\t3\tpunct\t_\t_

# newpar
1\tJa\tja\tINTJ\t_\t_\t0\troot\t_\t_

";

    fn read(lines: &str) -> Result<Document, String> {
        let place =
            Place { path: std::path::Path::new("x.conllu").into(), line: Some(7), offset: 0 };
        let mut document = Document::default();
        let loaded = load(lines, &place, GivenEntities::Kept, &mut document);
        loaded.map(|()| document).map_err(|error| error.to_string())
    }

    fn written(document: &Document) -> String {
        let mut out = Vec::new();
        Conllu.encode(document, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn surface_words_are_the_tokens() {
        let document = read(LINES).unwrap();
        assert_eq!(document.text(), "Im Rathaus!\n\nJa");
        assert_eq!(document.layer::<Metadata>().unwrap().id.as_deref(), Some("wien"));
        let sentences: Vec<_> = document.sentences().unwrap().map(SentenceRef::text).collect();
        assert_eq!(sentences, ["Im Rathaus!", "Ja"]);
        assert_eq!(document.tokens().unwrap().len(), 4);
        assert!(document.entities().is_err(), "nobody sought any");
    }

    #[test]
    fn what_the_columns_do_not_say_is_in_the_last() {
        let mut document = Document::new("\n„Öl\0\t|\u{2028}ab cd\n\n").unwrap();
        let mut tokens = Tokens::default();
        for (start, end, kind) in [
            (1, 4, TokenKind::Punctuation),
            (4, 8, TokenKind::Word),
            (9, 10, TokenKind::Symbol),
            (13, 18, TokenKind::Word),
        ] {
            tokens.push(Span::new(start, end), kind);
        }
        let mut sentences = Sentences::default();
        sentences.push(4, SentenceKind::Heading);
        let mention = Mention::new(Span::new(4, 8), "MISC", Form::Part);
        document.insert(tokens).unwrap();
        document.insert(sentences).unwrap();
        document.insert(Entities::try_new([mention]).unwrap()).unwrap();
        let expected = "\
# newdoc id = document
# satz_layers = tokens sentences entities
# newpar
# satz_kind = heading
# sent_id = document-1
# text = „Öl\u{fffd} | ab cd
1\t„\t_\t_\t_\t_\t_\t_\t_\tKind=punctuation|SpaceAfter=No|SpacesBefore=\\n|TokenRange=1:4
2\tÖl\u{fffd}\t_\t_\t_\t_\t_\t_\t_\tKind=word|NER=B-OTHpart|SpacesAfter=\\t|SpacesInToken=Öl\\u0000|TokenRange=4:8
3\t|\t_\t_\t_\t_\t_\t_\t_\tKind=symbol|SpacesAfter=\\u2028|TokenRange=9:10
4\tab cd\t_\t_\t_\t_\t_\t_\t_\tKind=word|SpacesAfter=\\n\\n|TokenRange=13:18

";
        assert_eq!(written(&document), expected);
        let again = read(expected).unwrap();
        assert_eq!(again.text(), document.text());
        assert_eq!(again.layer::<Tokens>().unwrap(), document.layer::<Tokens>().unwrap());
        assert_eq!(again.layer::<Sentences>().unwrap(), document.layer::<Sentences>().unwrap());
        assert_eq!(again.layer::<Entities>().unwrap(), document.layer::<Entities>().unwrap());
    }

    #[test]
    fn errors_name_the_line() {
        let word = "1\tWien\t_\t_\t_\t_\t_\t_\t_\t";
        let cases = [
            ("1 Wien\n".to_owned(), "line 7: `1 Wien` has no CoNLL-U columns"),
            (format!("{word}_\nx\tan\t_\n"), "line 8: `x` is not a word number"),
            (format!("{word}_\n2\t\t_\n"), "line 8: a token has no form"),
            (format!("{word}NER=U-LOC\n"), "line 7: `U-LOC` is no tag"),
        ];
        for (lines, expected) in cases {
            let error = read(&lines).err().unwrap_or_default();
            assert!(error.starts_with(expected), "{lines}: {error}");
        }
    }
}
