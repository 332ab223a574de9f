//! CoNLL-U out of documents.

use satz_driver::{Document, SentenceKind, Sentences, StageError, Tokens};

use super::spaces::escape;
use super::{ENTITIES, HEADING, KIND, LAYERS, TEXT};
use crate::flat::flat;
use crate::tags;

/// Makes the lines of a document.
pub(super) struct Writer<'d> {
    id: String,
    text: &'d str,
    tokens: &'d Tokens,
    sentences: &'d Sentences,
    /// Tag and score of each token.
    tags: Option<(Vec<String>, Vec<Option<f32>>)>,
}

impl<'d> Writer<'d> {
    /// Writes `document` under the name `id`.
    pub(super) fn new(document: &'d Document, id: &str) -> Result<Self, StageError> {
        let (tokens, sentences) = (document.layer()?, document.layer()?);
        let tags = document.layer().ok();
        let tags = tags.map(|it| (tags::tags(tokens, it), tags::scores(tokens, it)));
        Ok(Self { id: flat(id), text: document.text(), tokens, sentences, tags })
    }

    pub(super) fn document(&self) -> String {
        let entities = if self.tags.is_some() { [" ", ENTITIES] } else { ["", ""] }.concat();
        let layers = format!("# {LAYERS} = tokens sentences{entities}");
        let mut lines = format!("# newdoc id = {}\n{layers}\n", self.id);
        if self.tokens.is_empty() && !self.text.is_empty() {
            lines.extend(["# ", TEXT, " = ", &escape(self.text), "\n"]);
        }
        for index in 0..self.sentences.len() {
            self.sentence(index, &mut lines);
        }
        lines
    }

    fn sentence(&self, index: usize, lines: &mut String) {
        let tokens = self.sentences.token_range(index);
        let begins = tokens.start == 0;
        if begins || self.gap_before(tokens.start).matches('\n').count() > 1 {
            lines.push_str("# newpar\n");
        }
        if self.sentences.kinds()[index] == SentenceKind::Heading {
            lines.extend(["# ", KIND, " = ", HEADING, "\n"]);
        }
        let (mut text, mut words) = (String::new(), String::new());
        for (number, token) in (1_u32..).zip(tokens) {
            let form = flat(self.tokens.text(self.text, token));
            if number > 1 && !self.gap_before(token).is_empty() {
                text.push(' ');
            }
            text.push_str(&form);
            let misc = self.misc(token, &form);
            words.extend([
                &number.to_string(),
                "\t",
                &form,
                "\t_\t_\t_\t_\t_\t_\t_\t",
                &misc,
                "\n",
            ]);
        }
        lines.extend(["# sent_id = ", &self.id, "-", &(index + 1).to_string(), "\n"]);
        lines.extend(["# text = ", &text, "\n", &words, "\n"]);
    }

    /// The last column: keys by name.
    fn misc(&self, token: usize, form: &str) -> String {
        let tag = self.tag(token).unwrap_or_default();
        let (kind, span) = (self.tokens.kinds()[token].name(), self.tokens.spans()[token]);
        let spaces = self.spaces(token, form);
        format!("Kind={kind}{tag}{spaces}|TokenRange={}:{}", span.start(), span.end())
    }

    /// The tag of a token in an entity, and the score of the entity at its first.
    fn tag(&self, token: usize) -> Option<String> {
        let (tags, scores) = self.tags.as_ref()?;
        let tag = Some(&tags[token]).filter(|tag| *tag != "O")?;
        let score = scores[token].map(|score| format!("|NERScore={score}"));
        Some(format!("|NER={tag}{}", score.unwrap_or_default()))
    }

    /// What the columns do not say of the text around a token and in it.
    fn spaces(&self, token: usize, form: &str) -> String {
        let mut keys = match self.gap_before(token + 1) {
            "" => "|SpaceAfter=No".to_owned(),
            " " if token + 1 < self.tokens.len() => String::new(),
            gap => format!("|SpacesAfter={}", escape(gap)),
        };
        let before = self.gap_before(token);
        if token == 0 && !before.is_empty() {
            keys.extend(["|SpacesBefore=", &escape(before)]);
        }
        let whole = self.tokens.text(self.text, token);
        if whole != form {
            keys.extend(["|SpacesInToken=", &escape(whole)]);
        }
        keys
    }

    /// The text between a token and the one before it, from the start and to the end.
    fn gap_before(&self, token: usize) -> &'d str {
        let spans = self.tokens.spans();
        let start = token.checked_sub(1).map_or(0, |before| spans[before].range().end);
        let end = spans.get(token).map_or(self.text.len(), |span| span.range().start);
        &self.text[start..end]
    }
}
