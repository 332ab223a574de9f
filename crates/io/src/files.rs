//! The files of folders.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::{FileFilter, InputFormat};

pub(crate) type Files = Box<dyn Iterator<Item = walkdir::Result<PathBuf>> + Send>;

/// The files of one input: itself, or those of the folder that it names, by name.
///
/// Links inside a folder are not followed, so there are no loops and no ways out of it; devices
/// and pipes inside a folder are passed over.
pub(crate) fn files_of(input: PathBuf, filter: &FileFilter) -> Files {
    if !input.is_dir() {
        return Box::new(std::iter::once(Ok(input)));
    }
    let entries = WalkDir::new(&input).sort_by_file_name().into_iter();
    let filter = filter.clone();
    Box::new(entries.filter_map(move |entry| match entry {
        Ok(entry) if !entry.file_type().is_file() => None,
        Ok(entry) => filter.takes(entry.path(), &input).then(|| Ok(entry.into_path())),
        Err(error) => Some(Err(error)),
    }))
}

/// Bytes of all files of `inputs` on the disk, as far as they can be told.
///
/// Standard input, devices and pipes have no size; with one of them among the inputs the answer
/// is `None`.
pub fn total_bytes(inputs: &[PathBuf], filter: &FileFilter) -> Option<u64> {
    let files = inputs.iter().flat_map(|input| files_of(input.clone(), filter));
    files.map(|file| file.ok().and_then(|path| regular_size(&path))).sum()
}

fn regular_size(path: &Path) -> Option<u64> {
    let metadata = path.metadata().ok()?;
    metadata.is_file().then_some(metadata.len())
}

impl FileFilter {
    fn takes(&self, path: &Path, folder: &Path) -> bool {
        let below = path.strip_prefix(folder).unwrap_or(path);
        let included = match &self.include {
            Some(include) => include.is_match(below),
            None => InputFormat::of(path).is_some(),
        };
        included && !self.exclude.is_match(below)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use globset::{Glob, GlobSet};

    use super::*;

    fn globs(pattern: &str) -> GlobSet {
        GlobSet::builder().add(Glob::new(pattern).unwrap()).build().unwrap()
    }

    #[test]
    fn globs_choose_among_the_files_of_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["a.txt", "b/c.txt", "b/d.jsonl", "notes.md"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let none = GlobSet::empty;
        let cases: [(&str, Option<GlobSet>, GlobSet, &[&str]); 4] = [
            ("by name", None, none(), &["a.txt", "b/c.txt", "b/d.jsonl"]),
            ("only these", Some(globs("*.md")), none(), &["notes.md"]),
            ("but these", None, globs("b/*"), &["a.txt"]),
            ("both", Some(globs("**/*.txt")), globs("a*"), &["b/c.txt"]),
        ];
        for (name, include, exclude, expected) in cases {
            let filter = FileFilter { include, exclude };
            let files: Vec<_> =
                files_of(folder.path().into(), &filter).map(Result::unwrap).collect();
            let expected: Vec<_> = expected.iter().map(|name| folder.path().join(name)).collect();
            assert_eq!(files, expected, "{name}");
            let bytes = total_bytes(&[folder.path().into()], &filter);
            assert_eq!(bytes, Some(expected.len() as u64), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_in_a_folder_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let mut pipe = std::process::Command::new("mkfifo");
        assert!(pipe.arg(folder.path().join("pipe.txt")).status().unwrap().success());
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop.txt")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("out.txt")).unwrap();
        assert_eq!(files_of(folder.path().into(), &FileFilter::default()).count(), 0);
    }
}
