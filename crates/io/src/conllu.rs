//! CoNLL-U of Universal Dependencies (format of 2014 and later): ten columns, comments before.

use satz_driver::{
    Document, Encode, Entities, InputError, Metadata, SentenceKind, Sentences, StageError, Tokens,
};

use crate::given::GivenText;
use crate::iob2;

/// Writes tokens and sentences; entities stand as `NER=` in the last column, byte offsets as
/// `TokenRange=`.
///
/// Tokens are surface words, so there are no multiword ranges and no lemmas. Headings carry the
/// comment `# satz_kind = heading`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Conllu;

/// How a line says that a document begins.
pub(crate) fn begins_document(line: &[u8]) -> bool {
    line.starts_with(b"# newdoc")
}

/// Fills `document` from lines; surface words are its tokens.
pub(crate) fn load(lines: &str, id: &str, document: &mut Document) -> Result<(), InputError> {
    let mut reader = Reader::new(id);
    for line in lines.lines() {
        if line.trim().is_empty() {
            reader.end_sentence()?;
        } else if let Some(comment) = line.strip_prefix('#') {
            reader.comment(comment);
        } else {
            reader.word(line)?;
        }
    }
    reader.end_sentence()?;
    reader.given.load(reader.id, document)
}

struct Reader {
    given: GivenText,
    id: String,
    separator: &'static str,
    kind: SentenceKind,
    /// Last word of the multiword token that is being read.
    covered: u32,
}

impl Reader {
    fn new(id: &str) -> Self {
        let (separator, kind) = ("", SentenceKind::Sentence);
        Self { given: GivenText::new(), id: id.to_owned(), separator, kind, covered: 0 }
    }

    fn comment(&mut self, comment: &str) {
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        match (key.trim(), value.trim()) {
            ("newdoc id", id) => id.clone_into(&mut self.id),
            ("newpar" | "newpar id", _) if !self.separator.is_empty() => self.separator = "\n\n",
            ("satz_kind", "heading") => self.kind = SentenceKind::Heading,
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
        self.given.push(self.separator, form)?;
        let glued = misc.split('|').any(|feature| feature == "SpaceAfter=No");
        self.separator = if glued { "" } else { " " };
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

impl Encode for Conllu {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let (tokens, sentences) = (document.layer::<Tokens>()?, document.layer::<Sentences>()?);
        let tags = document.layer::<Entities>().ok().map(|entities| iob2::tags(tokens, entities));
        let writer = Writer { text: document.text(), tokens, tags };
        let metadata = document.layer::<Metadata>().ok();
        let id = metadata.and_then(|metadata| metadata.id.as_deref()).unwrap_or("document");
        let mut lines = format!("# newdoc id = {}\n", flat(id));
        for index in 0..sentences.len() {
            writer.sentence(id, sentences, index, &mut lines);
        }
        out.extend_from_slice(lines.as_bytes());
        Ok(())
    }
}

struct Writer<'d> {
    text: &'d str,
    tokens: &'d Tokens,
    tags: Option<Vec<String>>,
}

impl Writer<'_> {
    fn sentence(&self, id: &str, sentences: &Sentences, index: usize, lines: &mut String) {
        let span = sentences.span(index, self.tokens);
        let before = index.checked_sub(1).map(|before| sentences.span(before, self.tokens).end());
        let gap = before.map_or("\n\n", |end| &self.text[end as usize..span.range().start]);
        if gap.matches('\n').count() > 1 {
            lines.push_str("# newpar\n");
        }
        if sentences.kinds()[index] == SentenceKind::Heading {
            lines.push_str("# satz_kind = heading\n");
        }
        let (id, number) = (flat(id), (index + 1).to_string());
        lines.extend(["# sent_id = ", &id, "-", &number, "\n"]);
        lines.extend(["# text = ", &flat(&self.text[span.range()]), "\n"]);
        for (number, token) in sentences.token_range(index).enumerate() {
            lines.push_str(&self.word(number + 1, token));
        }
        lines.push('\n');
    }

    fn word(&self, number: usize, token: usize) -> String {
        let form = flat(self.tokens.text(self.text, token));
        let span = self.tokens.spans()[token];
        let next = self.tokens.spans().get(token + 1);
        let glued = next.is_some_and(|next| next.start() == span.end());
        let space = if glued { "SpaceAfter=No|" } else { "" };
        let entity = self.tags.as_ref().map(|tags| &tags[token]).filter(|tag| *tag != "O");
        let entity = entity.map_or_else(String::new, |tag| format!("NER={tag}|"));
        let misc = format!("{entity}{space}TokenRange={}:{}", span.start(), span.end());
        format!("{number}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n")
    }
}

/// On one line and in one column: line breaks and tabs are blanks.
fn flat(text: &str) -> String {
    let words: Vec<_> = text.split(['\t', '\n', '\r']).filter(|part| !part.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use satz_driver::SentenceRef;

    use super::*;

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

    #[test]
    fn surface_words_are_the_tokens() {
        let mut document = Document::default();
        load(LINES, "x", &mut document).unwrap();
        assert_eq!(document.text(), "Im Rathaus!\n\nJa");
        assert_eq!(document.layer::<Metadata>().unwrap().id.as_deref(), Some("wien"));
        let sentences: Vec<_> = document.sentences().unwrap().map(SentenceRef::text).collect();
        assert_eq!(sentences, ["Im Rathaus!", "Ja"]);
        assert_eq!(document.tokens().unwrap().len(), 4);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut document = Document::default();
        load(LINES, "x", &mut document).unwrap();
        let mut out = Vec::new();
        Conllu.encode(&document, &mut out).unwrap();
        let mut again = Document::default();
        load(std::str::from_utf8(&out).unwrap(), "y", &mut again).unwrap();
        assert_eq!(again.text(), document.text());
        assert_eq!(again.layer::<Tokens>().unwrap(), document.layer::<Tokens>().unwrap());
        assert_eq!(again.layer::<Sentences>().unwrap(), document.layer::<Sentences>().unwrap());
    }
}
