//! A trained model and its file.

use std::io::{Error as IoError, Read, Write};

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::columns::Columns;
use crate::crf::transitions::Transitions;
use crate::features::Word;
use crate::lexicon::Lexicon;
use crate::network::Network;
use crate::packing;
use crate::tags::TagSet;
use crate::weights::Weights;
use crate::wire::{Flaw, Sink, Source};

/// What every model file begins with.
const MAGIC: [u8; 8] = *b"satz-ner";

/// What every file of a network begins with.
const NETWORK_MAGIC: [u8; 8] = *b"satz-net";

/// Version of the format and of the features; a model of another version is refused.
const VERSION: u32 = 2;

/// Bytes before the content: magic, version, length and checksum.
const HEADER: usize = 8 + 4 + 8 + 8;

/// A trained model: tags, weights, and the lexicons they refer to.
///
/// # File format
/// `satz-ner`, then little endian: the version (`u32`), the length of the content in bytes
/// (`u64`), its XXH3 checksum (`u64`), and the content: tags, scale, transitions, lexicons and
/// weights. Counts come before what they count; numbers lie in arrays of one kind, so that a file
/// of ten megabytes is read in milliseconds. The whole may be packed as a Zstandard frame; what
/// [`Model::write`] writes is.
///
/// A model is read as a whole and checked before it is used; a file that passes the checks cannot
/// make a recognizer panic.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(crate) tags: TagSet,
    /// Those of `tags`.
    pub(crate) columns: Columns,
    /// Weights per unit of log-odds.
    pub(crate) scale: f32,
    /// Fit `tags`, as do the weights.
    pub(crate) transitions: Transitions,
    pub(crate) lexicons: Vec<Lexicon>,
    pub(crate) weights: Weights,
    /// A second opinion.
    pub(crate) network: Option<Network>,
}

/// Why a file is not a model this version can use.
#[derive(Debug, Error)]
pub enum ModelError {
    /// It could not be read or written.
    #[error("the model cannot be read or written: {0}")]
    File(#[from] IoError),
    /// It does not begin as a model does.
    #[error(
        "this is not an entity model: it does not begin with `satz-ner`, nor a network with `satz-net`"
    )]
    Foreign,
    /// It cannot be unpacked.
    #[error("the model file is damaged: {0}")]
    Unpack(#[source] IoError),
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
    Invalid(&'static str),
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

    /// Keys of what the model sees of a word alone; a network for it is trained with them.
    ///
    /// # Example
    /// ```
    /// use satz_entities::EntityRecognizer;
    ///
    /// let model = EntityRecognizer::english().into_model();
    /// let shared = model.keys("Boston").into_iter().filter(|key| model.keys("Austin").contains(key));
    /// assert!(shared.count() > 5);
    /// ```
    pub fn keys(&self, form: &str) -> Vec<u32> {
        Word::of(form, &self.lexicons).features.iter().map(|feature| feature.key).collect()
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
        let file = packing::unpack(bytes).map_err(ModelError::Unpack)?;
        Self::decode(content(&file, MAGIC)?).map_err(ModelError::Invalid)
    }

    /// The model with the network of a file, which was trained for it: slower, and more accurate.
    ///
    /// # Errors
    /// As for [`Model::read`]; also if the network has other tags.
    pub fn with_network(mut self, bytes: &[u8]) -> Result<Self, ModelError> {
        let file = packing::unpack(bytes).map_err(ModelError::Unpack)?;
        let content = content(&file, NETWORK_MAGIC)?;
        let network =
            Network::decode(&self, &mut Source::new(content)).map_err(ModelError::Invalid)?;
        let more: Vec<i16> = network.transitions.iter().map(|more| self.units(*more)).collect();
        self.transitions.add(&more);
        Ok(Self { network: Some(network), ..self })
    }

    /// Log-odds in units of the model.
    pub(crate) fn units(&self, log_odds: f32) -> i16 {
        #[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
        let units = (log_odds * self.scale).round() as i16;
        units
    }

    /// What a unit of the scores, of the model and its network together, is worth in log-odds.
    pub(crate) fn unit(&self) -> f32 {
        self.network.as_ref().map_or(1.0, |network| network.share) / self.scale
    }

    fn decode(content: &[u8]) -> Result<Self, Flaw> {
        let source = &mut Source::new(content);
        let tags = decode_tags(source)?;
        let scale = f32::from_bits(source.u32()?);
        if !(scale.is_finite() && scale > 0.0) {
            return Err("its scale is not a positive number");
        }
        let columns = Columns::new(&tags);
        let transitions = Transitions::decode(tags.len(), source)?;
        let lexicons = source.count()?;
        let lexicons =
            (0..lexicons).map(|_| Lexicon::decode(source)).collect::<Result<_, Flaw>>()?;
        let weights = Weights::decode(&columns, source)?;
        source.end()?;
        Ok(Self { tags, columns, scale, transitions, lexicons, weights, network: None })
    }

    /// Writes the model file, packed, without its network.
    ///
    /// # Errors
    /// What writing to `sink` gives.
    pub fn write(&self, sink: &mut impl Write) -> Result<(), ModelError> {
        let content = self.encode();
        let (length, checksum) = (content.len() as u64, xxh3_64(&content));
        let header = [&length.to_le_bytes()[..], &checksum.to_le_bytes()].concat();
        let file = [&MAGIC[..], &VERSION.to_le_bytes(), &header, &content].concat();
        Ok(sink.write_all(&packing::pack(&file)?)?)
    }

    fn encode(&self) -> Vec<u8> {
        let mut sink = Sink::default();
        sink.count(self.tags.len());
        self.tags.names().for_each(|name| sink.text(name));
        sink.u32(self.scale.to_bits());
        self.transitions.encode(&mut sink);
        sink.count(self.lexicons.len());
        self.lexicons.iter().for_each(|lexicon| lexicon.encode(&mut sink));
        self.weights.encode(&self.columns, &mut sink);
        sink.into_bytes()
    }
}

fn decode_tags(source: &mut Source<'_>) -> Result<TagSet, Flaw> {
    let count = source.count()?;
    let names = (0..count).map(|_| source.text()).collect::<Result<Vec<&str>, Flaw>>()?;
    let tags = TagSet::of(&names);
    if tags.names().eq(names) {
        Ok(tags)
    } else {
        Err("its tags are not O and sorted B- and I- tags")
    }
}

/// The content of a file whose header is in order.
fn content(bytes: &[u8], expected: [u8; 8]) -> Result<&[u8], ModelError> {
    let (magic, rest) = bytes.split_first_chunk::<8>().ok_or(ModelError::Foreign)?;
    if *magic != expected {
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
