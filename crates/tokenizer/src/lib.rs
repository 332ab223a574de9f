//! German and English tokens, with byte offsets and kinds, in one pass without allocation.
//!
//! Use [`Tokenizer::german`] or [`Tokenizer::english`]; both are a [`Stage`](satz_core::Stage)
//! that writes [`Tokens`](satz_core::Tokens). Words of your own come in by
//! [`Tokenizer::with_abbreviation`], [`Tokenizer::with_exception`] or a TOML file
//! ([`TokenizerLexicon`]).
//!
//! # How it works
//! Most of a text is words of Latin letters with white space around them. They are found sixty-four
//! bytes at a time, as in the first stage of simdjson (Langdale and Lemire 2019): a bit for each
//! letter, a bit for each blank, and a word is where letters begin and end. At the first other byte
//! the scanner looks at what may begin there, takes the longest run, and asks further questions only
//! where words connect or dots may belong to a word. Word lists are asked at dots, hyphens and the
//! like, never for plain words. Character classes come from a generated table.

mod additions;
#[doc(hidden)]
pub mod class;
mod conventions;
mod exceptions;
mod lexicon;
mod scanner;
mod tokenizer;

pub use additions::{LexiconError, TokenizerLexicon};
pub use conventions::Hyphens;
pub use tokenizer::Tokenizer;
