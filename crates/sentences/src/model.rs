//! The boundary model: logistic regression over named features.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use thiserror::Error;

use crate::features::Feature;

/// Weighs the features of a place where a sentence may end, when no rule decides.
///
/// The file of a model is text: a line of magic and version, then a weight, a tab and a feature
/// on each line. So it can be read, compared and checked in.
#[derive(Debug, Clone, Default)]
pub struct BoundaryModel {
    /// Weight of each feature, by the hash of its name. A collision would add a wrong weight once
    /// in 2⁶⁴ / n² models.
    weights: HashMap<u64, f32, FixedState>,
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
        let mut model = Self::default();
        for (index, line) in lines.filter(|(_, line)| !line.starts_with('#')) {
            let entry = line.split_once('\t').and_then(|(weight, name)| {
                weight.parse::<f32>().ok().filter(|it| it.is_finite()).map(|it| (it, name))
            });
            let (weight, name) = entry
                .ok_or_else(|| ModelError::Line { line: index + 1, content: line.to_owned() })?;
            model.weights.insert(hash([name]), weight);
        }
        Ok(model)
    }

    /// The weight of a feature; 0 if the model does not know it.
    pub(crate) fn weight(&self, feature: Feature<'_>) -> f32 {
        self.weights.get(&hash(feature.parts())).copied().unwrap_or(0.0)
    }

    /// Whether the model knows nothing.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }
}

/// The hash of the concatenated `parts`.
fn hash<const N: usize>(parts: [&str; N]) -> u64 {
    // FNV-1a: cutting the name into other parts does not change it.
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_text() {
        let model =
            BoundaryModel::parse("satz sentence model 1\n# by hand\n-1.5\tbare: after=PM\n")
                .unwrap();
        let weight = |value| model.weight(Feature { group: "bare", name: "after", value, and: "" });
        assert!((weight("PM") + 1.5).abs() < f32::EPSILON);
        assert!(weight("AM").abs() < f32::EPSILON);
    }

    #[test]
    fn damaged_files_are_refused() {
        let damaged = |line: &str| ModelError::Line { line: 2, content: line.to_owned() };
        let cases = [
            ("", ModelError::Magic),
            ("satz sentence model 2\n", ModelError::Magic),
            ("satz sentence model 1\nbare: bias=", damaged("bare: bias=")),
            ("satz sentence model 1\nNaN\tbare: bias=", damaged("NaN\tbare: bias=")),
        ];
        for (file, error) in cases {
            assert_eq!(BoundaryModel::parse(file).unwrap_err(), error, "{file:?}");
        }
    }
}
