//! A gazetteer as it grows.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt as _};
use satz_core::{LabelId, LabelScheme};

use super::words::words;
use super::{Entry, Gazetteer, GazetteerError, Steps};

/// Collects the names of one list or several for a [`Gazetteer`].
///
/// Of a name that comes twice, in one list or in two, the last label and id count.
///
/// # Example
/// ```
/// use satz_entities::GazetteerBuilder;
///
/// let mut builder = GazetteerBuilder::default();
/// builder.read_tsv("Graz\tLOC\tg\n".as_bytes())?;
/// builder.read_json_lines(r#"{"name": "Voestalpine", "label": "ORG"}"#.as_bytes())?;
/// assert_eq!(builder.build().len(), 2);
/// # Ok::<(), satz_entities::GazetteerError>(())
/// ```
#[derive(Debug)]
pub struct GazetteerBuilder {
    labels: HashMap<Box<str>, u16>,
    /// Label and place of the id of each name.
    entries: Vec<(u16, Range<u32>)>,
    ids: String,
    steps: Steps,
    ends: Vec<u32>,
}

impl Default for GazetteerBuilder {
    fn default() -> Self {
        Self {
            labels: HashMap::new(),
            entries: Vec::new(),
            ids: String::new(),
            steps: Steps::default(),
            ends: vec![0],
        }
    }
}

impl GazetteerBuilder {
    /// Adds a name; one without words is never found, and is left out.
    ///
    /// # Errors
    /// [`GazetteerError::Full`] from 65,537 different labels on, and for more than 4 GiB of ids or
    /// words.
    pub fn add(&mut self, name: &str, label: &str, id: Option<&str>) -> Result<(), GazetteerError> {
        let label = self.label(label)?;
        let mut node = 0;
        for word in words(name) {
            node = self.step(node, &name[word])?;
        }
        if node != 0 {
            let start = number(self.ids.len())?;
            self.ids.push_str(id.unwrap_or_default());
            self.entries.push((label, start..number(self.ids.len())?));
            self.ends[node as usize] = number(self.entries.len())?;
        }
        Ok(())
    }

    /// Number of a label, in the order in which they came.
    fn label(&mut self, label: &str) -> Result<u16, GazetteerError> {
        if let Some(number) = self.labels.get(label) {
            return Ok(*number);
        }
        let number = u16::try_from(self.labels.len()).map_err(|_| GazetteerError::Full)?;
        self.labels.insert(label.into(), number);
        Ok(number)
    }

    /// The node behind `node` and a word, which is made if it is not there.
    fn step(&mut self, node: u32, word: &str) -> Result<u32, GazetteerError> {
        let new = number(self.ends.len())?;
        let next = *self.steps.0.entry(Steps::key(node, word)).or_insert(new);
        if next == new {
            self.ends.push(0);
        }
        Ok(next)
    }

    /// The gazetteer of these names.
    pub fn build(self) -> Gazetteer {
        let mut labels: Vec<_> = self.labels.into_iter().collect();
        labels.sort_by_key(|(_, number)| *number);
        let scheme = LabelScheme::new(labels.iter().map(|(label, _)| label));
        let numbers: Vec<LabelId> = scheme.labels().map(|(number, _)| number).collect();
        let entries = self.entries.into_iter();
        let entries =
            entries.map(|(label, id)| Entry { label: numbers[usize::from(label)], id }).collect();
        let Self { ids, steps, ends, .. } = self;
        Gazetteer { labels: scheme, entries, ids, steps, ends }
    }
}

fn number(count: usize) -> Result<u32, GazetteerError> {
    u32::try_from(count).map_err(|_| GazetteerError::Full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_labels_than_a_scheme_holds_are_an_error() {
        let mut builder = GazetteerBuilder::default();
        let outcome = (0..=65_536).try_for_each(|n| builder.add("Graz", &n.to_string(), None));
        assert!(matches!(outcome, Err(GazetteerError::Full)), "{outcome:?}");
        assert_eq!(builder.build().labels().len(), 65_536);
    }
}
