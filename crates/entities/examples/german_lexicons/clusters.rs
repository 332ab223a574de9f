//! Clusters and frequencies of German words.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use flate2::bufread::GzDecoder;
use serde::de::DeserializeOwned;

use crate::Classes;

/// Rarer words have a cluster by chance; natural logarithm of the probability.
const RAREST: f64 = -17.2;

/// The probabilities of rarer words differ by chance.
const RARE: f64 = -16.0;

/// Length of all paths, in bits: the longest that a lexicon looks at.
const BITS: usize = 16;

/// What spacy-lookups-data knows of German words.
pub(crate) struct Words {
    /// The path in a tree of Brown clusters, first step in the lowest bit; 0 for none.
    clusters: BTreeMap<String, u32>,
    /// Natural logarithms of probabilities.
    probabilities: BTreeMap<String, f64>,
}

impl Words {
    pub(crate) fn read(clusters: &Path, probabilities: &Path) -> Result<Self, Box<dyn Error>> {
        Ok(Self { clusters: json(clusters)?, probabilities: json(probabilities)? })
    }

    /// The order of magnitude of the probability and the path of every word that has both.
    pub(crate) fn classes(&self) -> Classes {
        let known = self.clusters.iter().filter(|(_, path)| **path != 0);
        known
            .filter_map(|(word, path)| {
                let log = *self.probabilities.get(word).filter(|log| **log >= RAREST)?;
                Some((word.clone(), BTreeSet::from([magnitude(log), class(*path)])))
            })
            .collect()
    }
}

/// The class of a probability; `f-9` sorts before the paths, which are to stand last.
fn magnitude(log: f64) -> String {
    if log < RARE { "f-rare".to_owned() } else { format!("f{}", log.trunc()) }
}

/// The class of a path: its bits in the order of the steps.
fn class(path: u32) -> String {
    let bits = (0..BITS).map(|step| if path >> step & 1 == 1 { '1' } else { '0' });
    format!("path:{}", bits.collect::<String>())
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, Box<dyn Error>> {
    let file = BufReader::new(File::open(path)?);
    Ok(serde_json::from_reader(BufReader::new(GzDecoder::new(file)))?)
}
