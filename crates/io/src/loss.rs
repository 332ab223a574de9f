//! What formats have no place for.

use std::fmt;

use satz_driver::{
    Document, EntityRef, Metadata, SentenceKind, Sentences, Span, Summary, TokenRef, Tokens,
};

use crate::file_name::{file_name, id_of};
use crate::flat::flat;
use crate::given::KindOfForm;
use crate::{brat, iob2, tags};

/// Something that a document may have and a format does not keep.
///
/// Each format has a list of them, such as [`Iob2::LOSES`](crate::Iob2::LOSES): a document of which
/// none applies is read back as it was, as far as its layers have a place in the format at all.
///
/// # Example
/// ```
/// use satz_driver::{Document, Entities, Form, Mention, Span};
/// use satz_io::Loss;
///
/// let mut document = Document::new("Wien")?;
/// let mention = Mention::new(Span::new(0, 4), "LOC", Form::Name);
/// document.insert(Entities::try_new([Mention { score: Some(0.9), ..mention }])?)?;
/// assert!(Loss::Scores.applies_to(&document));
/// assert_eq!(Loss::Scores.to_string(), "the scores of entities");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Text between tokens that is not a blank, or the end of a line behind a sentence.
    Gaps,
    /// Kinds of tokens that are not those of their form.
    Kinds,
    /// Headings are sentences like others.
    Headings,
    /// Scores of entities.
    Scores,
    /// Entities inside others, and bounds of entities inside tokens or in two sentences.
    Bounds,
    /// Letters of labels that end a tag, and labels that are another with a form.
    TaggedLabels,
    /// Letters of labels that types of brat do not have.
    TypedLabels,
    /// Title, date, language and source.
    Metadata,
    /// Ids that are not on one line, or too long for the name of a file.
    Id,
    /// What a summary leaves out of its sentences.
    Omitted,
}

impl Loss {
    /// Whether `document` has such a thing.
    pub fn applies_to(self, document: &Document) -> bool {
        match self {
            Self::Gaps => has_gaps(document),
            Self::Kinds => has_kinds(document),
            Self::Headings => has_headings(document),
            Self::Scores => entities(document).any(|entity| entity.entity().score.is_some()),
            Self::Bounds => has_bounds(document),
            Self::TaggedLabels => {
                entities(document).any(|it| !tags::tell(it.label(), it.entity().form))
            }
            Self::TypedLabels => {
                entities(document).any(|it| brat::type_of(it.label()) != it.label())
            }
            Self::Metadata => has_metadata(document),
            Self::Id => has_long_id(document),
            Self::Omitted => {
                document.layer::<Summary>().is_ok_and(|summary| !summary.omitted().is_empty())
            }
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gaps => "the white space between tokens",
            Self::Kinds => "kinds of tokens that their forms do not show",
            Self::Headings => "the marks of headings",
            Self::Scores => "the scores of entities",
            Self::Bounds => "entities inside others, and bounds of entities inside tokens",
            Self::TaggedLabels | Self::TypedLabels => "labels in all their letters",
            Self::Metadata => "title, date, language and source",
            Self::Id => "ids that are long or not plain",
            Self::Omitted => "what summaries leave out of their sentences",
        })
    }
}

fn tokens(document: &Document) -> impl Iterator<Item = TokenRef<'_>> {
    document.tokens().into_iter().flatten()
}

fn entities(document: &Document) -> impl Iterator<Item = EntityRef<'_>> {
    document.entities().into_iter().flatten()
}

/// Whether the text is another than that of its tokens with what IOB2 puts between them.
fn has_gaps(document: &Document) -> bool {
    let (text, mut end) = (document.text(), 0);
    for sentence in document.sentences().into_iter().flatten() {
        let mut separator = if end == 0 { "" } else { "\n" };
        for token in sentence.tokens() {
            let range = token.span().range();
            if text[end..range.start] != *separator || !iob2::holds(token.text()) {
                return true;
            }
            (separator, end) = (" ", range.end);
        }
    }
    end != text.len()
}

fn has_kinds(document: &Document) -> bool {
    let mut kinds = KindOfForm::new();
    tokens(document).any(|token| token.kind() != kinds.of(token.text()))
}

fn has_headings(document: &Document) -> bool {
    let sentences = document.layer::<Sentences>().map(Sentences::kinds).unwrap_or_default();
    sentences.contains(&SentenceKind::Heading)
}

/// Whether an entity is inside another, or is not all of some tokens of one sentence.
fn has_bounds(document: &Document) -> bool {
    let (Ok(tokens), Ok(sentences)) = (document.layer::<Tokens>(), document.layer::<Sentences>())
    else {
        return false;
    };
    let mut free = 0;
    entities(document).any(|entity| {
        let range = tokens.overlapping(entity.span());
        let is_inside = range.start < free;
        free = free.max(range.end);
        is_inside
            || !is_whole(entity.span(), &tokens.spans()[range.clone()])
            || sentences.containing(range.start) != sentences.containing(range.end - 1)
    })
}

fn is_whole(entity: Span, tokens: &[Span]) -> bool {
    let (first, last) = (tokens.first(), tokens.last());
    first.is_some_and(|first| first.start() == entity.start())
        && last.is_some_and(|last| last.end() == entity.end())
}

fn has_metadata(document: &Document) -> bool {
    let Ok(metadata) = document.layer::<Metadata>() else { return false };
    let Metadata { id: _, title, date, language, source } = metadata;
    [title, date, language, source].into_iter().any(Option::is_some)
}

fn has_long_id(document: &Document) -> bool {
    let metadata = document.layer::<Metadata>().ok();
    let id = metadata.and_then(|metadata| metadata.id.as_deref()).unwrap_or("document");
    flat(id) != id || id.trim() != id || id_of(&file_name(0, id)).as_deref() != Some(id)
}
