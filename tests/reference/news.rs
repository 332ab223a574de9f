//! Plain German: words with marks around them and white space behind.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use walkdir::WalkDir;

use crate::lists;

/// What stands between words.
pub(crate) const GAPS: &[&str] = &[" ", " ", " ", " ", "\n", "\n\n", "  "];
/// The same without lines.
pub(crate) const NO_LINES: &[&str] = &[" ", " ", " ", " ", " ", "\n\n"];

const OPENINGS: &[&str] = &["", "", "", "", "„", "(", "(„"];
const MARKS: &[&str] = &[
    "", "", "", "", "", "", ".", ".", "!", "?", ",", "…", "...", "?!", ".“", "“", "“.", "“,", ")",
    ").", ".)", "!“", ".,",
];

/// A word, the marks around it, and the gap behind it.
#[derive(Debug, Clone)]
struct Piece {
    opening: String,
    core: String,
    marks: String,
    gap: String,
}

/// What becomes of a word of the news; the first shrink to.
#[derive(Debug, Clone)]
enum Change {
    Keep,
    Drop,
    Repeat,
    Opening(&'static str),
    Marks(&'static str),
    Gap(&'static str),
    Core(String),
    Cut(Index),
    Turn,
}

/// Words, some of which the rules know, in any order.
pub(crate) fn random(gaps: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = (select(OPENINGS), core(), select(MARKS), select(gaps));
    let piece = piece.prop_map(|(opening, core, marks, gap)| Piece {
        opening: opening.to_owned(),
        core,
        marks: marks.to_owned(),
        gap: gap.to_owned(),
    });
    prop::collection::vec(piece, 0..25).prop_map(|pieces| text(&pieces))
}

/// A stretch of the articles, with some of its words changed.
pub(crate) fn mutated(gaps: &'static [&'static str]) -> impl Strategy<Value = String> {
    let change = prop_oneof![
        20 => Just(Change::Keep),
        1 => Just(Change::Drop),
        1 => Just(Change::Repeat),
        1 => select(OPENINGS).prop_map(Change::Opening),
        2 => select(MARKS).prop_map(Change::Marks),
        1 => select(gaps).prop_map(Change::Gap),
        1 => core().prop_map(Change::Core),
        1 => any::<Index>().prop_map(Change::Cut),
        1 => Just(Change::Turn),
    ];
    (any::<Index>(), prop::collection::vec(change, 1..80)).prop_map(|(start, changes)| {
        let start = start.index(ARTICLES.len());
        let pieces = ARTICLES.iter().cycle().skip(start).zip(changes);
        text(&pieces.flat_map(|(piece, change)| changed(piece.clone(), change)).collect::<Vec<_>>())
    })
}

fn core() -> impl Strategy<Value = String> {
    let listed = [&lists::ORDINAL_CONTEXTS, &lists::STARTERS, &lists::TITLES, &lists::ENDERS];
    let listed = listed.iter().flat_map(|list| list.iter().map(|word| word.trim_end_matches('.')));
    prop_oneof![
        2 => select(listed.filter(|word| is_plain(word)).collect::<Vec<_>>()).prop_map(str::to_owned),
        3 => "[a-zäöüß]{1,12}",
        3 => "[A-ZÄÖÜ][a-zäöüß]{0,11}",
        1 => "[A-ZÄÖÜ][a-zäöüß]{1,8}-[A-ZÄÖÜ][a-zäöüß]{1,8}",
        1 => "[A-ZÄÖÜ][a-zäöüß]{4,11}-",
        1 => "[0-9]{1,5}",
        1 => "[IVXL]{1,5}",
    ]
}

fn changed(mut piece: Piece, change: Change) -> Vec<Piece> {
    match change {
        Change::Keep => {}
        Change::Drop => return Vec::new(),
        Change::Repeat => return vec![piece.clone(), piece],
        Change::Opening(opening) => opening.clone_into(&mut piece.opening),
        Change::Marks(marks) => marks.clone_into(&mut piece.marks),
        Change::Gap(gap) => gap.clone_into(&mut piece.gap),
        Change::Core(core) => piece.core = core,
        Change::Cut(index) => {
            let letters = piece.core.chars().count();
            piece.core = piece.core.chars().take(1 + index.index(letters)).collect();
        }
        Change::Turn => {
            let lower = piece.core.starts_with(char::is_lowercase);
            piece.core = if lower { piece.core.to_uppercase() } else { piece.core.to_lowercase() };
        }
    }
    vec![piece]
}

fn text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for Piece { opening, core, marks, gap } in pieces {
        let _ = write!(text, "{opening}{core}{marks}{gap}");
    }
    text
}

/// The words of all German articles.
static ARTICLES: LazyLock<Vec<Piece>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/de");
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let articles = files.filter(|file| file.file_name() == "article.txt");
    articles.flat_map(|file| pieces(&fs::read_to_string(file.path()).unwrap())).collect()
});

fn pieces(article: &str) -> Vec<Piece> {
    let article = article.replace('»', "„").replace('«', "“");
    let mut pieces = Vec::new();
    for paragraph in article.split("\n\n") {
        pieces.extend(paragraph.split_whitespace().filter_map(piece));
        if let Some(last) = pieces.last_mut() {
            "\n\n".clone_into(&mut last.gap);
        }
    }
    pieces
}

/// A word of an article, unless something stands in it that the references do not know.
fn piece(word: &str) -> Option<Piece> {
    let rest = word.trim_start_matches(['„', '(']);
    let core = rest.trim_end_matches(['.', ',', '!', '?', '…', '“', ')']);
    let opening = &word[..word.len() - rest.len()];
    let marks = &rest[core.len()..];
    let [opening, core, marks] = [opening, core, marks].map(str::to_owned);
    is_plain(&core).then(|| Piece { opening, core, marks, gap: " ".to_owned() })
}

/// Whether `core` is a word or a number, perhaps a compound.
fn is_plain(core: &str) -> bool {
    let letters = |part: &str| {
        part.starts_with(char::is_alphabetic) && part.chars().all(char::is_alphanumeric)
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(core) || core.split('-').all(letters)
}
