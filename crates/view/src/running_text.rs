//! The text of a document with everything marked in place.

use maud::{Markup, html};
use satz_driver::{Document, Entity, EntityRef};

use crate::article::Anchors;
use crate::names::tag;
use crate::palette::Palette;
use crate::passage::{Passage, Role, paragraphs};
use crate::piece::{Cutter, Mention, Piece};
use crate::reasons;
use crate::summary::Chosen;
use crate::visible::{Visible, plain};

/// Marks sentences, headings, mentions and the summary in a text.
///
/// All that is added to the text is in attributes, which the style sheet shows: the text of the
/// element is the text of the document, and what a reader copies is what was written.
pub(crate) struct RunningText<'d> {
    document: &'d Document,
    entities: Vec<EntityRef<'d>>,
    chosen: &'d Chosen<'d>,
    palette: &'d Palette,
    anchors: Anchors,
}

impl<'d> RunningText<'d> {
    pub(crate) fn new(
        document: &'d Document,
        chosen: &'d Chosen<'d>,
        palette: &'d Palette,
        anchors: Anchors,
    ) -> Self {
        let entities = document.entities().into_iter().flatten().collect();
        Self { document, entities, chosen, palette, anchors }
    }

    pub(crate) fn markup(&self) -> Markup {
        let mut cutter = Cutter::new(self.entities.iter().map(|entity| entity.entity()));
        html! {
            @for paragraph in paragraphs(self.document) {
                p { @for passage in &paragraph { (self.passage(passage, &mut cutter)) } }
            }
        }
    }

    fn passage(
        &self,
        Passage { range, role }: &Passage,
        cutter: &mut Cutter<impl Iterator<Item = Entity>>,
    ) -> Markup {
        let pieces = self.pieces(&cutter.cut(range.clone()));
        match *role {
            Role::Gap => html! { span.gap { (pieces) } },
            Role::Heading(index) => html! {
                span.sentence.heading role="heading" aria-level="3"
                    id=(self.anchors.sentence(index)) data-number=(index + 1) { (pieces) }
            },
            Role::Sentence(index) => match self.chosen.number(index) {
                None => html! {
                    span.sentence id=(self.anchors.sentence(index)) data-number=(index + 1) {
                        (pieces)
                    }
                },
                Some(number) => html! {
                    span.sentence.chosen id=(self.anchors.sentence(index))
                        data-number=(index + 1) {
                        (self.mark_of_summary(number, index)) (pieces)
                    }
                },
            },
        }
    }

    /// Links a sentence back to the summary, and says why it is there to who points at it.
    fn mark_of_summary(&self, number: usize, index: usize) -> Markup {
        let note = reasons::note(number, self.chosen.choice(index));
        html! {
            a.number href={ "#" (self.anchors.chosen(number)) } data-number=(number)
                data-note=(note) aria-label=(note) {}
        }
    }

    fn pieces(&self, pieces: &[Piece]) -> Markup {
        html! {
            @for piece in pieces {
                @match piece {
                    Piece::Text(range) => (Visible(&self.document.text()[range.clone()])),
                    Piece::Mention(mention) => (self.mention(mention)),
                }
            }
        }
    }

    fn mention(&self, mention: &Mention) -> Markup {
        let entity = self.entities[mention.index];
        let form = format!("{:?}", entity.entity().form).to_lowercase();
        let id = mention.begins.then(|| self.anchors.mention(mention.index));
        let tag = mention.ends.then(|| plain(&tag(entity)));
        html! {
            mark class={ "entity " (form) " " (self.palette.class(entity.label())) }
                id=[id] data-tag=[tag] title=[certainty(entity)] { (self.pieces(&mention.pieces)) }
        }
    }
}

fn certainty(entity: EntityRef<'_>) -> Option<String> {
    entity.entity().score.map(|score| format!("certainty {:.0} %", 100.0 * score))
}
