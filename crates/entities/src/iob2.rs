//! Sentences with entity tags, in the IOB2 column format of CoNLL and GermEval.

use std::io::{BufRead, Error as IoError, Write};

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

/// Reads sentences: one token a line with its tag after a tab, and an empty line after each
/// sentence.
///
/// Further columns are ignored, and so is a line that starts with `#` and has no tab: a comment.
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
        if line.trim().is_empty() {
            close(&mut sentence, &mut sentences);
        } else if !is_comment(&line) {
            let (token, tag) = columns(&line, index + 1)?;
            sentence.tokens.push(token.to_owned());
            sentence.tags.push(tag.to_owned());
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

fn is_comment(line: &str) -> bool {
    line.starts_with('#') && !line.contains('\t')
}

fn columns(line: &str, number: usize) -> Result<(&str, &str), Iob2Error> {
    let mut columns = line.split('\t').map(str::trim);
    let (Some(token), Some(tag)) = (columns.next(), columns.next()) else {
        return Err(Iob2Error::NoTag { line: number, content: line.to_owned() });
    };
    let label = tag.strip_prefix("B-").or_else(|| tag.strip_prefix("I-"));
    if tag != "O" && label.is_none_or(str::is_empty) {
        return Err(Iob2Error::BadTag { line: number, tag: tag.to_owned() });
    }
    Ok((token, tag))
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
