//! Annotated documents for people at a terminal.

use anstyle::{AnsiColor, Style};
use satz_driver::{
    Document, Encode, EntityRef, MissingLayer, SentenceKind, SentenceRef, Span, StageError, Summary,
};
use textwrap::WordSplitter;

use crate::visible;

/// Whether a terminal shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Labels and headings stand out by colour and weight.
    Ansi,
    /// Plain characters only.
    Plain,
}

/// Writes the text with entities marked in place and headings set off, then the summary.
///
/// Control characters and marks that change the reading direction are shown as escapes, so that
/// no text can command the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Readable {
    /// Whether there are colours.
    pub colour: Colour,
    /// Columns of the terminal.
    pub width: usize,
}

impl Encode for Readable {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let mut page = Page { style: *self, out: String::new() };
        page.title(document);
        page.body(document)?;
        if let Ok(summary) = document.layer() {
            page.summary(document, summary)?;
        }
        page.out.push('\n');
        out.extend_from_slice(page.out.as_bytes());
        Ok(())
    }
}

/// Between what stays on a line: the last word of a name, its label and its form. It is a blank when
/// the lines are made.
const GLUE: &str = "\u{a0}";

const RULE: &str = "─";
const BULLET: &str = "• ";

/// What items of lists begin with in articles.
const BULLETS: [char; 7] = ['•', '-', '–', '—', '*', '·', '▪'];

struct Page {
    style: Readable,
    out: String,
}

impl Page {
    fn title(&mut self, document: &Document) {
        let metadata = document.layer::<satz_driver::Metadata>().ok();
        let name =
            metadata.and_then(|metadata| metadata.title.as_deref().or(metadata.id.as_deref()));
        let name = visible(name.unwrap_or("document"));
        let rest = self.style.width.saturating_sub(textwrap::core::display_width(&name) + 4);
        let rule = format!("{RULE}{RULE} {name} {}\n\n", RULE.repeat(rest));
        self.out.push_str(&self.paint(Style::new().dimmed(), &rule));
    }

    fn body(&mut self, document: &Document) -> Result<(), MissingLayer> {
        let mut paragraph = String::new();
        let mut last: Option<SentenceRef<'_>> = None;
        for sentence in document.sentences()? {
            if last.is_some_and(|last| begins_paragraph(document.text(), last, sentence)) {
                self.paragraph(&std::mem::take(&mut paragraph));
            }
            let item = last.is_some_and(|last| begins_item(document.text(), last, sentence));
            if !paragraph.is_empty() {
                paragraph.push(if item { '\n' } else { ' ' });
            }
            paragraph.push_str(&self.sentence(document, sentence));
            last = Some(sentence);
        }
        self.paragraph(&paragraph);
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &str) {
        let lines = textwrap::fill(paragraph, self.wrap()).replace(GLUE, " ");
        self.out.extend([lines.as_str(), "\n\n"]);
    }

    /// The chosen sentences without what the summary omits: datelines, credits.
    fn summary(&mut self, document: &Document, summary: &Summary) -> Result<(), MissingLayer> {
        let heading = self.paint(Style::new().bold(), "Summary");
        self.out.extend([heading.as_str(), "\n"]);
        let options = self.wrap().subsequent_indent("  ");
        for sentence in document.summary()? {
            let parts = summary.printed(sentence.span()).map(|part| &document.text()[part.range()]);
            let printed: String = parts.collect();
            let words: Vec<_> = printed.split_whitespace().collect();
            let line = format!("{BULLET}{}", visible(&words.join(" ")));
            self.out.push_str(&textwrap::fill(&line, options.clone()));
            self.out.push('\n');
        }
        Ok(())
    }

    /// Lines break at blanks only: a hyphen belongs to its name.
    fn wrap(&self) -> textwrap::Options<'static> {
        textwrap::Options::new(self.style.width).word_splitter(WordSplitter::NoHyphenation)
    }

    /// The sentence on one line, its outermost entities marked.
    fn sentence(&self, document: &Document, sentence: SentenceRef<'_>) -> String {
        let base = match sentence.kind() {
            SentenceKind::Heading => Style::new().bold(),
            SentenceKind::Sentence => Style::new(),
        };
        let (mut line, mut done) = (String::new(), sentence.span().start());
        for entity in sentence.entities().into_iter().flatten() {
            if entity.span().start() < done {
                continue;
            }
            let before = Span::new(done, entity.span().start());
            line.push_str(&self.paint(base, &flat(document, before)));
            line.push_str(&self.entity(document, entity));
            done = entity.span().end();
        }
        let rest = Span::new(done, sentence.span().end().max(done));
        line.push_str(&self.paint(base, &flat(document, rest)));
        line
    }

    fn entity(&self, document: &Document, entity: EntityRef<'_>) -> String {
        let style = Style::new().bold().fg_color(Some(colour_of(entity.label()).into()));
        let name = self.paint(style, &flat(document, entity.span()));
        let note = visible(&entity.label_and_form()).replace(' ', GLUE);
        let note = self.paint(Style::new().dimmed(), &note);
        format!("[{name}{GLUE}{note}]")
    }

    fn paint(&self, style: Style, text: &str) -> String {
        match self.style.colour {
            Colour::Ansi if !text.trim().is_empty() => format!("{style}{text}{style:#}"),
            Colour::Ansi | Colour::Plain => text.to_owned(),
        }
    }
}

fn colour_of(label: &str) -> AnsiColor {
    match label {
        "PER" => AnsiColor::Magenta,
        "LOC" => AnsiColor::Green,
        "ORG" => AnsiColor::Blue,
        _ => AnsiColor::Yellow,
    }
}

/// Whether an empty line, or a heading's end, lies between two sentences.
fn begins_paragraph(text: &str, last: SentenceRef<'_>, next: SentenceRef<'_>) -> bool {
    let headings = [last.kind(), next.kind()].contains(&SentenceKind::Heading);
    headings || lines_between(text, last, next) > 1
}

/// Whether a sentence is an item of a list: on a line of its own, behind a bullet.
fn begins_item(text: &str, last: SentenceRef<'_>, next: SentenceRef<'_>) -> bool {
    let bullet = next.text().strip_prefix(BULLETS).is_some_and(|rest| rest.starts_with(' '));
    bullet && lines_between(text, last, next) > 0
}

fn lines_between(text: &str, last: SentenceRef<'_>, next: SentenceRef<'_>) -> usize {
    text[last.span().range().end..next.span().range().start].matches('\n').count()
}

/// A stretch of text on one line.
fn flat(document: &Document, span: Span) -> String {
    visible(&document.text()[span.range()].replace(['\n', '\r', '\t'], " "))
}

#[cfg(test)]
mod tests {
    use satz_driver::{Entities, Form, Mention, Pipeline, Preset, PresetStage};

    use super::*;

    #[test]
    fn a_label_stays_with_the_last_word_of_its_name() {
        let mut document = Document::new("Gestern reiste Kilian Vogel nach Wien.").unwrap();
        let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
        let pipeline: Pipeline = Preset { stages, ..Preset::default() }.pipeline().unwrap();
        pipeline.process(&mut document).unwrap();
        let mentions = [
            Mention::new(Span::new(15, 27), "PER", Form::Name),
            Mention::new(Span::new(33, 37), "LOC", Form::Derived),
        ];
        document.insert(Entities::try_new(mentions).unwrap()).unwrap();
        let mut out = Vec::new();
        Readable { colour: Colour::Plain, width: 27 }.encode(&document, &mut out).unwrap();
        let expected = "Gestern reiste [Kilian\nVogel PER] nach\n[Wien LOC derived].\n";
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains(expected), "{out}");
    }

    #[test]
    fn items_of_a_list_have_lines_of_their_own() {
        let stages = vec![PresetStage::Tokens, PresetStage::Sentences];
        let pipeline: Pipeline = Preset { stages, ..Preset::default() }.pipeline().unwrap();
        let cases = [
            ("Es schneit.\nEs taut.", "Es schneit. Es taut."),
            ("Die Folgen:\n- Es schneit.\n- Es taut.\n", "- Es schneit.\n- Es taut."),
            ("Es schneit.\n\n• Es taut.\n• Es regnet.", "schneit.\n\n• Es taut.\n• Es regnet."),
        ];
        for (text, expected) in cases {
            let mut document = Document::new(text).unwrap();
            pipeline.process(&mut document).unwrap();
            let mut out = Vec::new();
            Readable { colour: Colour::Plain, width: 80 }.encode(&document, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert!(out.contains(expected), "{text:?}: {out}");
        }
    }
}
