//! Documents of brat: a text file and an annotation file each.

use std::fs;
use std::path::{Path, PathBuf};
use std::vec;

use anyhow::{Context, Result};
use satz_driver::{Document, Input, InputError};
use satz_io::{Brat, id_of};

use super::Located;

/// A document whose files were not read yet.
pub(super) struct Standoff {
    annotation: PathBuf,
}

impl Standoff {
    /// The annotation files among `paths` and in the folders among them, by name.
    pub(super) fn find(paths: &[PathBuf]) -> Result<vec::IntoIter<Self>> {
        let mut documents = Vec::new();
        for path in paths {
            let files = if path.is_dir() { annotations_in(path)? } else { vec![path.clone()] };
            documents.extend(files.into_iter().map(|annotation| Self { annotation }));
        }
        Ok(documents.into_iter())
    }
}

fn annotations_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let cannot_read = || format!("cannot read {}", folder.display());
    let files = fs::read_dir(folder).with_context(cannot_read)?;
    let paths = files.map(|file| file.map(|file| file.path()));
    let mut paths: Vec<_> = paths.collect::<Result<_, _>>().with_context(cannot_read)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ann"));
    paths.sort();
    Ok(paths)
}

/// The id is what the name of the files was made of, or that name.
impl Input for Standoff {
    fn load(&self, document: &mut Document) -> Result<(), InputError> {
        let name = self.annotation.with_extension("");
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        let id = id_of(&name).unwrap_or_else(|| name.into_owned());
        let text = read(&self.annotation.with_extension("txt"))?;
        Brat.load(&text, &read(&self.annotation)?, &id, document)
    }

    fn size(&self) -> usize {
        let length = fs::metadata(self.annotation.with_extension("txt")).map_or(0, |it| it.len());
        usize::try_from(length).unwrap_or(usize::MAX)
    }
}

impl Located for Standoff {
    fn place(&self) -> String {
        self.annotation.display().to_string()
    }
}

fn read(path: &Path) -> Result<String, InputError> {
    let cannot_read = |error| InputError::new(format!("cannot read {}: {error}", path.display()));
    fs::read_to_string(path).map_err(cannot_read)
}
