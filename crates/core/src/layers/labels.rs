//! The label set of an entity layer.

use std::collections::HashMap;
use std::sync::Arc;

/// Index of a label in its [`LabelScheme`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LabelId(u16);

impl LabelId {
    /// Position of the label in its scheme.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The labels that a model or a list of names uses, cheap to clone and shared by all documents.
///
/// # Example
/// ```
/// use satz_core::LabelScheme;
///
/// let scheme = LabelScheme::new(["PER", "LOC", "ORG", "MISC"]);
/// let place = scheme.id("LOC").unwrap();
/// assert_eq!(scheme.name(place), "LOC");
/// assert_eq!(scheme.id("DATE"), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelScheme {
    /// At most 65,536 names, each once.
    names: Arc<[Box<str>]>,
}

impl LabelScheme {
    /// A scheme of these labels; a name given twice counts once.
    ///
    /// # Panics
    /// From 65,537 different labels on.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Self {
        let (scheme, _) = Self::index(names).expect("a scheme has at most 65,536 labels");
        scheme
    }

    /// The scheme of `names` and the id of each of them; `None` if there are too many.
    pub(crate) fn index<N: AsRef<str>>(
        names: impl IntoIterator<Item = N>,
    ) -> Option<(Self, Vec<LabelId>)> {
        let (mut known, mut unique, mut ids) = (HashMap::new(), Vec::new(), Vec::new());
        for name in names {
            let name = name.as_ref();
            let id = if let Some(id) = known.get(name) {
                *id
            } else {
                let id = LabelId(u16::try_from(unique.len()).ok()?);
                known.insert(Box::<str>::from(name), id);
                unique.push(name.into());
                id
            };
            ids.push(id);
        }
        Some((Self { names: unique.into() }, ids))
    }

    /// The id of the label called `name`.
    pub fn id(&self, name: &str) -> Option<LabelId> {
        let index = self.names.iter().position(|known| **known == *name)?;
        u16::try_from(index).ok().map(LabelId)
    }

    /// The name of a label.
    ///
    /// # Panics
    /// If `id` comes from a larger scheme.
    pub fn name(&self, id: LabelId) -> &str {
        &self.names[id.index()]
    }

    /// Number of labels.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the scheme has no label.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All labels with their ids.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = (LabelId, &str)> {
        (0..=u16::MAX).map(LabelId).zip(self.names.iter().map(AsRef::as_ref))
    }
}
