//! Sentences with entity tags, in the IOB2 column format of CoNLL and GermEval.

use std::io::{BufRead, Error as IoError, Write};

use satz_core::Span;
use thiserror::Error;

/// A sentence whose tokens carry entity tags.
///
/// `tokens` and `tags` have the same length, which is never zero for what [`read`] returns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaggedSentence {
    /// The tokens, as written.
    pub tokens: Vec<String>,
    /// One tag for each token: `O`, `B-LABEL` or `I-LABEL`.
    pub tags: Vec<String>,
}

/// Why a text is not IOB2.
#[derive(Debug, Error)]
pub enum Iob2Error {
    /// The source could not be read.
    #[error("the tagged sentences cannot be read: {0}")]
    Read(#[from] IoError),
    /// A token without a tag.
    #[error("line {line}: expected a token, a tab and a tag, but found {content:?}")]
    NoTag {
        /// Number of the line, from 1.
        line: usize,
        /// The line itself.
        content: String,
    },
    /// A tag of another scheme.
    #[error("line {line}: {tag:?} is no IOB2 tag; write O, B-LABEL or I-LABEL")]
    BadTag {
        /// Number of the line, from 1.
        line: usize,
        /// The tag in question.
        tag: String,
    },
}

/// What a line says.
///
/// Corpora for training must have a tag in every line, texts that wait for their tags need none:
/// it is for the reader to ask for it.
///
/// # Example
/// ```
/// use satz_entities::iob2::Line;
///
/// assert_eq!(Line::parse("Graz\tB-LOC\tO"), Line::Token { form: "Graz", tag: Some("B-LOC") });
/// assert_eq!(Line::parse("#\tO"), Line::Token { form: "#", tag: Some("O") });
/// assert_eq!(Line::parse("# Quelle: Agentur"), Line::Comment);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// A token, and its tag unless the line has but one column. Further columns are passed over.
    Token {
        /// The first column.
        form: &'a str,
        /// The second column.
        tag: Option<&'a str>,
    },
    /// An empty line: the sentence before it is complete.
    SentenceEnd,
    /// `-DOCSTART-` of CoNLL-2003, or a comment `# newdoc`.
    DocumentStart,
    /// A line that begins with `#` and has no tab.
    Comment,
}

impl<'a> Line<'a> {
    /// Reads a line without its line end.
    pub fn parse(line: &'a str) -> Self {
        let mut columns = line.split('\t');
        let (form, tag) = (columns.next().unwrap_or_default(), columns.next().map(str::trim));
        match tag {
            _ if begins_document(line.as_bytes()) => Self::DocumentStart,
            None if form.trim().is_empty() => Self::SentenceEnd,
            None if form.starts_with('#') => Self::Comment,
            tag => Self::Token { form, tag },
        }
    }
}

/// Whether a line says that a document begins.
pub fn begins_document(line: &[u8]) -> bool {
    line.starts_with(b"-DOCSTART-") || line.starts_with(b"# newdoc")
}

/// Reads sentences: one token a line with its tag after a tab, and an empty line after each
/// sentence.
///
/// An `I` tag that continues nothing begins an entity, as CoNLL's own scorer reads it.
///
/// # Errors
/// [`Iob2Error`], which names the line.
///
/// # Example
/// ```
/// let text = "Kanzler\tO\nStocker\tB-PER\nreist\tO\n\nNach\tO\nBern\tB-LOC\n";
/// let sentences = satz_entities::iob2::read(text.as_bytes())?;
/// assert_eq!(sentences.len(), 2);
/// assert_eq!(sentences[1].tags, ["O", "B-LOC"]);
/// # Ok::<(), satz_entities::iob2::Iob2Error>(())
/// ```
///
/// Source of the format: Tjong Kim Sang and Veenstra, *Representing text chunks*, EACL 1999.
pub fn read(source: impl BufRead) -> Result<Vec<TaggedSentence>, Iob2Error> {
    let mut sentences = Vec::new();
    let mut sentence = TaggedSentence::default();
    for (index, line) in source.lines().enumerate() {
        let line = line?;
        match Line::parse(&line) {
            Line::Token { form, tag } => {
                let tag = tag.ok_or_else(|| no_tag(&line, index + 1))?;
                sentence.tokens.push(form.to_owned());
                sentence.tags.push(checked(tag, index + 1)?.to_owned());
            }
            Line::SentenceEnd | Line::DocumentStart => close(&mut sentence, &mut sentences),
            Line::Comment => {}
        }
    }
    close(&mut sentence, &mut sentences);
    Ok(sentences)
}

fn close(sentence: &mut TaggedSentence, sentences: &mut Vec<TaggedSentence>) {
    if !sentence.tokens.is_empty() {
        sentences.push(std::mem::take(sentence));
    }
}

fn no_tag(line: &str, number: usize) -> Iob2Error {
    Iob2Error::NoTag { line: number, content: line.to_owned() }
}

fn checked(tag: &str, number: usize) -> Result<&str, Iob2Error> {
    let label = tag.strip_prefix("B-").or_else(|| tag.strip_prefix("I-"));
    if tag != "O" && label.is_none_or(str::is_empty) {
        return Err(Iob2Error::BadTag { line: number, tag: tag.to_owned() });
    }
    Ok(tag)
}

/// Where the tokens of a sentence stand in a text, each at its next place from the byte `from` on;
/// `None` if one is not there.
///
/// # Panics
/// If `from` is inside a letter or behind the text.
///
/// # Example
/// ```
/// use satz_core::Span;
/// use satz_entities::iob2;
///
/// let places = iob2::places(&["Wien", ",", "Wien"], "Wien, nur Wien", 0);
/// assert_eq!(places, Some(vec![Span::new(0, 4), Span::new(4, 5), Span::new(10, 14)]));
/// ```
pub fn places<T: AsRef<str>>(tokens: &[T], text: &str, from: u32) -> Option<Vec<Span>> {
    let mut at = from as usize;
    let place = |token: &T| {
        let start = at + text[at..].find(token.as_ref())?;
        at = start + token.as_ref().len();
        Some(Span::new(u32::try_from(start).ok()?, u32::try_from(at).ok()?))
    };
    tokens.iter().map(place).collect()
}

/// Writes sentences so that [`read`] gives them back.
///
/// # Errors
/// What writing to `sink` gives.
pub fn write(sentences: &[TaggedSentence], sink: &mut impl Write) -> Result<(), IoError> {
    for sentence in sentences {
        for (token, tag) in sentence.tokens.iter().zip(&sentence.tags) {
            writeln!(sink, "{token}\t{tag}")?;
        }
        writeln!(sink)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_corpora_hold() {
        let cases = [
            ("no line at the end", "Graz\tB-LOC", vec![vec!["B-LOC"]]),
            (
                "several empty lines",
                "\n\nGraz\tB-LOC\n\n\n \nWels\tB-LOC\n",
                vec![vec!["B-LOC"]; 2],
            ),
            ("a third column", "Graz\tB-LOC\tO\n", vec![vec!["B-LOC"]]),
            ("a comment", "# Quelle: Agentur\nGraz\tB-LOC\n", vec![vec!["B-LOC"]]),
            ("documents", "-DOCSTART- -X- O O\n\nGraz\tB-LOC\n", vec![vec!["B-LOC"]]),
            ("a hash as a token", "#\tO\nGraz\tB-LOC\n", vec![vec!["O", "B-LOC"]]),
            ("line ends of Windows", "in\tO\r\nGraz\tB-LOC\r\n\r\n", vec![vec!["O", "B-LOC"]]),
            ("nothing", "", vec![]),
        ];
        for (name, text, expected) in cases {
            let sentences = read(text.as_bytes()).unwrap();
            let tags: Vec<_> = sentences.iter().map(|sentence| sentence.tags.clone()).collect();
            assert_eq!(tags, expected, "{name}");
        }
    }

    #[test]
    fn names_the_line_it_cannot_read() {
        let cases = [
            ("no tag", "in\tO\nGraz", "line 2: expected a token, a tab and a tag"),
            ("another scheme", "Graz\tU-LOC", "line 1: \"U-LOC\" is no IOB2 tag"),
            ("no label", "Graz\tB-", "line 1: \"B-\" is no IOB2 tag"),
        ];
        for (name, text, expected) in cases {
            let error = read(text.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{name}: {error}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let sentences = read("Der\tO\nORF\tB-ORG\n\nGraz\tB-LOC\n".as_bytes()).unwrap();
        let mut written = Vec::new();
        write(&sentences, &mut written).unwrap();
        assert_eq!(read(written.as_slice()).unwrap(), sentences);
    }
}
