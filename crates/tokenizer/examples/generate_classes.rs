//! Writes `data/unicode/classes.bin`, the character classes of all of Unicode.
//!
//! ```text
//! cargo run -p satz-tokenizer --example generate_classes
//! ```
//!
//! The file is checked in. It changes only with the Unicode version of `icu_properties`.

use std::collections::HashMap;
use std::path::Path;

use icu_properties::props::{
    ExtendedPictographic, GeneralCategory, GraphemeClusterBreak, WhiteSpace,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use satz_tokenizer::class::Class;

const BLOCK: usize = 128;

fn main() -> std::io::Result<()> {
    let classes: Vec<u8> = (0..0x11_0000_u32).map(|point| class_of(point) as u8).collect();
    let mut index = Vec::new();
    let mut blocks: Vec<u8> = Vec::new();
    let mut seen: HashMap<&[u8], u8> = HashMap::new();
    for block in classes.chunks(BLOCK) {
        let fresh = u8::try_from(seen.len()).expect("at most 256 different blocks");
        let number = *seen.entry(block).or_insert_with(|| {
            blocks.extend_from_slice(block);
            fresh
        });
        index.push(number);
    }
    index.extend(blocks);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/unicode/classes.bin");
    std::fs::write(path, index)
}

fn class_of(point: u32) -> Class {
    use GeneralCategory as Category;
    use GraphemeClusterBreak as Break;
    match CodePointMapData::<Break>::new().get32(point) {
        Break::Extend | Break::SpacingMark | Break::ZWJ => return Class::Mark,
        Break::RegionalIndicator => return Class::Regional,
        Break::Prepend => return Class::Prepend,
        _ => {}
    }
    // The zero-width space separates words, though Unicode counts it among the format characters.
    if point == 0x200B || CodePointSetData::new::<WhiteSpace>().contains32(point) {
        return Class::Space;
    }
    let category = CodePointMapData::<Category>::new().get32(point);
    if CodePointSetData::new::<ExtendedPictographic>().contains32(point)
        && category != Category::DashPunctuation
        && category != Category::OtherPunctuation
    {
        return Class::Pictograph;
    }
    match category {
        Category::DecimalNumber => Class::Digit,
        Category::LetterNumber | Category::OtherNumber => Class::Numeral,
        Category::Control | Category::Format | Category::LineSeparator => Class::Ignorable,
        Category::ParagraphSeparator | Category::SpaceSeparator => Class::Space,
        Category::DashPunctuation
        | Category::OpenPunctuation
        | Category::ClosePunctuation
        | Category::ConnectorPunctuation
        | Category::InitialPunctuation
        | Category::FinalPunctuation
        | Category::OtherPunctuation => Class::Punctuation,
        Category::UppercaseLetter
        | Category::LowercaseLetter
        | Category::TitlecaseLetter
        | Category::ModifierLetter
        | Category::OtherLetter
        | Category::NonspacingMark
        | Category::SpacingMark
        | Category::EnclosingMark => Class::Letter,
        _ => Class::Symbol,
    }
}
