//! Tokenizers and sentence splitters.
//!
//! Rivals get the paragraphs of a document one by one, so that headings cost them nothing; satz gets whole
//! documents.

use std::cell::RefCell;

use anyhow::{Result, bail};
use charabia::Segment;
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};
use satz_driver::{Document, Language, Preset, PresetLanguage, PresetStage, Sentences, Tokens};
use serde::{Deserialize, Serialize};
use tokenizers::pre_tokenizers::{bert::BertPreTokenizer, whitespace::Whitespace};
use tokenizers::{OffsetReferential, OffsetType, PreTokenizedString, PreTokenizer};
use unicode_segmentation::UnicodeSegmentation;

/// Start and end.
type Span = (usize, usize);

#[derive(Deserialize)]
#[serde(from = "TextInChars")]
pub struct Text {
    pub text: String,
    /// In bytes.
    paragraphs: Vec<Span>,
}

/// A text as the race writes it.
#[derive(Deserialize)]
struct TextInChars {
    text: String,
    paragraphs: Vec<Span>,
}

impl From<TextInChars> for Text {
    fn from(TextInChars { text, paragraphs }: TextInChars) -> Self {
        let offsets = text.char_indices().map(|(offset, _)| offset).chain([text.len()]);
        let offsets: Vec<usize> = offsets.collect();
        let in_bytes = |&(start, end): &Span| (offsets[start], offsets[end]);
        Self { paragraphs: paragraphs.iter().map(in_bytes).collect(), text }
    }
}

/// What a tool found, in bytes or code points; `None` where it does not look for it.
#[derive(Serialize, Default)]
pub struct Found {
    tokens: Option<Vec<Span>>,
    sentences: Option<Vec<Span>>,
}

impl Found {
    /// The same in code points.
    pub fn in_chars(&self, text: &str) -> Self {
        let mut chars = vec![0; text.len() + 1];
        for (count, (offset, _)) in text.char_indices().enumerate() {
            chars[offset] = count;
        }
        chars[text.len()] = text.chars().count();
        let in_chars = |&(start, end): &Span| (chars[start], chars[end]);
        let convert = |spans: &Vec<Span>| spans.iter().map(in_chars).collect();
        Self {
            tokens: self.tokens.as_ref().map(convert),
            sentences: self.sentences.as_ref().map(convert),
        }
    }
}

type Segmenter = Box<dyn Fn(&Text) -> Result<Found>>;

/// What `tool` does with a text.
pub fn segmenter(tool: &str, language: Language) -> Result<Segmenter> {
    match tool {
        "satz" => satz(language),
        "unicode-segmentation" => Ok(by_paragraph(|text| Found {
            tokens: Some(not_blank(text.split_word_bound_indices())),
            sentences: Some(not_blank(text.split_sentence_bound_indices())),
        })),
        "icu_segmenter (ICU4X)" => Ok(icu()),
        "charabia" => Ok(by_paragraph(|text| tokens_only(charabia(text)))),
        "tokenizers, BERT pre-tokenizer" => {
            Ok(by_paragraph(|text| tokens_only(pre_tokens(&BertPreTokenizer, text))))
        }
        "tokenizers, Whitespace pre-tokenizer" => {
            let whitespace = Whitespace {};
            Ok(by_paragraph(move |text| tokens_only(pre_tokens(&whitespace, text))))
        }
        _ => bail!("no segmenter is called {tool}"),
    }
}

fn satz(language: Language) -> Result<Segmenter> {
    let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
    let language = PresetLanguage::Only(language);
    let pipeline = Preset { language, stages, ..Preset::default() }.pipeline()?;
    let document = RefCell::new(Document::default());
    Ok(Box::new(move |text| {
        let mut document = document.borrow_mut();
        document.reset(&text.text)?;
        pipeline.process(&mut document)?;
        let (tokens, sentences) = (document.layer::<Tokens>()?, document.layer::<Sentences>()?);
        let edges = |span: satz_driver::Span| (span.range().start, span.range().end);
        Ok(Found {
            tokens: Some(tokens.spans().iter().copied().map(edges).collect()),
            sentences: Some(
                (0..sentences.len()).map(|index| edges(sentences.span(index, tokens))).collect(),
            ),
        })
    }))
}

/// Runs `segment` on each paragraph and puts the spans into the places of the whole.
fn by_paragraph(segment: impl Fn(&str) -> Found + 'static) -> Segmenter {
    Box::new(move |Text { text, paragraphs }| {
        let mut found = Found::default();
        for &(start, end) in paragraphs {
            let part = segment(&text[start..end]);
            append(&mut found.tokens, part.tokens, start);
            append(&mut found.sentences, part.sentences, start);
        }
        Ok(found)
    })
}

/// Puts the spans of a paragraph that begins at `start` behind those before it.
fn append(all: &mut Option<Vec<Span>>, part: Option<Vec<Span>>, start: usize) {
    if let Some(part) = part {
        let moved = part.into_iter().map(|(from, to)| (from + start, to + start));
        all.get_or_insert_default().extend(moved);
    }
}

fn tokens_only(tokens: Vec<Span>) -> Found {
    Found { tokens: Some(tokens), sentences: None }
}

/// The spans of pieces that are not white space.
fn not_blank<'a>(pieces: impl Iterator<Item = (usize, &'a str)>) -> Vec<Span> {
    let pieces = pieces.filter(|(_, piece)| !piece.trim().is_empty());
    pieces.map(|(start, piece)| (start, start + piece.trim_end().len())).collect()
}

fn icu() -> Segmenter {
    let words = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let sentences = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    by_paragraph(move |text| Found {
        tokens: Some(between(text, words.segment_str(text))),
        sentences: Some(between(text, sentences.segment_str(text))),
    })
}

/// The pieces between `breaks`.
fn between(text: &str, breaks: impl Iterator<Item = usize>) -> Vec<Span> {
    let mut last = 0;
    let pieces = breaks.map(|end| {
        let start = std::mem::replace(&mut last, end);
        (start, &text[start..end])
    });
    not_blank(pieces)
}

fn charabia(text: &str) -> Vec<Span> {
    let mut end = 0;
    let pieces = text.segment_str().map(|piece| {
        let start = end;
        end += piece.len();
        (start, piece)
    });
    not_blank(pieces)
}

fn pre_tokens(pre_tokenizer: &impl PreTokenizer, text: &str) -> Vec<Span> {
    let mut pieces = PreTokenizedString::from(text);
    pre_tokenizer.pre_tokenize(&mut pieces).expect("these pre-tokenizers take any text");
    let splits = pieces.get_splits(OffsetReferential::Original, OffsetType::Byte);
    splits.into_iter().map(|(_, span, _)| span).collect()
}
