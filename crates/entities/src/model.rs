//! A trained model and its file.

use std::io::{Error as IoError, Read, Write};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::crf::transitions::Transitions;
use crate::lexicon::Lexicon;
use crate::tags::TagSet;
use crate::weights::Weights;

/// What every model file begins with.
const MAGIC: [u8; 8] = *b"satz-ner";

/// Version of the format and of the features; a model of another version is refused.
const VERSION: u32 = 1;

/// Bytes before the content: magic, version, length and checksum.
const HEADER: usize = 8 + 4 + 8 + 8;

/// A trained model: tags, weights, and the lexicons they refer to.
///
/// # File format
/// `satz-ner`, then little endian: the version (`u32`), the length of the content in bytes
/// (`u64`), its XXH3 checksum (`u64`), and the content in [postcard](https://postcard.jamesmunns.com).
/// A model is read as a whole and checked before it is used; a file that passes the checks cannot
/// make a recognizer panic.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(crate) tags: TagSet,
    /// Weights per unit of log-odds.
    pub(crate) scale: f32,
    /// Fit `tags`, as do the weights.
    pub(crate) transitions: Transitions,
    pub(crate) lexicons: Vec<Lexicon>,
    pub(crate) weights: Weights,
}

/// The content of a model file.
#[derive(Serialize, Deserialize)]
struct Content {
    tags: Vec<Box<str>>,
    scale: f32,
    transitions: Transitions,
    lexicons: Vec<Lexicon>,
    weights: Weights,
}

/// Why a file is not a model this version can use.
#[derive(Debug, Error)]
pub enum ModelError {
    /// It could not be read or written.
    #[error("the model cannot be read or written: {0}")]
    File(#[from] IoError),
    /// It does not begin as a model does.
    #[error("this is not an entity model: it does not begin with `satz-ner`")]
    Foreign,
    /// It was made by another version.
    #[error("the model has format {found}, but this version reads {VERSION}; train it again")]
    Version {
        /// Format of the file.
        found: u32,
    },
    /// It is shorter or longer than it says.
    #[error(
        "the model file is damaged: it holds {found} bytes of content, but should hold {expected}"
    )]
    Length {
        /// Bytes of content that the header announces.
        expected: u64,
        /// Bytes of content that are there.
        found: u64,
    },
    /// Its content is not what was written.
    #[error("the model file is damaged: its checksum is wrong")]
    Checksum,
    /// Its parts contradict each other.
    #[error("the model file is not valid: {0}")]
    Invalid(String),
}

impl Model {
    /// The tags it gives.
    pub fn tags(&self) -> &TagSet {
        &self.tags
    }

    /// Number of features with a weight.
    pub fn features(&self) -> usize {
        self.weights.len()
    }

    /// Reads a model file to its end.
    ///
    /// # Errors
    /// [`ModelError`] for everything that [`Model::write`] did not write.
    pub fn read(mut source: impl Read) -> Result<Self, ModelError> {
        let mut bytes = Vec::new();
        source.read_to_end(&mut bytes)?;
        Self::from_bytes(&bytes)
    }

    /// The model in these bytes.
    ///
    /// # Errors
    /// As for [`Model::read`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::of(parse(content(bytes)?)?)
    }

    fn of(content: Content) -> Result<Self, ModelError> {
        let Content { tags: names, scale, transitions, lexicons, weights } = content;
        let tags = TagSet::of(&names);
        let invalid = |reason: &str| Err(ModelError::Invalid(reason.to_owned()));
        if !tags.names().eq(names.iter().map(AsRef::as_ref)) {
            return invalid("its tags are not O and sorted B- and I- tags");
        }
        if !transitions.fit(tags.len()) || !weights.fit(tags.len()) {
            return invalid("its weights are for other tags");
        }
        if !(scale.is_finite() && scale > 0.0) {
            return invalid("its scale is not a positive number");
        }
        Ok(Self { tags, scale, transitions, lexicons, weights })
    }

    /// Writes the model file.
    ///
    /// # Errors
    /// What writing to `sink` gives.
    pub fn write(&self, sink: &mut impl Write) -> Result<(), ModelError> {
        let content = self.content()?;
        let length = content.len() as u64;
        sink.write_all(&MAGIC)?;
        sink.write_all(&VERSION.to_le_bytes())?;
        sink.write_all(&length.to_le_bytes())?;
        sink.write_all(&xxh3_64(&content).to_le_bytes())?;
        Ok(sink.write_all(&content)?)
    }

    fn content(&self) -> Result<Vec<u8>, ModelError> {
        let content = Content {
            tags: self.tags.names().map(Into::into).collect(),
            scale: self.scale,
            transitions: self.transitions.clone(),
            lexicons: self.lexicons.clone(),
            weights: self.weights.clone(),
        };
        postcard::to_allocvec(&content).map_err(|error| ModelError::Invalid(error.to_string()))
    }
}

/// The content of a file whose header is in order.
fn content(bytes: &[u8]) -> Result<&[u8], ModelError> {
    let (magic, rest) = bytes.split_first_chunk::<8>().ok_or(ModelError::Foreign)?;
    if *magic != MAGIC {
        return Err(ModelError::Foreign);
    }
    let short = || ModelError::Length { expected: HEADER as u64, found: bytes.len() as u64 };
    let (version, rest) = rest.split_first_chunk().ok_or_else(short)?;
    let (length, rest) = rest.split_first_chunk().ok_or_else(short)?;
    let (checksum, content) = rest.split_first_chunk().ok_or_else(short)?;
    let (found, expected) = (u32::from_le_bytes(*version), u64::from_le_bytes(*length));
    if found != VERSION {
        return Err(ModelError::Version { found });
    }
    if content.len() as u64 != expected {
        return Err(ModelError::Length { expected, found: content.len() as u64 });
    }
    if xxh3_64(content) != u64::from_le_bytes(*checksum) {
        return Err(ModelError::Checksum);
    }
    Ok(content)
}

fn parse(content: &[u8]) -> Result<Content, ModelError> {
    match postcard::take_from_bytes(content) {
        Ok((content, [])) => Ok(content),
        Ok(_) => Err(ModelError::Invalid("there is more after its end".to_owned())),
        Err(error) => Err(ModelError::Invalid(error.to_string())),
    }
}
