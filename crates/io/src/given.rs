//! Documents whose tokens and sentences are given, and perhaps their entities.

use satz_driver::{
    Document, Entities, InputError, Layer, Metadata, SentenceKind, Sentences, Span, Stage,
    TokenKind, Tokenizer, Tokens,
};

use crate::tags::TagReader;

/// What becomes of the entity tags that IOB2 and CoNLL-U bring along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GivenEntities {
    /// They are passed over: a pipeline is to find entities itself, in the given tokens.
    #[default]
    Ignored,
    /// They are the layer `entities`.
    Kept,
}

/// Builds a text from tokens, so that every token is found at its place.
pub(crate) struct GivenText {
    text: String,
    tokens: Tokens,
    sentences: Sentences,
    kinds: KindOfForm,
    tags: TagReader,
    /// Whether the entities of the document are known, though there may be none.
    has_entities: bool,
    entities: GivenEntities,
}

impl GivenText {
    pub(crate) fn new(entities: GivenEntities) -> Self {
        Self {
            text: String::new(),
            tokens: Tokens::default(),
            sentences: Sentences::default(),
            kinds: KindOfForm::new(),
            tags: TagReader::default(),
            has_entities: false,
            entities,
        }
    }

    /// Appends `separator`, which is no token, and the token `form`; without a kind its form tells.
    pub(crate) fn push(
        &mut self,
        separator: &str,
        form: &str,
        kind: Option<TokenKind>,
    ) -> Result<(), InputError> {
        if form.is_empty() {
            return Err(no_form());
        }
        self.text.push_str(separator);
        let start = offset(self.text.len())?;
        self.text.push_str(form);
        let span = Span::new(start, offset(self.text.len())?);
        self.tokens.push(span, kind.unwrap_or_else(|| self.kinds.of(form)));
        Ok(())
    }

    /// The last token has this entity tag.
    pub(crate) fn tag(&mut self, tag: &str) -> Result<(), InputError> {
        self.expect_entities();
        match (self.entities, self.tokens.spans().last()) {
            (GivenEntities::Kept, Some(&span)) => self.tags.push(tag, span),
            _ => Ok(()),
        }
    }

    /// The entity of the last token's tag has this score.
    pub(crate) fn score(&mut self, score: f32) {
        self.tags.score(score);
    }

    /// The entities of the document are known, though there may be none.
    pub(crate) fn expect_entities(&mut self) {
        self.has_entities = true;
    }

    /// Ends the sentence of the last token; a sentence without tokens is none.
    pub(crate) fn end_sentence(&mut self, kind: SentenceKind) -> Result<(), InputError> {
        let end = offset(self.tokens.len())?;
        if self.sentences.ends().last().copied().unwrap_or(0) < end {
            self.sentences.push(end, kind);
        }
        self.tags.end_sentence();
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

    /// Makes this the content of `document`; behind the last token comes `rest`.
    pub(crate) fn load(
        mut self,
        rest: &str,
        id: String,
        document: &mut Document,
    ) -> Result<(), InputError> {
        self.text.push_str(rest);
        document.reset(&self.text)?;
        insert(document, Metadata { id: Some(id), ..Metadata::default() })?;
        insert(document, self.tokens)?;
        insert(document, self.sentences)?;
        if self.has_entities && self.entities == GivenEntities::Kept {
            insert::<Entities>(document, self.tags.entities()?)?;
        }
        Ok(())
    }
}

/// The form of a token as it stands in its column, where white space alone is none.
pub(crate) fn form_in_column(form: &str) -> Result<&str, InputError> {
    if form.trim().is_empty() { Err(no_form()) } else { Ok(form) }
}

fn no_form() -> InputError {
    InputError::new("a token has no form")
}

/// Says in which line of a file the reading of it ended.
pub(crate) fn in_line(number: u64) -> impl FnOnce(InputError) -> InputError {
    move |error| InputError::new(format!("line {number}: {error}"))
}

fn insert<L: Layer>(document: &mut Document, layer: L) -> Result<(), InputError> {
    document.insert(layer).map_err(InputError::new)
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
        Layer::clear(&mut self.tokens);
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
