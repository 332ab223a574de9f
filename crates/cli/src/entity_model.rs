//! The model of named entities that a run uses.

use std::fmt::{self, Display};
use std::fs;
use std::sync::Arc;

use anyhow::{Context, Result};
use satz_driver::EntityModel;
use satz_driver::entities::Model;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::exit::Usage;

/// What `--entity-model` says: the name of a built-in model, or else a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct EntityModelName(String);

impl Default for EntityModelName {
    fn default() -> Self {
        Self(String::from("fast"))
    }
}

impl From<String> for EntityModelName {
    fn from(name: String) -> Self {
        Self(name)
    }
}

impl Display for EntityModelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl EntityModelName {
    pub(crate) fn load(&self) -> Result<EntityModel> {
        if let Some(built_in) = EntityModel::named(&self.0) {
            return Ok(built_in);
        }
        let unusable = || Usage(format!("cannot use {}", self.0));
        let model = Model::from_bytes(&self.bytes()?).with_context(unusable)?;
        Ok(EntityModel::Own(Arc::new(model)))
    }

    /// Name of the built-in model, or hash of the file.
    pub(crate) fn identity(&self) -> Result<String> {
        match EntityModel::named(&self.0) {
            Some(_) => Ok(self.0.clone()),
            None => Ok(format!("{:016x}", xxh3_64(&self.bytes()?))),
        }
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        fs::read(&self.0).with_context(|| Usage(format!("cannot use {}", self.0)))
    }
}
