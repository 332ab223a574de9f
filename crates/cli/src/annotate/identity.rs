//! What makes the result of a run what it is.

use std::env;
use std::fs::File;
use std::io;

use anyhow::{Context, Result};
use satz_io::Identity;
use toml::{Table, Value};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::settings::Settings;
use crate::{gazetteer, lexicon};

/// Settings with which a run gives another result, by table and key. The documents themselves are
/// compared when a run is resumed.
const DECISIVE: [(&str, &[&str]); 3] = [
    (
        "input",
        &[
            "input-format",
            "encoding",
            "text-field",
            "id-field",
            "title-field",
            "unique-ids",
            "max-doc-bytes",
        ],
    ),
    ("pipeline", &["language", "stages", "summary-sentences", "min-score"]),
    ("output", &["format", "offsets", "compress", "part-size"]),
];

/// The decisive settings, and the hash of the program, in which the models are.
pub(super) fn of(settings: &Settings) -> Result<Identity> {
    let table = Table::try_from(settings).context("cannot express the settings")?;
    let mut identity = Identity::new();
    for (section, keys) in DECISIVE {
        for key in keys {
            let value = table.get(section).and_then(|values| values.get(*key));
            identity.insert(format!("{section}.{key}"), value.map_or_else(String::new, show));
        }
    }
    identity.insert("output.format".to_owned(), settings.output.format().extension().to_owned());
    let words = lexicon::text(settings.pipeline.lexicon.as_deref())?;
    identity.insert("pipeline.lexicon".to_owned(), format!("{:016x}", xxh3_64(words.as_bytes())));
    identity.insert("pipeline.entity-model".to_owned(), settings.pipeline.entity_model.identity()?);
    identity.insert(
        "pipeline.gazetteer".to_owned(),
        gazetteer::identity(&settings.pipeline.gazetteer)?,
    );
    identity.insert("program".to_owned(), program().context("cannot read this program")?);
    Ok(identity)
}

fn show(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// Version and hash of the program that is running.
fn program() -> io::Result<String> {
    let mut hash = Xxh3::new();
    io::copy(&mut File::open(env::current_exe()?)?, &mut Hashing(&mut hash))?;
    Ok(format!("satz {} {:016x}", env!("CARGO_PKG_VERSION"), hash.digest()))
}

struct Hashing<'h>(&'h mut Xxh3);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One number for all of it.
pub(super) fn hash(identity: &Identity) -> String {
    let mut hash = Xxh3::new();
    for (key, value) in identity {
        for part in [key, value] {
            hash.update(part.as_bytes());
            hash.update(&[0]);
        }
    }
    format!("{:016x}", hash.digest())
}
