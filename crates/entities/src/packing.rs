//! Model files are packed with Zstandard (RFC 8878): half of what they hold are small numbers.

use std::borrow::Cow;
use std::io::{Error as IoError, ErrorKind, Read};

use zstd::zstd_safe::get_frame_content_size;

/// What every Zstandard frame begins with.
const MAGIC: [u8; 4] = 0xFD2F_B528_u32.to_le_bytes();

/// How hard to pack. A model has little that repeats: the highest level makes it smaller by a
/// twelfth, and takes three times as long to unpack.
const LEVEL: i32 = 1;

/// How much longer than when packed a file may be, at most; models come to twice the length.
const RATIO: u64 = 64;

/// A file that is no longer than this is unpacked in any case: small models are mostly zeros.
const SMALL: u64 = 1 << 20;

/// Packs a file.
pub(crate) fn pack(file: &[u8]) -> Result<Vec<u8>, IoError> {
    zstd::bulk::compress(file, LEVEL)
}

/// The file as it was before it was packed, if it was.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, IoError> {
    if !bytes.starts_with(&MAGIC) {
        return Ok(Cow::Borrowed(bytes));
    }
    let most = (bytes.len() as u64).saturating_mul(RATIO).max(SMALL);
    let announced = get_frame_content_size(bytes).ok().flatten().unwrap_or(0);
    let mut file = Vec::with_capacity(usize::try_from(announced.min(most)).unwrap_or(0));
    zstd::Decoder::with_buffer(bytes)?.take(most + 1).read_to_end(&mut file)?;
    if file.len() as u64 > most {
        return Err(IoError::new(ErrorKind::InvalidData, "it is far longer than when packed"));
    }
    Ok(Cow::Owned(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_packed_or_not() {
        let file = b"satz-ner satz-ner satz-ner satz-ner satz-ner satz-ner";
        let packed = pack(file).unwrap();
        assert!(packed.len() < file.len());
        assert_eq!(unpack(&packed).unwrap(), &file[..]);
        assert_eq!(unpack(file).unwrap(), &file[..]);
    }

    #[test]
    fn what_cannot_be_unpacked_is_an_error() {
        let packed = pack(&[7; 999]).unwrap();
        let bomb = pack(&vec![0; 2 << 20]).unwrap();
        let cases = [
            ("cut off", &packed[..packed.len() - 1], "incomplete frame"),
            ("nothing but its beginning", &MAGIC, "incomplete frame"),
            (
                "no frame behind the first",
                &[&packed[..], b"more"].concat(),
                "Unknown frame descriptor",
            ),
            ("a bomb", &bomb, "it is far longer than when packed"),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(unpack(bytes).unwrap_err().to_string(), expected, "{name}");
        }
    }
}
