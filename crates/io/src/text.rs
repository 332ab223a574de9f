//! Bytes of a file as the text of a document.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use satz_driver::InputError;
use thiserror::Error;

/// How the bytes of an input stand for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8; a document that is not is refused, with the place of the first wrong byte.
    #[default]
    Utf8,
    /// Windows-1252, of which ISO 8859-1 is a part. Offsets are those of the decoded text.
    Windows1252,
    /// UTF-8 where a document is valid in it, UTF-16 where it begins with its mark, else
    /// Windows-1252. Offsets are those of the decoded text.
    Auto,
}

/// Bytes that are not a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum TextError {
    #[error(
        "byte {offset} is not UTF-8: convert the input, or read it with another encoding, for \
         example windows-1252"
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

/// Whether an input begins with a byte order mark of UTF-16.
pub(crate) fn is_utf16(start: &[u8]) -> bool {
    start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff")
}

/// The text in `bytes`, without a byte order mark.
pub(crate) fn decode(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, TextError> {
    match encoding {
        Encoding::Auto if is_utf16(bytes) => return Ok(decode_utf16(bytes)),
        _ if is_utf16(bytes) => return Err(TextError::Utf16),
        _ => refuse_binary(bytes)?,
    }
    match (encoding, decode_utf8(bytes)) {
        (Encoding::Windows1252, _) | (Encoding::Auto, Err(_)) => {
            Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
        }
        (Encoding::Auto | Encoding::Utf8, text) => text.map(Cow::Borrowed),
    }
}

fn decode_utf16(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = if bytes.starts_with(b"\xff\xfe") { UTF_16LE } else { UTF_16BE };
    encoding.decode_with_bom_removal(bytes).0
}

fn refuse_binary(bytes: &[u8]) -> Result<(), TextError> {
    let nul = memchr::memchr_iter(0, bytes).count();
    let share = nul * 100 / bytes.len().max(1);
    if share > BINARY_SHARE { Err(TextError::Binary { share }) } else { Ok(()) }
}

fn decode_utf8(bytes: &[u8]) -> Result<&str, TextError> {
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
            let decoded = decode(bytes, Encoding::Utf8);
            assert_eq!(decoded.as_deref(), expected.as_ref().map(|text| *text), "{name}");
        }
    }

    #[test]
    fn other_encodings_are_decoded_on_request() {
        let cases: [(&str, &[u8], Encoding, &str); 6] = [
            ("windows-1252", b"\x84K\xf6ln\x93 \x80", Encoding::Windows1252, "„Köln“ €"),
            ("found out", b"\x84K\xf6ln\x93", Encoding::Auto, "„Köln“"),
            ("UTF-8 found out", "„Köln“".as_bytes(), Encoding::Auto, "„Köln“"),
            ("asked for against the bytes", "ö".as_bytes(), Encoding::Windows1252, "Ã¶"),
            ("UTF-16, little end first", b"\xff\xfe\xf6\0l\0", Encoding::Auto, "öl"),
            ("UTF-16, big end first", b"\xfe\xff\0\xf6\0l", Encoding::Auto, "öl"),
        ];
        for (name, bytes, encoding, expected) in cases {
            assert_eq!(decode(bytes, encoding).as_deref(), Ok(expected), "{name}");
        }
    }
}
