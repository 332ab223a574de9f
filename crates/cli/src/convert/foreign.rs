//! Documents in the JSON of others, one after the other in a file.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::vec;

use satz_driver::{Document, Input, InputError};
use satz_io::{SpacyJson, WebAnnotation};
use serde_json::value::RawValue;
use serde_json::{Deserializer, StreamDeserializer, de::IoRead};

use super::Located;

/// A document that is still JSON, or why there is none.
pub(super) struct Foreign {
    json: Result<Box<RawValue>, String>,
    /// File and position in it, from 1.
    place: String,
    load: Load,
}

type Load = fn(&str, &str, &mut Document) -> Result<(), InputError>;
type Values = StreamDeserializer<'static, IoRead<BufReader<Box<dyn Read + Send>>>, Box<RawValue>>;

/// The documents of files, read one by one.
pub(super) struct ForeignFiles {
    paths: vec::IntoIter<PathBuf>,
    load: Load,
    open: Option<OpenFile>,
}

/// A file of values, whether each has a line of its own or many.
struct OpenFile {
    path: PathBuf,
    values: Values,
    number: u64,
}

impl ForeignFiles {
    /// Documents of spaCy's JSON.
    pub(super) fn spacy(paths: Vec<PathBuf>) -> Self {
        Self::new(paths, |json, id, document| SpacyJson.load(json, id, document))
    }

    /// Pages of Web Annotations.
    pub(super) fn web_annotation(paths: Vec<PathBuf>) -> Self {
        Self::new(paths, |json, _, document| WebAnnotation.load(json, document))
    }

    fn new(paths: Vec<PathBuf>, load: Load) -> Self {
        Self { paths: paths.into_iter(), load, open: None }
    }
}

impl Iterator for ForeignFiles {
    type Item = Foreign;

    fn next(&mut self) -> Option<Foreign> {
        let load = self.load;
        loop {
            if let Some((json, place)) = self.open.as_mut().and_then(OpenFile::next) {
                if json.is_err() {
                    self.open = None;
                }
                return Some(Foreign { json, place, load });
            }
            let path = self.paths.next()?;
            match open(&path) {
                Ok(values) => self.open = Some(OpenFile { path, values, number: 0 }),
                Err(error) => {
                    let json = Err(format!("cannot be read: {error}"));
                    return Some(Foreign { json, place: path.display().to_string(), load });
                }
            }
        }
    }
}

/// The values of the file at `path`, or of standard input for `-`.
fn open(path: &Path) -> io::Result<Values> {
    let source: Box<dyn Read + Send> = match path.to_str() {
        Some("-") => Box::new(io::stdin()),
        _ => Box::new(File::open(path)?),
    };
    Ok(Deserializer::from_reader(BufReader::new(source)).into_iter())
}

impl OpenFile {
    /// The next value, and where it is.
    fn next(&mut self) -> Option<(Result<Box<RawValue>, String>, String)> {
        let json = self.values.next()?.map_err(|error| format!("cannot be read: {error}"));
        self.number += 1;
        Some((json, format!("{}:{}", self.path.display(), self.number)))
    }
}

impl Input for Foreign {
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        let json = self.json.as_ref().map_err(|reason| InputError::new(reason.as_str()))?;
        (self.load)(json.get(), &self.place, document)
    }

    fn size(&self) -> usize {
        self.json.as_ref().map_or(0, |json| json.get().len())
    }
}

impl Located for Foreign {
    fn place(&self) -> String {
        self.place.clone()
    }
}
