//! A gazetteer on top of another stage.

use std::cmp::Reverse;
use std::sync::Arc;

use satz_core::{
    Entities, Entity, LabelScheme, Layer, Pool, Sentences, Span, Stage, StageError, Tokens,
};

use super::Gazetteer;

/// A stage that finds entities, with the names of a [`Gazetteer`] on top.
///
/// The list wins: an entity of the stage beneath that shares text with a listed name gives way to
/// it. One case is left to the stage: a listed name inside a longer entity, `Wien` inside `Bank
/// Austria Wien`, is not put in its place.
///
/// # Example
/// ```
/// use satz_entities::{EntityRecognizer, Gazetteer};
///
/// let products = Gazetteer::new([("Vierkanter", "PRODUCT", Some("p-17"))]);
/// let stage = products.over(EntityRecognizer::german());
/// assert_eq!(stage.gazetteer().id("Vierkanter"), Some("p-17"));
/// ```
#[derive(Debug)]
pub struct Overlay<S> {
    gazetteer: Arc<Gazetteer>,
    stage: S,
    scratch: Pool<Scratch>,
}

/// Memory of one thread.
#[derive(Debug, Default)]
struct Scratch {
    beneath: Entities,
    listed: Entities,
    merged: Vec<Entity>,
    /// The labels of both, and those beneath of which they were made.
    scheme: (LabelScheme, LabelScheme),
}

impl<S> Overlay<S> {
    /// Puts a gazetteer, which other stages may have too, on top of a stage.
    pub fn new(gazetteer: impl Into<Arc<Gazetteer>>, stage: S) -> Self {
        Self { gazetteer: gazetteer.into(), stage, scratch: Pool::default() }
    }

    /// The list on top.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The stage beneath.
    pub fn stage(&self) -> &S {
        &self.stage
    }
}

impl<S> Stage for Overlay<S>
where
    S: Stage<Reads = (Tokens, Sentences), Writes = Entities>,
{
    type Reads = (Tokens, Sentences);
    type Writes = Entities;

    fn name(&self) -> &str {
        self.stage.name()
    }

    fn annotate(
        &self,
        text: &str,
        (tokens, sentences): (&Tokens, &Sentences),
        entities: &mut Entities,
    ) -> Result<(), StageError> {
        let Scratch { beneath, listed, merged, scheme } = &mut *self.scratch.take();
        beneath.clear();
        self.stage.annotate(text, (tokens, sentences), beneath)?;
        self.gazetteer.annotate(text, (tokens, sentences), listed)?;
        if scheme.1 != *beneath.scheme() || scheme.0.is_empty() {
            *scheme = (union(beneath.scheme(), listed.scheme()), beneath.scheme().clone());
        }
        entities.reset(&scheme.0);
        merge(beneath, listed, merged, entities);
        Ok(())
    }
}

/// The labels of both schemes.
fn union(beneath: &LabelScheme, listed: &LabelScheme) -> LabelScheme {
    let names =
        |scheme: &LabelScheme| scheme.labels().map(|(_, name)| name.to_owned()).collect::<Vec<_>>();
    LabelScheme::new(names(beneath).into_iter().chain(names(listed)))
}

/// Writes what is listed and what of the entities beneath does not touch it.
fn merge(beneath: &Entities, listed: &Entities, merged: &mut Vec<Entity>, entities: &mut Entities) {
    let scheme = entities.scheme().clone();
    let outer = outermost(beneath);
    let is_inner =
        |name: Span| met(&outer, name).is_some_and(|outer| outer != name && outer.contains(name));
    merged.clear();
    merged.extend(in_scheme(listed, &scheme).filter(|entity| !is_inner(entity.span)));
    let taken: Vec<Span> = merged.iter().map(|entity| entity.span).collect();
    merged.extend(in_scheme(beneath, &scheme).filter(|entity| met(&taken, entity.span).is_none()));
    merged.sort_by_key(|entity| (entity.span.start(), Reverse(entity.span.end())));
    for entity in merged {
        entities.push(*entity);
    }
}

/// The entities of a layer with their labels in another scheme that has them all.
fn in_scheme<'a>(
    layer: &'a Entities,
    scheme: &'a LabelScheme,
) -> impl Iterator<Item = Entity> + 'a {
    layer.iter().filter_map(|entity| {
        let label = scheme.id(layer.scheme().name(entity.label))?;
        Some(Entity { label, ..entity })
    })
}

/// The spans of entities that lie in no other: ascending and disjoint.
fn outermost(entities: &Entities) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for entity in entities.iter() {
        if spans.last().is_none_or(|last| last.end() <= entity.span.start()) {
            spans.push(entity.span);
        }
    }
    spans
}

/// The first of these spans, ascending and disjoint, that shares a byte with `span`.
fn met(spans: &[Span], span: Span) -> Option<Span> {
    let index = spans.partition_point(|other| other.end() <= span.start());
    spans.get(index).copied().filter(|other| other.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, found};

    /// The lists of the two layers and what is expected of them together.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)], &'a [&'a str]);

    fn list(names: &[(&'static str, &'static str)]) -> Gazetteer {
        Gazetteer::new(names.iter().map(|(name, label)| (*name, *label, None)))
    }

    #[test]
    fn the_list_wins_unless_it_names_a_part() {
        let cases: [Case<'static>; 4] = [
            ("the same name", &[("Wien", "LOC")], &[("Wien", "CLUB")], &["CLUB Wien"]),
            ("a longer name", &[("Wien", "LOC")], &[("Rapid Wien", "ORG")], &["ORG Rapid Wien"]),
            (
                "a part of a name",
                &[("Rapid Wien", "ORG")],
                &[("Wien", "CITY")],
                &["ORG Rapid Wien"],
            ),
            (
                "names that cross",
                &[("SK Rapid", "ORG"), ("Graz", "LOC")],
                &[("Rapid Wien", "CLUB")],
                &["CLUB Rapid Wien", "LOC Graz"],
            ),
        ];
        for (name, beneath, listed, expected) in cases {
            let mut document = document("Der SK Rapid Wien in Graz |");
            document.apply(&list(listed).over(list(beneath))).unwrap();
            assert_eq!(found(&document), expected, "{name}");
        }
    }
}
