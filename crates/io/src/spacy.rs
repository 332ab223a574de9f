//! The JSON of spaCy: `Doc.to_json`, which `Doc.from_json` reads (spaCy 3.4 and later).

use std::borrow::Cow;
use std::collections::BTreeMap;

use satz_driver::{
    Document, Encode, Entities, Form, InputError, Mention, Metadata, OffsetMap, SentenceKind,
    Sentences, Span, StageError, Summary, TokenKind, Tokens,
};
use serde::{Deserialize, Serialize};

use crate::Loss;
use crate::given::KindOfForm;

/// Writes a document as one line of spaCy's JSON; offsets are code points.
///
/// In spaCy the tokens are the text: a gap that is more than one blank is a token of its own, and
/// the sentence before goes on over it. Entities of spaCy are whole tokens and do not overlap: of
/// nested ones the outermost is written, and one that begins or ends inside a token is widened. The
/// form of an entity is its `id`; headings and the summary are span groups. What else there is of a
/// summary, the scores of its sentences and what it leaves out of them, stands under the key
/// `satz_summary`, which spaCy passes over.
///
/// # Example
/// ```
/// use satz_driver::{Document, Encode, Tokenizer};
/// use satz_io::SpacyJson;
///
/// let mut document = Document::new("Guten Tag")?;
/// document.apply(&Tokenizer::german())?;
/// let mut out = Vec::new();
/// SpacyJson.encode(&document, &mut out)?;
/// assert!(out.starts_with(br#"{"text":"Guten Tag","ents":[],"sents":[],"tokens":[{"id":0,"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct SpacyJson;

#[derive(Serialize, Deserialize)]
struct Doc<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default)]
    ents: Vec<LabelledSpan>,
    #[serde(default)]
    sents: Vec<Stretch>,
    #[serde(default)]
    tokens: Vec<Word>,
    #[serde(default)]
    spans: Groups,
    /// Ours, like the kinds of words; spaCy reads no attributes of a document that were not declared
    /// before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    satz_summary: Option<SummaryDetails>,
}

/// From the code point `start` to the code point `end`.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Stretch {
    start: u32,
    end: u32,
}

#[derive(Serialize, Deserialize)]
struct LabelledSpan {
    start: u32,
    end: u32,
    label: String,
    #[serde(default)]
    kb_id: String,
    /// The form of an entity, where it is not the name itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    id: String,
}

#[derive(Serialize, Deserialize)]
struct Word {
    id: usize,
    start: u32,
    end: u32,
    /// Ours; spaCy passes over it. What is between our tokens has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<TokenKind>,
}

#[derive(Default, Serialize, Deserialize)]
struct Groups {
    #[serde(default)]
    headings: Vec<LabelledSpan>,
    #[serde(default)]
    summary: Vec<LabelledSpan>,
}

/// What a span group does not hold of a summary.
#[derive(Serialize, Deserialize)]
struct SummaryDetails {
    /// As many as there are spans in the group.
    scores: Vec<f32>,
    omitted: Vec<Stretch>,
}

impl SpacyJson {
    /// What of text, tokens, sentences, entities and summary is not read back.
    pub const LOSES: &[Loss] = &[Loss::Scores, Loss::Bounds];
}

impl Encode for SpacyJson {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let tokens = document.layer::<Tokens>()?;
        let points = OffsetMap::chars(document.text());
        let words = words(document.text(), tokens, &points);
        let doc = Doc {
            text: document.text().into(),
            ents: entities(document, tokens, &points),
            sents: sentences(document, &words, &points),
            tokens: words,
            spans: groups(document, &points),
            satz_summary: details(document, &points),
        };
        serde_json::to_writer(&mut *out, &doc).map_err(StageError::new)?;
        out.push(b'\n');
        Ok(())
    }
}

/// The tokens, and tokens of white space where a gap is more than the blank that spaCy keeps with
/// the token before.
fn words(text: &str, tokens: &Tokens, points: &OffsetMap<'_>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut push = |span: Span, kind| {
        let (start, end) = points.of(span);
        words.push(Word { id: words.len(), start, end, kind });
    };
    let end = Span::new(end_of(text), end_of(text));
    let spans = tokens.spans().iter().copied().zip(tokens.kinds().iter().copied().map(Some));
    let mut done = 0;
    for (span, kind) in spans.chain([(end, None)]) {
        let blank = done > 0 && text[done as usize..].starts_with(' ');
        let gap = done + u32::from(blank && done < span.start());
        if gap < span.start() {
            push(Span::new(gap, span.start()), None);
        }
        if kind.is_some() {
            push(span, kind);
        }
        done = span.end();
    }
    words
}

fn end_of(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Each sentence up to the next one, white space after it among its words, as in spaCy; what comes
/// before the first belongs to it.
fn sentences(document: &Document, words: &[Word], points: &OffsetMap<'_>) -> Vec<Stretch> {
    let sentences = document.sentences().into_iter().flatten();
    let mut starts: Vec<_> = sentences.map(|sentence| points.of(sentence.span()).0).collect();
    starts.iter_mut().take(1).for_each(|start| *start = 0);
    let nexts = starts.iter().copied().skip(1).chain([u32::MAX]);
    let stretch = |(&start, next)| {
        let after = words.partition_point(|word| word.start < next);
        Stretch { start, end: words[..after].last().map_or(start, |word| word.end) }
    };
    starts.iter().zip(nexts).map(stretch).collect()
}

/// The outermost entities, as whole tokens.
fn entities(document: &Document, tokens: &Tokens, points: &OffsetMap<'_>) -> Vec<LabelledSpan> {
    let (mut spans, mut free) = (Vec::new(), 0);
    for entity in document.entities().into_iter().flatten() {
        let range = tokens.overlapping(entity.span());
        if range.is_empty() || range.start < free {
            continue;
        }
        free = range.end;
        let widened = &tokens.spans()[range];
        let whole = Span::new(widened[0].start(), widened[widened.len() - 1].end());
        let id = match entity.entity().form {
            Form::Name => "",
            form => form.name(),
        };
        spans.push(labelled(points.of(whole), entity.label(), id));
    }
    spans
}

fn groups(document: &Document, points: &OffsetMap<'_>) -> Groups {
    let headings = document.sentences().into_iter().flatten();
    let headings = headings.filter(|sentence| sentence.kind() == SentenceKind::Heading);
    let summary = document.summary().into_iter().flatten();
    Groups {
        headings: headings.map(|it| labelled(points.of(it.span()), "heading", "")).collect(),
        summary: summary.map(|it| labelled(points.of(it.span()), "summary", "")).collect(),
    }
}

/// `None` for a document without a summary, which is another thing than an empty one.
fn details(document: &Document, points: &OffsetMap<'_>) -> Option<SummaryDetails> {
    let summary = document.layer::<Summary>().ok()?;
    let omitted = summary.omitted().iter().map(|span| points.of(*span));
    let omitted = omitted.map(|(start, end)| Stretch { start, end }).collect();
    Some(SummaryDetails { scores: summary.scores().to_vec(), omitted })
}

fn labelled((start, end): (u32, u32), label: &str, id: &str) -> LabelledSpan {
    LabelledSpan { start, end, label: label.to_owned(), kb_id: String::new(), id: id.to_owned() }
}

impl SpacyJson {
    /// Fills `document` from one document of spaCy's JSON; `id` becomes its id.
    ///
    /// Tokens that satz made of gaps are gaps again, and so are those of others that are white
    /// space. Without sentences there is no layer of them, and no summary; nor is there one where
    /// only a span group is called so, as it has no scores.
    ///
    /// # Errors
    /// [`InputError`] if it is not of that shape, or its spans do not fit its text.
    pub fn load(self, json: &str, id: &str, document: &mut Document) -> Result<(), InputError> {
        let doc: Doc<'_> = serde_json::from_str(json).map_err(InputError::new)?;
        let points = OffsetMap::chars(&doc.text);
        document.reset(&doc.text)?;
        insert(document, Metadata { id: Some(id.to_owned()), ..Metadata::default() })?;
        insert(document, doc.tokens(&points)?)?;
        insert(document, doc.entities(&points)?)?;
        if !doc.sents.is_empty() {
            let sentences = doc.sentences(document, &points)?;
            insert(document, sentences)?;
            if let Some(details) = &doc.satz_summary {
                let summary = doc.summary(details, document, &points)?;
                insert(document, summary)?;
            }
        }
        Ok(())
    }
}

fn insert<L: satz_driver::Layer>(document: &mut Document, layer: L) -> Result<(), InputError> {
    document.insert(layer).map_err(InputError::new)
}

impl LabelledSpan {
    fn mention(&self, points: &OffsetMap<'_>) -> Result<Mention<'_>, InputError> {
        let form = Form::ALL.into_iter().find(|form| form.name() == self.id);
        let span = points.span(self.start, self.end)?;
        Ok(Mention::new(span, &self.label, form.unwrap_or_default()))
    }
}

impl Doc<'_> {
    fn tokens(&self, points: &OffsetMap<'_>) -> Result<Tokens, InputError> {
        let (mut tokens, mut kinds) = (Tokens::default(), KindOfForm::new());
        let (mut done, is_ours) = (0, self.tokens.iter().any(|word| word.kind.is_some()));
        for word in &self.tokens {
            let span = points.span(word.start, word.end)?;
            let form = &self.text[span.range()];
            if word.kind.is_none() && (is_ours || form.trim().is_empty()) {
                continue;
            }
            if span.is_empty() {
                return Err(InputError::new(format!("token {} is empty", word.id)));
            }
            if span.start() < done {
                return Err(InputError::new(format!("token {} overlaps the one before", word.id)));
            }
            done = span.end();
            tokens.push(span, word.kind.unwrap_or_else(|| kinds.of(form)));
        }
        Ok(tokens)
    }

    fn entities(&self, points: &OffsetMap<'_>) -> Result<Entities, InputError> {
        let mentions = self.ents.iter().map(|span| span.mention(points));
        Entities::try_new(mentions.collect::<Result<Vec<_>, _>>()?).map_err(InputError::new)
    }

    /// A sentence reaches up to the next one; tokens before the first belong to it.
    fn sentences(
        &self,
        document: &Document,
        points: &OffsetMap<'_>,
    ) -> Result<Sentences, InputError> {
        let tokens = document.layer::<Tokens>().map_err(InputError::new)?;
        let mut sentences = Sentences::default();
        let mut begin = 0;
        for (index, sent) in self.sents.iter().enumerate() {
            let next = self.sents.get(index + 1).map_or(u32::MAX, |next| {
                points.span(next.start, next.end).map_or(u32::MAX, Span::start)
            });
            let end = tokens.spans().partition_point(|token| token.start() < next);
            if begin < end {
                let within = |span: &LabelledSpan| (sent.start..sent.end).contains(&span.start);
                let heading = self.spans.headings.iter().any(within);
                let kind = if heading { SentenceKind::Heading } else { SentenceKind::Sentence };
                sentences.push(u32::try_from(end).map_err(InputError::new)?, kind);
                begin = end;
            }
        }
        Ok(sentences)
    }

    fn summary(
        &self,
        details: &SummaryDetails,
        document: &Document,
        points: &OffsetMap<'_>,
    ) -> Result<Summary, InputError> {
        let (group, scores) = (&self.spans.summary, &details.scores);
        if group.len() != scores.len() {
            let (spans, scores) = (group.len(), scores.len());
            let reason = format!("the summary has {spans} spans and {scores} scores");
            return Err(InputError::new(reason));
        }
        let mut chosen = BTreeMap::new();
        for (span, score) in group.iter().zip(scores) {
            chosen.insert(points.span(span.start, span.end)?.start(), *score);
        }
        let mut summary = Summary::default();
        for sentence in document.sentences().map_err(InputError::new)? {
            if let Some(score) = chosen.get(&sentence.span().start()) {
                summary.push(u32::try_from(sentence.index()).map_err(InputError::new)?, *score);
            }
        }
        for span in &details.omitted {
            omit(points.span(span.start, span.end)?, &mut summary)?;
        }
        Ok(summary)
    }
}

fn omit(span: Span, summary: &mut Summary) -> Result<(), InputError> {
    let end = summary.omitted().last().map_or(0, |last| last.end());
    if span.is_empty() || span.start() < end {
        return Err(InputError::new("what the summary omits is empty or not in text order"));
    }
    summary.omit(span);
    Ok(())
}
