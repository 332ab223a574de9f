//! Plain text, a sentence a line.

use satz_driver::{Document, Encode, SentenceRef, StageError};

/// Writes each sentence on a line of its own, and an empty line after each document.
///
/// Line breaks inside a sentence are blanks. The usual input of aligners and language models.
///
/// # Example
/// ```
/// use satz_driver::{Document, Encode, SentenceSplitter, Tokenizer};
/// use satz_io::SentenceLines;
///
/// let mut document = Document::new("Es schneit. Die Straßen\nsind glatt.")?;
/// document.apply(&Tokenizer::german())?;
/// document.apply(&SentenceSplitter::german())?;
/// let mut out = Vec::new();
/// SentenceLines.encode(&document, &mut out)?;
/// assert_eq!(String::from_utf8(out)?, "Es schneit.\nDie Straßen sind glatt.\n\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct SentenceLines;

impl Encode for SentenceLines {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        for line in document.sentences()?.map(SentenceRef::text) {
            let mut separator: &[u8] = b"";
            for part in line.split(['\n', '\r']).filter(|part| !part.is_empty()) {
                out.extend_from_slice(separator);
                out.extend_from_slice(part.as_bytes());
                separator = b" ";
            }
            out.push(b'\n');
        }
        out.push(b'\n');
        Ok(())
    }
}
