//! Gazetteers from files.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Error as IoError};
use std::path::Path;

use serde::Deserialize;
use thiserror::Error;

use super::{Gazetteer, GazetteerBuilder};

/// Why a file is no list of names.
#[derive(Debug, Error)]
pub enum GazetteerError {
    /// There is no such file, or it may not be read.
    #[error(transparent)]
    File(IoError),
    /// The source could not be read.
    #[error("line {line}: {reason}")]
    Read {
        /// Number of the line, from 1.
        line: usize,
        /// What the source says.
        reason: IoError,
    },
    /// A line without name or label.
    #[error("line {line}: expected a name, a tab and a label, but found {content:?}")]
    NoLabel {
        /// Number of the line, from 1.
        line: usize,
        /// The line itself.
        content: String,
    },
    /// A line that is not the JSON object expected.
    #[error("line {line}: expected {{\"name\": …, \"label\": …, \"id\": …}}: {reason}")]
    Json {
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: serde_json::Error,
    },
    /// There is more than fits.
    #[error("there are more than 65,536 labels, or 4 GiB of names: a label stands behind its name")]
    Full,
}

/// A name as a line gives it.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow)]
    name: Cow<'l, str>,
    #[serde(borrow)]
    label: Cow<'l, str>,
    #[serde(borrow, default)]
    id: Option<Cow<'l, str>>,
}

impl Gazetteer {
    /// Reads a list: [`GazetteerBuilder::read_tsv`].
    ///
    /// # Errors
    /// [`GazetteerError`], which names the line.
    pub fn read_tsv(source: impl BufRead) -> Result<Self, GazetteerError> {
        let mut builder = GazetteerBuilder::default();
        builder.read_tsv(source)?;
        Ok(builder.build())
    }

    /// Reads a list: [`GazetteerBuilder::read_json_lines`].
    ///
    /// # Errors
    /// [`GazetteerError`], which names the line.
    ///
    /// # Example
    /// ```
    /// # use satz_entities::Gazetteer;
    /// let list = r#"{"name": "Voestalpine", "label": "ORG", "id": "AT0000937503"}"#;
    /// let gazetteer = Gazetteer::read_json_lines(list.as_bytes())?;
    /// assert_eq!(gazetteer.id("Voestalpine"), Some("AT0000937503"));
    /// # Ok::<(), satz_entities::GazetteerError>(())
    /// ```
    pub fn read_json_lines(source: impl BufRead) -> Result<Self, GazetteerError> {
        let mut builder = GazetteerBuilder::default();
        builder.read_json_lines(source)?;
        Ok(builder.build())
    }
}

/// Names of files with a JSON object a line.
const JSON_LINES: [&str; 3] = ["jsonl", "ndjson", "json"];

impl GazetteerBuilder {
    /// Adds the list in a file: JSON lines if its name ends in `.jsonl`, `.ndjson` or `.json`, else
    /// columns with tabs between.
    ///
    /// # Errors
    /// [`GazetteerError`], which names the line, but not the file.
    pub fn read_file(&mut self, path: &Path) -> Result<(), GazetteerError> {
        let source = BufReader::new(File::open(path).map_err(GazetteerError::File)?);
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            Some(extension) if JSON_LINES.contains(&extension) => self.read_json_lines(source),
            _ => self.read_tsv(source),
        }
    }

    /// Adds a list with a name, its label and, if there is one, its id on each line, with tabs
    /// between; further columns are passed over, as are empty lines.
    ///
    /// # Errors
    /// [`GazetteerError`], which names the line.
    pub fn read_tsv(&mut self, source: impl BufRead) -> Result<(), GazetteerError> {
        self.read(source, |line, content| {
            let mut columns = content.split('\t').map(str::trim);
            let mut column = || columns.next().filter(|column| !column.is_empty());
            let (Some(name), Some(label)) = (column(), column()) else {
                return Err(GazetteerError::NoLabel { line, content: content.to_owned() });
            };
            Ok(Line { name: name.into(), label: label.into(), id: column().map(Into::into) })
        })
    }

    /// Adds a list with a JSON object on each line: `name`, `label` and, if there is one, `id`;
    /// other fields are passed over, as are empty lines.
    ///
    /// # Errors
    /// [`GazetteerError`], which names the line.
    pub fn read_json_lines(&mut self, source: impl BufRead) -> Result<(), GazetteerError> {
        self.read(source, |line, content| {
            serde_json::from_str(content).map_err(|reason| GazetteerError::Json { line, reason })
        })
    }

    fn read(
        &mut self,
        mut source: impl BufRead,
        parse: impl for<'l> Fn(usize, &'l str) -> Result<Line<'l>, GazetteerError>,
    ) -> Result<(), GazetteerError> {
        let mut content = String::new();
        for line in 1.. {
            content.clear();
            let read = source.read_line(&mut content);
            if read.map_err(|reason| GazetteerError::Read { line, reason })? == 0 {
                break;
            }
            let content = content.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
            if !content.trim().is_empty() {
                let Line { name, label, id } = parse(line, content)?;
                self.add(&name, &label, id.as_deref())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_give_the_same() {
        let tsv = Gazetteer::read_tsv("\u{feff}Graz\tLOC\tg\r\n\nORF\tORG\n".as_bytes()).unwrap();
        let json = "{\"name\":\"Graz\",\"label\":\"LOC\",\"id\":\"g\"}\n{\"name\":\"ORF\",\"label\":\"ORG\"}";
        let json = Gazetteer::read_json_lines(json.as_bytes()).unwrap();
        for gazetteer in [tsv, json] {
            assert_eq!(
                (gazetteer.len(), gazetteer.id("Graz"), gazetteer.id("ORF")),
                (2, Some("g"), None)
            );
        }
    }

    #[test]
    fn errors_name_the_line() {
        let tsv = |list: &[u8]| Gazetteer::read_tsv(list).map(|it| it.len());
        let json = |list: &[u8]| Gazetteer::read_json_lines(list).map(|it| it.len());
        let cases = [
            ("no label", tsv(b"Graz\tLOC\nORF\n"), "line 2: expected a name, a tab and a label"),
            ("an empty label", tsv(b"Graz\t\tg1\n"), "line 1: expected a name, a tab and a label"),
            ("no text", tsv(b"Graz\tLOC\n\n\xff\tLOC\n"), "line 3: stream did not contain valid"),
            ("a field less", json(b"{\"name\":\"Graz\"}"), "line 1: expected {\"name\""),
            ("no JSON", json(b"{\"name\":\"G\",\"label\":\"\"}\nGraz"), "line 2: expected {"),
        ];
        for (name, outcome, expected) in cases {
            let error = outcome.unwrap_err().to_string();
            assert!(error.starts_with(expected), "{name}: {error}");
        }
    }
}
