//! The layer `entities`.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize, Serializer};

use crate::layers::form::Form;
use crate::layers::labels::{LabelId, LabelScheme};
use crate::{Document, InvalidLayer, Layer, Span};

/// One mention of a named entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entity {
    /// Its bytes in the text; they may lie inside a token.
    pub span: Span,
    /// What it is, in the layer's [`LabelScheme`].
    pub label: LabelId,
    /// How it carries the name.
    pub form: Form,
    /// Confidence from 0 to 1, if the stage gives one.
    pub score: Option<f32>,
}

/// One mention whose label has its name, for layers that are made from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention<'a> {
    /// Its bytes in the text.
    pub span: Span,
    /// The name of its label.
    pub label: &'a str,
    /// How it carries the name.
    pub form: Form,
    /// Confidence from 0 to 1, if it is known.
    pub score: Option<f32>,
}

impl<'a> Mention<'a> {
    /// A mention without a score.
    pub fn new(span: Span, label: &'a str, form: Form) -> Self {
        Self { span, label, form, score: None }
    }
}

/// The named entities of a text.
///
/// Sorted by start, and the longest first where two start together. A mention may lie inside
/// another, but two never cross and no two have the same span.
///
/// # Example
/// ```
/// use satz_core::{Entities, Entity, Form, LabelScheme, Span};
///
/// let scheme = LabelScheme::new(["PER", "LOC"]);
/// let mut entities = Entities::default();
/// entities.reset(&scheme);
/// let label = scheme.id("LOC").unwrap();
/// entities.push(Entity { span: Span::new(0, 13), label, form: Form::Part, score: None });
/// entities.push(Entity { span: Span::new(0, 7), label, form: Form::Name, score: Some(0.9) });
/// assert_eq!(entities.iter().count(), 2); // "Ukraine" within "Ukraine-Krieg"
/// ```
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "OwnedColumns")]
pub struct Entities {
    scheme: LabelScheme,
    /// Sorted and nested as the type promises; every label is one of `scheme`.
    mentions: Vec<Entity>,
    /// The last mention and those around it, outermost first.
    open: Vec<Span>,
}

impl Entities {
    /// The layer of these mentions, which come in any order; its labels are theirs.
    ///
    /// # Errors
    /// [`InvalidLayer`] if one is empty, two cross or have the same span, or there are more labels
    /// than a scheme holds.
    ///
    /// # Example
    /// ```
    /// use satz_core::{Entities, Form, Mention, Span};
    ///
    /// let entities = Entities::try_new([
    ///     Mention::new(Span::new(0, 7), "LOC", Form::Name),
    ///     Mention::new(Span::new(0, 13), "MISC", Form::Part),
    /// ])?;
    /// assert_eq!(entities.at(0).map(|outer| outer.span), Some(Span::new(0, 13)));
    /// assert!(Entities::try_new([Mention::new(Span::new(2, 2), "LOC", Form::Name)]).is_err());
    /// # Ok::<(), satz_core::InvalidLayer>(())
    /// ```
    pub fn try_new<'a>(
        mentions: impl IntoIterator<Item = Mention<'a>>,
    ) -> Result<Self, InvalidLayer> {
        let mut mentions: Vec<_> = mentions.into_iter().collect();
        mentions.sort_by_key(|mention| order(mention.span));
        Self::in_order(&mentions)
    }

    fn in_order(mentions: &[Mention<'_>]) -> Result<Self, InvalidLayer> {
        let invalid = |reason: String| InvalidLayer::new(Self::NAME, reason);
        let (scheme, labels) = LabelScheme::index(mentions.iter().map(|mention| mention.label))
            .ok_or_else(|| invalid("there are too many labels".to_owned()))?;
        let mut entities = Self { scheme, ..Self::default() };
        for (&Mention { span, form, score, .. }, label) in mentions.iter().zip(labels) {
            entities.admit(span).map_err(invalid)?;
            entities.mentions.push(Entity { span, label, form, score });
        }
        Ok(entities)
    }

    /// Empties the layer and takes the labels of `scheme` for what is pushed next.
    pub fn reset(&mut self, scheme: &LabelScheme) {
        self.clear();
        self.scheme.clone_from(scheme);
    }

    /// The labels in use.
    pub fn scheme(&self) -> &LabelScheme {
        &self.scheme
    }

    /// Appends a mention.
    ///
    /// # Panics
    /// If it is empty, does not come after the last one in the layer's order, crosses an earlier
    /// one, or has a label that is not in the scheme.
    pub fn push(&mut self, entity: Entity) {
        assert!(entity.label.index() < self.scheme.len(), "the label is not in the scheme");
        if let Err(reason) = self.admit(entity.span) {
            panic!("{reason}");
        }
        self.mentions.push(entity);
    }

    /// Number of mentions.
    pub fn len(&self) -> usize {
        self.mentions.len()
    }

    /// Whether there is no mention.
    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty()
    }

    /// The mention at `index`, if there is one.
    pub fn at(&self, index: usize) -> Option<Entity> {
        self.mentions.get(index).copied()
    }

    /// All mentions in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Entity> + '_ {
        self.mentions.iter().copied()
    }

    /// Takes `span` as the last mention's, or says why it cannot be.
    fn admit(&mut self, span: Span) -> Result<(), String> {
        if span.is_empty() {
            return Err(format!("mention {span:?} is empty"));
        }
        if let Some(last) = self.open.last().filter(|last| order(span) <= order(**last)) {
            return Err(format!("mention {span:?} does not come after {last:?}"));
        }
        self.open.retain(|open| span.start() < open.end());
        if let Some(crossed) = self.open.last().filter(|open| open.end() < span.end()) {
            return Err(format!("mention {span:?} crosses {crossed:?}"));
        }
        self.open.push(span);
        Ok(())
    }

    fn columns(&self) -> Columns<Vec<&str>> {
        let scored = self.iter().any(|entity| entity.score.is_some());
        Columns {
            spans: self.iter().map(|entity| entity.span).collect(),
            labels: self.iter().map(|entity| self.scheme.name(entity.label)).collect(),
            forms: self.iter().map(|entity| entity.form).collect(),
            scores: self.iter().filter(|_| scored).map(|entity| entity.score).collect(),
        }
    }
}

/// The order of the layer: the longest first where two start together.
fn order(span: Span) -> (u32, Reverse<u32>) {
    (span.start(), Reverse(span.end()))
}

impl Layer for Entities {
    const NAME: &'static str = "entities";

    fn clear(&mut self) {
        self.mentions.clear();
        self.open.clear();
    }

    fn validate(&self, document: &Document) -> Result<(), InvalidLayer> {
        let outcome =
            self.mentions.iter().try_for_each(|entity| entity.span.check(document.text()));
        outcome.map_err(|error| InvalidLayer::new(Self::NAME, error.to_string()))
    }
}

/// Equal mentions, labels compared by name.
impl PartialEq for Entities {
    fn eq(&self, other: &Self) -> bool {
        self.columns() == other.columns()
    }
}

impl Serialize for Entities {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.columns().serialize(serializer)
    }
}

/// The wire form: columns of equal length, labels by name.
#[derive(PartialEq, Serialize, Deserialize)]
struct Columns<L> {
    spans: Vec<Span>,
    labels: L,
    forms: Vec<Form>,
    /// Empty if no mention has a score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    scores: Vec<Option<f32>>,
}

type OwnedColumns = Columns<Vec<String>>;

impl TryFrom<OwnedColumns> for Entities {
    type Error = InvalidLayer;

    fn try_from(columns: OwnedColumns) -> Result<Self, InvalidLayer> {
        let invalid = |reason: String| InvalidLayer::new(Self::NAME, reason);
        columns.check_lengths().map_err(invalid)?;
        let mention = |(index, &span): (usize, &Span)| Mention {
            span,
            label: columns.labels[index].as_str(),
            form: columns.forms[index],
            score: columns.scores.get(index).copied().flatten(),
        };
        let mentions: Vec<_> = columns.spans.iter().enumerate().map(mention).collect();
        Self::in_order(&mentions)
    }
}

impl OwnedColumns {
    fn check_lengths(&self) -> Result<(), String> {
        let (spans, labels, forms) = (self.spans.len(), self.labels.len(), self.forms.len());
        let scores = self.scores.len();
        if labels != spans || forms != spans || !(scores == spans || scores == 0) {
            return Err(format!(
                "{spans} spans, {labels} labels, {forms} forms and {scores} scores do not match"
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(spans: &str) -> Result<Entities, serde_json::Error> {
        let count = spans.matches("],[").count() + 1;
        let column = |value: &str| vec![value; count].join(",");
        let json = format!(
            r#"{{"spans":[{spans}],"labels":[{}],"forms":[{}]}}"#,
            column(r#""LOC""#),
            column(r#""name""#)
        );
        serde_json::from_str(&json)
    }

    #[test]
    fn mentions_nest_and_never_cross() {
        let cases = [
            ("side by side", "[0,2],[2,4]", None),
            ("inner at the start", "[0,9],[0,3]", None),
            ("inner at the end", "[0,9],[5,9]", None),
            ("two inner ones", "[0,9],[0,3],[4,6]", None),
            ("an empty one", "[3,3]", Some("3..3 is empty")),
            ("the same twice", "[0,3],[0,3]", Some("does not come after")),
            ("inner before outer", "[0,3],[0,9]", Some("does not come after")),
            ("out of order", "[4,6],[0,3]", Some("does not come after")),
            ("two that cross", "[0,4],[2,6]", Some("2..6 crosses 0..4")),
            ("across an outer end", "[0,9],[1,2],[5,12]", Some("5..12 crosses 0..9")),
        ];
        for (name, spans, expected) in cases {
            let error = read(spans).err().map(|error| error.to_string());
            match expected {
                None => assert_eq!(error, None, "{name}"),
                Some(part) => assert!(error.is_some_and(|error| error.contains(part)), "{name}"),
            }
        }
    }

    #[test]
    fn more_labels_than_a_scheme_holds_are_refused() {
        let names: Vec<_> = (0..=65_536).map(|number: u32| number.to_string()).collect();
        let mentions = (0..)
            .zip(&names)
            .map(|(start, name)| Mention::new(Span::new(start, start + 1), name, Form::Name));
        let error = Entities::try_new(mentions).unwrap_err().to_string();
        assert!(error.contains("too many labels"), "{error}");
    }

    #[test]
    fn columns_of_different_length_are_refused() {
        let json = r#"{"spans":[[0,1]],"labels":[],"forms":["name"]}"#;
        let error = serde_json::from_str::<Entities>(json).unwrap_err().to_string();
        assert!(error.contains("1 spans, 0 labels, 1 forms"), "{error}");
    }

    #[test]
    fn labels_survive_the_wire_by_name() {
        let mention = Mention::new(Span::new(0, 4), "LOC", Form::Name);
        let entities = Entities::try_new([Mention { score: Some(0.5), ..mention }]).unwrap();
        let json = serde_json::to_string(&entities).unwrap();
        assert_eq!(json, r#"{"spans":[[0,4]],"labels":["LOC"],"forms":["name"],"scores":[0.5]}"#);
        assert_eq!(serde_json::from_str::<Entities>(&json).unwrap(), entities);
    }
}
