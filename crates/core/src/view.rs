//! Tokens, sentences and entities as one reads them: with their text and their neighbours.

use std::borrow::Cow;

use crate::{
    Document, Entities, Entity, Form, MissingLayer, SentenceKind, Sentences, Span, Summary,
    TokenKind, Tokens,
};

impl Document {
    /// The tokens in order.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layer `tokens`.
    pub fn tokens(&self) -> Result<impl ExactSizeIterator<Item = TokenRef<'_>>, MissingLayer> {
        let tokens = self.layer::<Tokens>()?;
        Ok((0..tokens.len()).map(move |index| TokenRef { document: self, tokens, index }))
    }

    /// The sentences in order, headings among them.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layers `tokens` and `sentences`.
    pub fn sentences(
        &self,
    ) -> Result<impl ExactSizeIterator<Item = SentenceRef<'_>>, MissingLayer> {
        let (tokens, sentences) = (self.layer()?, self.layer::<Sentences>()?);
        let view = move |index| SentenceRef { document: self, tokens, sentences, index };
        Ok((0..sentences.len()).map(view))
    }

    /// The entities in order.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layer `entities`.
    pub fn entities(&self) -> Result<impl ExactSizeIterator<Item = EntityRef<'_>>, MissingLayer> {
        let entities = self.layer::<Entities>()?;
        Ok(entities.iter().map(move |entity| EntityRef { document: self, entities, entity }))
    }

    /// The sentences of the summary, in text order.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layers `tokens`, `sentences` and `summary`.
    pub fn summary(&self) -> Result<impl ExactSizeIterator<Item = SentenceRef<'_>>, MissingLayer> {
        let (tokens, sentences) = (self.layer()?, self.layer()?);
        let chosen = self.layer::<Summary>()?.sentences().iter();
        let view = move |&index: &u32| SentenceRef {
            document: self,
            tokens,
            sentences,
            index: index as usize,
        };
        Ok(chosen.map(view))
    }
}

/// A token of a document.
#[derive(Debug, Clone, Copy)]
pub struct TokenRef<'d> {
    document: &'d Document,
    tokens: &'d Tokens,
    index: usize,
}

impl<'d> TokenRef<'d> {
    /// Its form, as it stands in the text.
    pub fn text(self) -> &'d str {
        self.tokens.text(self.document.text(), self.index)
    }

    /// Its bytes.
    pub fn span(self) -> Span {
        self.tokens.spans()[self.index]
    }

    /// Its kind.
    pub fn kind(self) -> TokenKind {
        self.tokens.kinds()[self.index]
    }

    /// Its position among the tokens of the document, from 0.
    pub fn index(self) -> usize {
        self.index
    }
}

/// A sentence or heading of a document.
#[derive(Debug, Clone, Copy)]
pub struct SentenceRef<'d> {
    document: &'d Document,
    tokens: &'d Tokens,
    sentences: &'d Sentences,
    index: usize,
}

impl<'d> SentenceRef<'d> {
    /// Its text, from the first token to the last.
    pub fn text(self) -> &'d str {
        &self.document.text()[self.span().range()]
    }

    /// Its bytes, from the first token to the last.
    pub fn span(self) -> Span {
        self.sentences.span(self.index, self.tokens)
    }

    /// Whether it is running text or a heading.
    pub fn kind(self) -> SentenceKind {
        self.sentences.kinds()[self.index]
    }

    /// Its position among the sentences of the document, from 0.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its tokens.
    pub fn tokens(self) -> impl ExactSizeIterator<Item = TokenRef<'d>> {
        let Self { document, tokens, .. } = self;
        let range = self.sentences.token_range(self.index);
        range.map(move |index| TokenRef { document, tokens, index })
    }

    /// The entities that begin in it.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layer `entities`.
    pub fn entities(self) -> Result<impl Iterator<Item = EntityRef<'d>>, MissingLayer> {
        let span = self.span();
        let before = move |entity: &EntityRef<'_>| entity.span().start() < span.start();
        let within = move |entity: &EntityRef<'_>| entity.span().start() < span.end();
        Ok(self.document.entities()?.skip_while(before).take_while(within))
    }
}

/// A mention of a named entity in a document.
#[derive(Debug, Clone, Copy)]
pub struct EntityRef<'d> {
    document: &'d Document,
    entities: &'d Entities,
    entity: Entity,
}

impl<'d> EntityRef<'d> {
    /// The mention as it stands in the text.
    pub fn text(self) -> &'d str {
        &self.document.text()[self.entity.span.range()]
    }

    /// Its bytes.
    pub fn span(self) -> Span {
        self.entity.span
    }

    /// The name of its label.
    pub fn label(self) -> &'d str {
        self.entities.scheme().name(self.entity.label)
    }

    /// The name of its label, and the form behind it unless it is the name itself: `LOC`,
    /// `LOC derived`.
    pub fn label_and_form(self) -> Cow<'d, str> {
        match self.entity.form {
            Form::Name => self.label().into(),
            form => format!("{} {}", self.label(), form.name()).into(),
        }
    }

    /// Span, label id, form and score together.
    pub fn entity(self) -> Entity {
        self.entity
    }

    /// The sentence in which it begins; `None` if it begins between two tokens.
    ///
    /// # Errors
    /// [`MissingLayer`] without the layers `tokens` and `sentences`.
    pub fn sentence(self) -> Result<Option<SentenceRef<'d>>, MissingLayer> {
        let document = self.document;
        let (tokens, sentences) = (document.layer::<Tokens>()?, document.layer::<Sentences>()?);
        let token = tokens.overlapping(self.span()).next();
        let index = token.and_then(|token| sentences.containing(token));
        Ok(index.map(|index| SentenceRef { document, tokens, sentences, index }))
    }
}
