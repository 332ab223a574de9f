//! Numbers of bytes as people write them.

use std::fmt;
use std::str::FromStr;

/// A number of bytes, written `500`, `64K`, `16M`, `2G`; the letters are powers of 1,024.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ByteSize(u64);

const UNITS: [(char, u32); 4] = [('T', 40), ('G', 30), ('M', 20), ('K', 10)];

impl ByteSize {
    pub(crate) fn bytes(self) -> u64 {
        self.0
    }

    /// As a length in memory, at most what a machine can address.
    pub(crate) fn length(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl FromStr for ByteSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim_end_matches("iB").trim_end_matches('B');
        let unit =
            UNITS.iter().find(|(unit, _)| number.ends_with([*unit, unit.to_ascii_lowercase()]));
        let (number, factor) = match unit {
            Some((_, shift)) => (&number[..number.len() - 1], 1_u64 << shift),
            None => (number, 1),
        };
        let bytes = number.trim().parse::<u64>().ok().and_then(|n| n.checked_mul(factor));
        let bytes = bytes.filter(|bytes| *bytes > 0);
        bytes.map(Self).ok_or_else(|| format!("`{text}` is no size: write 500, 64K, 16M or 2G"))
    }
}

impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match UNITS.iter().find(|(_, shift)| self.0.is_multiple_of(1 << shift)) {
            Some((unit, shift)) => write!(f, "{}{unit}", self.0 >> shift),
            None => write!(f, "{}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_they_are_read() {
        let cases = [("500", 500), ("64K", 65_536), ("16M", 16 << 20), ("2G", 2 << 30)];
        for (text, bytes) in cases {
            let size: ByteSize = text.parse().unwrap();
            assert_eq!((size.bytes(), size.to_string().as_str()), (bytes, text));
        }
        assert_eq!("64MiB".parse(), Ok(ByteSize(64 << 20)));
        assert_eq!("1 kB".parse(), Ok(ByteSize(1024)));
        for text in ["", "M", "-1", "1.5G", "0", "99999999T"] {
            assert!(text.parse::<ByteSize>().is_err(), "{text}");
        }
    }
}
