//! What kind of character this is, by table.
//!
//! ASCII is answered by the tables `LEADS`, `IN_WORD` and `ENDS_WORD`; everything else by a two-stage table over all of
//! Unicode that `examples/generate_classes.rs` writes to `data/unicode/classes.bin`.

/// What the scanner needs to know of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// A sign that is none of the others: arrows, currencies, paragraph signs.
    Symbol,
    /// A letter of any script.
    Letter,
    /// Combines with what stands before it: accents, emoji modifiers, joiners.
    Mark,
    /// A decimal digit.
    Digit,
    /// Other numerals: `½`, `²`, `Ⅳ`.
    Numeral,
    /// White space.
    Space,
    /// Control and format characters without a glyph: they lie in the gaps, as white space does.
    Ignorable,
    /// Punctuation.
    Punctuation,
    /// A pictograph that may carry modifiers and joiners.
    Pictograph,
    /// One half of a flag.
    Regional,
    /// Combines with what stands after it.
    Prepend,
}

impl Class {
    const ALL: [Self; 11] = [
        Self::Symbol,
        Self::Letter,
        Self::Mark,
        Self::Digit,
        Self::Numeral,
        Self::Space,
        Self::Ignorable,
        Self::Punctuation,
        Self::Pictograph,
        Self::Regional,
        Self::Prepend,
    ];

    /// The class of `character`.
    pub fn of(character: char) -> Self {
        let point = character as usize;
        let block = TABLE[point >> BLOCK_BITS] as usize;
        let class = TABLE[INDEX_LEN + (block << BLOCK_BITS) + (point & BLOCK_MASK)];
        Self::ALL[class as usize]
    }

    /// Whether such a character continues a word.
    pub fn continues_word(self) -> bool {
        matches!(self, Self::Letter | Self::Mark | Self::Digit | Self::Prepend)
    }
}

const BLOCK_BITS: usize = 7;
const BLOCK_MASK: usize = (1 << BLOCK_BITS) - 1;
const INDEX_LEN: usize = 0x11_0000 >> BLOCK_BITS;

/// The block number of every 128 code points, then the blocks, one byte a code point.
static TABLE: &[u8] = include_bytes!("../data/unicode/classes.bin");

/// What the scanner does at a byte where a token may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// ASCII white space and control characters.
    Gap,
    /// An ASCII letter.
    Letter,
    /// An ASCII digit.
    Digit,
    /// ASCII punctuation and symbols.
    Mark,
    /// Part of a character outside ASCII.
    Wide,
}

/// The [`Lead`] of each byte.
pub(crate) static LEADS: [Lead; 256] = {
    let mut table = [Lead::Wide; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Lead::Letter,
            b'0'..=b'9' => Lead::Digit,
            0..=b' ' | 0x7F => Lead::Gap,
            _ => Lead::Mark,
        };
        byte += 1;
    }
    table
};

/// Whether a byte is an ASCII letter or digit.
pub(crate) static IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Whether a word that ends before this byte is complete: nothing can connect to it here.
pub(crate) static ENDS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        table[byte as usize] =
            matches!(byte, 0..=b' ' | b',' | b';' | b'!' | b'?' | b')' | b'"' | b']');
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_characters() {
        let cases = [
            ('a', Class::Letter),
            ('ß', Class::Letter),
            ('Ж', Class::Letter),
            ('漢', Class::Letter),
            ('7', Class::Digit),
            ('½', Class::Numeral),
            ('\u{308}', Class::Mark),
            ('\u{200d}', Class::Mark),
            ('\u{1f3fd}', Class::Mark),
            ('\u{a0}', Class::Space),
            ('\u{2028}', Class::Space),
            ('\u{ad}', Class::Ignorable),
            ('\u{feff}', Class::Ignorable),
            ('\0', Class::Ignorable),
            ('„', Class::Punctuation),
            ('–', Class::Punctuation),
            ('…', Class::Punctuation),
            ('€', Class::Symbol),
            ('×', Class::Symbol),
            ('😀', Class::Pictograph),
            ('🇦', Class::Regional),
            ('\u{600}', Class::Prepend),
        ];
        for (character, class) in cases {
            assert_eq!(Class::of(character), class, "{character:?}");
        }
    }
}
