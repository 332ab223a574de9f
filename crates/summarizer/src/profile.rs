//! Trained weights.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::budget::Size;
use crate::feature::{FEATURES, Feature, Values};

/// What makes a good sentence, for summaries of one size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Taken off for a sentence that says nothing new, in proportion to what is said already.
    pub redundancy: f32,
    /// Weight of each feature; 0 for one that is absent.
    pub weights: BTreeMap<Feature, f32>,
}

impl Profile {
    /// The weights in the order of [`Feature::ALL`].
    pub(crate) fn row(&self) -> Values {
        let mut row = [0.0; FEATURES];
        for (slot, feature) in row.iter_mut().zip(Feature::ALL) {
            *slot = self.weights.get(&feature).copied().unwrap_or_default();
        }
        row
    }

    /// A profile from weights in the order of [`Feature::ALL`].
    pub(crate) fn from_row(row: &Values, redundancy: f32) -> Self {
        let pairs = Feature::ALL.into_iter().zip(row.iter().copied());
        Self { redundancy, weights: pairs.filter(|&(_, weight)| weight != 0.0).collect() }
    }
}

/// A profile for each size of summary, as in `data/<language>/profiles.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profiles {
    /// For one sentence.
    pub one: Profile,
    /// For two to six sentences.
    pub few: Profile,
    /// For more.
    pub many: Profile,
}

impl Profiles {
    /// Reads profiles from TOML.
    ///
    /// # Errors
    /// [`toml::de::Error`] for what is no TOML, an unknown feature or a missing profile.
    pub fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(toml)
    }

    /// The profile for summaries of a size.
    pub(crate) fn of(&self, size: Size) -> &Profile {
        match size {
            Size::One => &self.one,
            Size::Few => &self.few,
            Size::Many => &self.many,
        }
    }
}
