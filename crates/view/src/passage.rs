//! A text cut into sentences, headings and the gaps between them.

use std::ops::Range;

use satz_driver::{Document, SentenceKind, SentenceRef};

/// A stretch of a text; the passages of a document are its text, without gap or overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) range: Range<usize>,
    pub(crate) role: Role,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// White space between sentences, or a text that has none.
    Gap,
    /// A sentence with its index.
    Sentence(usize),
    /// A heading with its index among the sentences.
    Heading(usize),
}

/// The paragraphs of a document: a heading is one, an empty line begins one.
///
/// The gap before a paragraph belongs to the one before.
pub(crate) fn paragraphs(document: &Document) -> Vec<Vec<Passage>> {
    let mut paragraphs: Vec<Vec<Passage>> = vec![Vec::new()];
    let (mut done, mut last) = (0, None);
    for sentence in document.sentences().into_iter().flatten() {
        let passage = Passage { range: sentence.span().range(), role: role(sentence) };
        let gap = done..passage.range.start;
        let breaks = begins_paragraph(&document.text()[gap.clone()], last, passage.role);
        (done, last) = (passage.range.end, Some(passage.role));
        push(&mut paragraphs, Passage { range: gap, role: Role::Gap });
        if breaks {
            paragraphs.push(Vec::new());
        }
        push(&mut paragraphs, passage);
    }
    push(&mut paragraphs, Passage { range: done..document.text().len(), role: Role::Gap });
    paragraphs
}

fn push(paragraphs: &mut [Vec<Passage>], passage: Passage) {
    if let Some(paragraph) = paragraphs.last_mut().filter(|_| !passage.range.is_empty()) {
        paragraph.push(passage);
    }
}

fn role(sentence: SentenceRef<'_>) -> Role {
    match sentence.kind() {
        SentenceKind::Sentence => Role::Sentence(sentence.index()),
        SentenceKind::Heading => Role::Heading(sentence.index()),
    }
}

fn begins_paragraph(gap: &str, last: Option<Role>, next: Role) -> bool {
    let is_heading = |role| matches!(role, Role::Heading(_));
    let beside_heading = is_heading(next) || last.is_some_and(is_heading);
    last.is_some() && (beside_heading || gap.matches('\n').count() > 1)
}

#[cfg(test)]
mod tests {
    use satz_driver::{SentenceSplitter, Tokenizer};

    use super::*;

    #[test]
    fn paragraphs_are_the_text() {
        let text = "\nSchnee in Tirol\n\nEs schneit. Viel.\nSehr.\n\nMorgen taut es. ";
        let mut document = Document::new(text).unwrap();
        document.apply(&Tokenizer::german()).unwrap();
        document.apply(&SentenceSplitter::german()).unwrap();
        let paragraphs = paragraphs(&document);
        let texts: Vec<String> = paragraphs
            .iter()
            .map(|passages| passages.iter().map(|passage| &text[passage.range.clone()]).collect())
            .collect();
        let expected =
            ["\nSchnee in Tirol\n\n", "Es schneit. Viel.\nSehr.\n\n", "Morgen taut es. "];
        assert_eq!(texts, expected);
        assert_eq!(paragraphs[0][1].role, Role::Heading(0));
    }

    #[test]
    fn without_sentences_the_text_is_one_gap() {
        let document = Document::new("Es schneit.\n\nViel.").unwrap();
        assert_eq!(paragraphs(&document), [[Passage { range: 0..18, role: Role::Gap }]]);
    }
}
