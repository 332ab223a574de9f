//! Bytes of a file as the text of a document.

use satz_driver::InputError;
use thiserror::Error;

/// Bytes that are not a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum TextError {
    #[error(
        "byte {offset} is not UTF-8: convert the input, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
    )]
    NotUtf8 { offset: usize },
    #[error("the input is UTF-16: convert it, for example with `iconv -f UTF-16 -t UTF-8`")]
    Utf16,
    #[error("the input is binary: {share} % of its bytes are NUL")]
    Binary { share: usize },
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// From this share of NUL bytes on, in per cent, an input is binary.
const BINARY_SHARE: usize = 30;

/// The text in `bytes`, without a byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, TextError> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(TextError::Utf16);
    }
    let nul = memchr::memchr_iter(0, bytes).count();
    let share = nul * 100 / bytes.len().max(1);
    if share > BINARY_SHARE {
        return Err(TextError::Binary { share });
    }
    let text = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let skipped = bytes.len() - text.len();
    std::str::from_utf8(text)
        .map_err(|error| TextError::NotUtf8 { offset: skipped + error.valid_up_to() })
}

impl From<TextError> for InputError {
    fn from(error: TextError) -> Self {
        Self::new(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_is_text() {
        let cases: [(&str, &[u8], Result<&str, TextError>); 7] = [
            ("nothing", b"", Ok("")),
            ("umlauts", "Öl".as_bytes(), Ok("Öl")),
            ("a byte order mark", b"\xef\xbb\xbfab", Ok("ab")),
            ("some NUL", b"ab\0cd", Ok("ab\0cd")),
            ("mostly NUL", b"a\0b\0", Err(TextError::Binary { share: 50 })),
            ("Latin letters", b"\xef\xbb\xbfK\xf6ln", Err(TextError::NotUtf8 { offset: 4 })),
            ("UTF-16", b"\xff\xfea\0", Err(TextError::Utf16)),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(decode(bytes), expected, "{name}");
        }
    }
}
