//! Documents in the JSON of others, one after the other in a file.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::vec;

use anyhow::{Context, Result};
use satz_driver::{Document, Input, InputError};
use satz_io::{SpacyJson, WebAnnotation};
use serde_json::value::RawValue;

/// A document that is still JSON.
pub(super) struct Foreign {
    json: Box<RawValue>,
    /// File and position in it, from 1.
    id: String,
    load: Load,
}

type Load = fn(&str, &str, &mut Document) -> Result<(), InputError>;

impl Foreign {
    /// Documents of spaCy's JSON.
    pub(super) fn spacy(paths: Vec<PathBuf>) -> Result<vec::IntoIter<Self>> {
        read(paths, |json, id, document| SpacyJson.load(json, id, document))
    }

    /// Pages of Web Annotations.
    pub(super) fn web_annotation(paths: Vec<PathBuf>) -> Result<vec::IntoIter<Self>> {
        read(paths, |json, _, document| WebAnnotation.load(json, document))
    }
}

/// The JSON values of the files, whether each has a line of its own or many.
fn read(paths: Vec<PathBuf>, load: Load) -> Result<vec::IntoIter<Foreign>> {
    let mut documents = Vec::new();
    for path in paths {
        let cannot_read = || format!("cannot read {}", path.display());
        let file = BufReader::new(File::open(&path).with_context(cannot_read)?);
        let values = serde_json::Deserializer::from_reader(file).into_iter::<Box<RawValue>>();
        for (number, json) in (1..).zip(values) {
            let json = json.with_context(cannot_read)?;
            documents.push(Foreign { json, id: format!("{}:{number}", path.display()), load });
        }
    }
    Ok(documents.into_iter())
}

impl Input for Foreign {
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        (self.load)(self.json.get(), &self.id, document)
    }

    fn size(&self) -> usize {
        self.json.get().len()
    }
}
