//! Sentences with entity tags, in the column formats of `CoNLL` and GermEval.

use std::io::{BufRead, Error as IoError, Write};

use satz_core::Span;
use thiserror::Error;

mod line;

use line::is_tag;
pub use line::{Line, begins_document};

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
    #[error("line {line}: expected a token, a tab or blank and a tag, but found {content:?}")]
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

/// Reads sentences: one token a line with its tag, in one of the layouts that [`Line`] knows, and
/// an empty line after each sentence.
///
/// An `I` tag that continues nothing begins an entity and becomes a `B` tag, as `CoNLL`'s own
/// scorer reads it; so the IOB1 of CoNLL-2003's files is read as what it means.
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
        begin_entities(&mut sentence.tags);
        sentences.push(std::mem::take(sentence));
    }
}

/// Makes `B` tags of the `I` tags that continue nothing.
fn begin_entities(tags: &mut [String]) {
    for index in 0..tags.len() {
        let label = tags[index].strip_prefix("I-");
        let before = index.checked_sub(1).and_then(|before| tags[before].get(2..));
        if label.is_some() && label != before {
            tags[index].replace_range(..1, "B");
        }
    }
}

fn no_tag(line: &str, number: usize) -> Iob2Error {
    Iob2Error::NoTag { line: number, content: line.to_owned() }
}

fn checked(tag: &str, number: usize) -> Result<&str, Iob2Error> {
    let is_known = is_tag(tag).then_some(tag);
    is_known.ok_or_else(|| Iob2Error::BadTag { line: number, tag: tag.to_owned() })
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
            (
                "GermEval",
                "#\thttp://example.org [2010-03-01]\n1\tIn\tO\tO\n2\tGraz\tB-LOC\tO\n\n",
                vec![vec!["O", "B-LOC"]],
            ),
            (
                "CoNLL-2003, IOB1",
                "Anna NNP I-NP I-PER\nMaier NNP I-NP I-PER\nGraz NNP I-NP I-LOC\nWels NNP I-NP B-LOC\n",
                vec![vec!["B-PER", "I-PER", "B-LOC", "B-LOC"]],
            ),
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
            ("no tag", "in\tO\nGraz", "line 2: expected a token, a tab or blank and a tag"),
            ("another scheme", "Graz\tU-LOC", "line 1: \"U-LOC\" is no IOB2 tag"),
            ("no label", "Graz\tB-", "line 1: \"B-\" is no IOB2 tag"),
            ("another column", "Graz\tNNP\tx", "line 1: \"x\" is no IOB2 tag"),
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
