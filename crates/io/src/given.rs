//! Documents whose tokens and sentences are given.

use satz_driver::{
    Document, InputError, Metadata, SentenceKind, Sentences, Span, Stage, TokenKind, Tokenizer,
    Tokens,
};

/// Builds a text from tokens, so that every token is found at its place.
pub(crate) struct GivenText {
    text: String,
    tokens: Tokens,
    sentences: Sentences,
    kinds: KindOfForm,
}

impl GivenText {
    pub(crate) fn new() -> Self {
        Self {
            text: String::new(),
            tokens: Tokens::default(),
            sentences: Sentences::default(),
            kinds: KindOfForm::new(),
        }
    }

    /// Appends `separator`, which is no token, and the token `form`.
    pub(crate) fn push(&mut self, separator: &str, form: &str) -> Result<(), InputError> {
        if form.trim().is_empty() {
            return Err(InputError::new("a token has no form"));
        }
        self.text.push_str(separator);
        let start = offset(self.text.len())?;
        self.text.push_str(form);
        let end = offset(self.text.len())?;
        self.tokens.push(Span::new(start, end), self.kinds.of(form));
        Ok(())
    }

    /// Ends the sentence of the last token; a sentence without tokens is none.
    pub(crate) fn end_sentence(&mut self, kind: SentenceKind) -> Result<(), InputError> {
        let end = offset(self.tokens.len())?;
        if self.sentences.ends().last().copied().unwrap_or(0) < end {
            self.sentences.push(end, kind);
        }
        Ok(())
    }

    /// What goes before the next token, when tokens and sentences are all that is known.
    pub(crate) fn separator(&self) -> &'static str {
        let sentences_end = self.sentences.ends().last().map_or(0, |&end| end as usize);
        match self.tokens.len() {
            0 => "",
            tokens if tokens == sentences_end => "\n",
            _ => " ",
        }
    }

    /// Makes this the content of `document`.
    pub(crate) fn load(self, id: String, document: &mut Document) -> Result<(), InputError> {
        document.reset(&self.text)?;
        let metadata = Metadata { id: Some(id), ..Metadata::default() };
        document.insert(metadata).map_err(InputError::new)?;
        document.insert(self.tokens).map_err(InputError::new)?;
        document.insert(self.sentences).map_err(InputError::new)
    }
}

/// Tells the kind of a token from its form, by the rules of the tokenizer.
pub(crate) struct KindOfForm {
    tokenizer: Tokenizer,
    tokens: Tokens,
}

impl KindOfForm {
    pub(crate) fn new() -> Self {
        Self { tokenizer: Tokenizer::german(), tokens: Tokens::default() }
    }

    pub(crate) fn of(&mut self, form: &str) -> TokenKind {
        satz_driver::Layer::clear(&mut self.tokens);
        match (self.tokenizer.annotate(form, (), &mut self.tokens), self.tokens.kinds()) {
            (Ok(()), [kind]) => *kind,
            _ if form.contains(char::is_alphanumeric) => TokenKind::Word,
            _ => TokenKind::Punctuation,
        }
    }
}

fn offset(length: usize) -> Result<u32, InputError> {
    u32::try_from(length).map_err(|_| InputError::new("the document has 4 GiB or more: split it"))
}
