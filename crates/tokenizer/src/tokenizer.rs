//! The stage, and what can be changed about it.

use satz_core::{Stage, StageError, Tokens};

use crate::additions::{LexiconError, TokenizerLexicon};
use crate::conventions::{Conventions, Hyphens};
use crate::exceptions::Exceptions;
use crate::lexicon::KeepsDot;
use crate::scanner::Scanner;

/// Cuts a text into tokens: words, numbers, marks, addresses, with byte offsets and kinds.
///
/// One pass from left to right over the bytes of the text, in time linear in its length and
/// without allocation, once the layer is large enough. Tokens never cut a grapheme cluster. White
/// space and characters without a glyph (controls, zero-width and direction marks) lie in the
/// gaps, unless they stand inside a word; every other character is in exactly one token.
///
/// German follows the EmpiriST guidelines and GermEval: compounds with hyphens are one token, the
/// dots of ordinals and abbreviations belong to them. English follows the surface tokens of
/// Universal Dependencies: `don't` is one token, `full-time` is three.
///
/// # Example
/// ```
/// use satz_core::{Document, TokenKind, Tokens};
/// use satz_tokenizer::Tokenizer;
///
/// let mut document = Document::new("Am 24. Mai traf Dr. Huber den US-Präsidenten.")?;
/// document.apply(&Tokenizer::german())?;
/// let tokens = document.layer::<Tokens>()?;
/// let forms: Vec<_> = (0..tokens.len()).map(|i| tokens.text(document.text(), i)).collect();
/// assert_eq!(forms, ["Am", "24.", "Mai", "traf", "Dr.", "Huber", "den", "US-Präsidenten", "."]);
/// assert_eq!(tokens.kinds()[1], TokenKind::Ordinal);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tokenizer {
    conventions: Conventions,
    exceptions: Exceptions,
}

impl Tokenizer {
    /// For German text.
    pub fn german() -> Self {
        let exceptions = parse_exceptions(include_str!("../data/de/exceptions.txt"));
        Self { conventions: Conventions::german(), exceptions }
    }

    /// For English text.
    pub fn english() -> Self {
        let exceptions = parse_exceptions(include_str!("../data/en/exceptions.txt"));
        Self { conventions: Conventions::english(), exceptions }
    }

    /// Treats the hyphens inside words in another way.
    pub fn with_hyphens(mut self, hyphens: Hyphens) -> Self {
        self.conventions.hyphens = hyphens;
        self
    }

    /// Lets `abbreviation` keep its dot; it is given with or without that dot.
    ///
    /// ```
    /// use satz_core::{Document, Tokens};
    /// use satz_tokenizer::Tokenizer;
    ///
    /// let mut document = Document::new("Das Blg. liegt vor.")?;
    /// document.apply(&Tokenizer::german().with_abbreviation("Blg."))?;
    /// assert_eq!(document.layer::<Tokens>()?.text(document.text(), 1), "Blg.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_abbreviation(mut self, abbreviation: &str) -> Self {
        let word = abbreviation.strip_suffix('.').unwrap_or(abbreviation);
        self.conventions.abbreviations.insert(word, KeepsDot::Always);
        self
    }

    /// Lets `text` come apart into `pieces`, wherever it begins a token; one piece keeps it whole.
    ///
    /// # Errors
    /// [`LexiconError::Pieces`] if the pieces do not add up to `text`.
    pub fn with_exception(mut self, text: &str, pieces: &[&str]) -> Result<Self, LexiconError> {
        let pieces: Vec<_> = pieces.iter().map(ToString::to_string).collect();
        let added = self.exceptions.insert(text, &pieces);
        if added { Ok(self) } else { Err(LexiconError::Pieces(text.to_owned())) }
    }

    /// Adds a lexicon.
    ///
    /// # Example
    /// ```
    /// use satz_tokenizer::{Tokenizer, TokenizerLexicon};
    ///
    /// let lexicon = TokenizerLexicon::from_toml(r#"abbreviations = ["Blg."]"#)?;
    /// let tokenizer = Tokenizer::german().with_lexicon(&lexicon);
    /// # Ok::<(), satz_tokenizer::LexiconError>(())
    /// ```
    pub fn with_lexicon(mut self, lexicon: &TokenizerLexicon) -> Self {
        for (text, pieces) in &lexicon.exceptions {
            self.exceptions.insert(text, pieces);
        }
        let hyphens = lexicon.hyphens.unwrap_or(self.conventions.hyphens);
        let words = lexicon.abbreviations.iter();
        words.fold(self.with_hyphens(hyphens), |it, word| it.with_abbreviation(word))
    }
}

impl Stage for Tokenizer {
    type Reads = ();
    type Writes = Tokens;

    fn name(&self) -> &'static str {
        "tokenizer"
    }

    fn annotate(&self, text: &str, (): (), tokens: &mut Tokens) -> Result<(), StageError> {
        u32::try_from(text.len()).map_err(StageError::new)?;
        Scanner::new(text, &self.conventions, &self.exceptions, tokens).run();
        Ok(())
    }
}

/// Reads the built-in list: an exception a line, its pieces separated by blanks.
fn parse_exceptions(list: &str) -> Exceptions {
    let mut exceptions = Exceptions::default();
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let pieces: Vec<_> = line.split(' ').map(ToOwned::to_owned).collect();
        exceptions.insert(&pieces.concat(), &pieces);
    }
    exceptions
}
