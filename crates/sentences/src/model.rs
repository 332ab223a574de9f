//! The boundary model: logistic regression over named features.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use thiserror::Error;

use crate::features::{Feature, GROUPS, POSITIONS, PROPERTIES};

/// Weighs the features of a place where a sentence may end, when no rule decides.
///
/// The file of a model is text: a line of magic and version, then a weight, a tab and a feature
/// on each line. So it can be read, compared and checked in. Features that this version does not
/// look at are passed over.
#[derive(Debug, Clone, Default)]
pub struct BoundaryModel {
    groups: Vec<Group>,
}

/// The weights for endings of one kind.
#[derive(Debug, Clone)]
struct Group {
    /// Of the values of each property, by place.
    properties: Vec<Vec<f32>>,
    /// Of the forms, by position.
    forms: HashMap<Box<str>, [f32; POSITIONS.len()], FixedState>,
}

/// A file that is no model.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ModelError {
    /// The first line is not that of a model.
    #[error("this is no sentence model: its first line must be {MAGIC:?}")]
    Magic,
    /// A line is not a weight, a tab and a feature.
    #[error("line {line} of the sentence model is damaged: {content:?}")]
    Line {
        /// Number of the line, from 1.
        line: usize,
        /// The line.
        content: String,
    },
}

pub(crate) const MAGIC: &str = "satz sentence model 1";

impl BoundaryModel {
    /// Reads the text of a model file.
    ///
    /// # Errors
    /// [`ModelError`] if it is no model, or damaged.
    pub fn parse(file: &str) -> Result<Self, ModelError> {
        let mut lines = file.lines().enumerate();
        if lines.next().map(|(_, line)| line) != Some(MAGIC) {
            return Err(ModelError::Magic);
        }
        let mut groups = vec![Group::new(); GROUPS.len()];
        for (index, line) in lines.filter(|(_, line)| !line.starts_with('#')) {
            let damaged = || ModelError::Line { line: index + 1, content: line.to_owned() };
            let (weight, feature) = entry(line).ok_or_else(damaged)?;
            let (group, feature) = feature.split_once(": ").ok_or_else(damaged)?;
            let (name, value) = feature.split_once('=').ok_or_else(damaged)?;
            if let Some(group) = GROUPS.iter().position(|known| *known == group) {
                groups[group].insert(name, value, weight);
            }
        }
        Ok(Self { groups })
    }

    /// The weight of a feature of a group; 0 if the model does not know it.
    #[inline]
    pub(crate) fn weight(&self, group: usize, feature: Feature<'_>) -> f32 {
        let Group { properties, forms } = &self.groups[group];
        match feature {
            Feature::Form(position, form) => forms.get(form).map_or(0.0, |it| it[position]),
            Feature::Property(property, value) => properties[property][value],
        }
    }

    /// Whether the model knows nothing.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

/// The weight and the feature of a line.
fn entry(line: &str) -> Option<(f32, &str)> {
    let (weight, feature) = line.split_once('\t')?;
    Some((weight.parse::<f32>().ok().filter(|it| it.is_finite())?, feature))
}

impl Group {
    fn new() -> Self {
        let properties = PROPERTIES.iter().map(|it| vec![0.0; it.names().len()]).collect();
        Self { properties, forms: HashMap::default() }
    }

    fn insert(&mut self, name: &str, value: &str, weight: f32) {
        if let Some(position) = POSITIONS.iter().position(|known| *known == name) {
            self.forms.entry(value.into()).or_default()[position] = weight;
        }
        let properties = PROPERTIES.iter().zip(&mut self.properties);
        for (property, weights) in properties.filter(|(property, _)| property.name == name) {
            if let Some(value) = property.names().iter().position(|known| known == value) {
                weights[value] = weight;
            }
        }
    }
}

/// The name of a feature of a group in the file of a model: `bare: length=4-5+Aa`.
pub(crate) fn name(group: usize, feature: Feature<'_>) -> String {
    let group = GROUPS[group];
    match feature {
        Feature::Form(position, form) => format!("{group}: {}={form}", POSITIONS[position]),
        Feature::Property(property, value) => {
            let property = &PROPERTIES[property];
            format!("{group}: {}={}", property.name, property.names()[value])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BARE: usize = 6;

    #[test]
    fn a_model_is_text() {
        let file =
            "satz sentence model 1\n# by hand\n-1.5\tbare: after=PM\n0.5\tbare: length=2+Aa\n";
        let model = BoundaryModel::parse(file).unwrap();
        let form = |form| model.weight(BARE, Feature::Form(1, form));
        assert!((form("PM") + 1.5).abs() < f32::EPSILON);
        assert!(form("AM").abs() < f32::EPSILON);
        let pair = Feature::Property(12, 13 + 4);
        assert_eq!(name(BARE, pair), "bare: length=2+Aa");
        assert!((model.weight(BARE, pair) - 0.5).abs() < f32::EPSILON);
    }

    #[test]
    fn damaged_files_are_refused() {
        let damaged = |line: &str| ModelError::Line { line: 2, content: line.to_owned() };
        let cases = [
            ("", ModelError::Magic),
            ("satz sentence model 2\n", ModelError::Magic),
            ("satz sentence model 1\nbare: bias=", damaged("bare: bias=")),
            ("satz sentence model 1\nNaN\tbare: bias=", damaged("NaN\tbare: bias=")),
            ("satz sentence model 1\n1.0\tbias", damaged("1.0\tbias")),
        ];
        for (file, error) in cases {
            assert_eq!(BoundaryModel::parse(file).unwrap_err(), error, "{file:?}");
        }
    }
}
