//! German and English tokens, with byte offsets and kinds, in one pass without allocation.
//!
//! Use [`Tokenizer::german`] or [`Tokenizer::english`]; both are a [`Stage`](satz_core::Stage)
//! that writes [`Tokens`](satz_core::Tokens). Words of your own come in by
//! [`Tokenizer::with_abbreviation`], [`Tokenizer::with_exception`] or a TOML file
//! ([`TokenizerLexicon`]).
//!
//! # How it works
//! The scanner looks at one byte to see what may begin there, takes the longest run, and asks
//! further questions only at the few bytes where words connect or dots may belong to a word. Word
//! lists are asked at dots, hyphens and the like, never for plain words. Character classes come
//! from a generated table.

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
