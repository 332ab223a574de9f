//! Gazetteers from files.

use std::io::{BufRead, Error as IoError};

use serde::Deserialize;
use thiserror::Error;

use super::Gazetteer;

/// Why a file is no list of names.
#[derive(Debug, Error)]
pub enum GazetteerError {
    /// The source could not be read.
    #[error("the list of names cannot be read: {0}")]
    Read(#[from] IoError),
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
}

/// A name as a line gives it.
#[derive(Deserialize)]
struct Line {
    name: String,
    label: String,
    #[serde(default)]
    id: Option<String>,
}

impl Gazetteer {
    /// Reads a list with a name, its label and, if there is one, its id on each line, with tabs
    /// between. Empty lines are skipped.
    ///
    /// # Errors
    /// [`GazetteerError`], which names the line.
    pub fn read_tsv(source: impl BufRead) -> Result<Self, GazetteerError> {
        Self::read(source, |line, content| {
            let mut columns =
                content.split('\t').map(str::trim).filter(|column| !column.is_empty());
            let (Some(name), Some(label)) = (columns.next(), columns.next()) else {
                return Err(GazetteerError::NoLabel { line, content: content.to_owned() });
            };
            Ok(Line { name: name.into(), label: label.into(), id: columns.next().map(Into::into) })
        })
    }

    /// Reads a list with a JSON object on each line: `name`, `label` and, if there is one, `id`.
    /// Empty lines are skipped.
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
        Self::read(source, |line, content| {
            serde_json::from_str(content).map_err(|reason| GazetteerError::Json { line, reason })
        })
    }

    fn read(
        source: impl BufRead,
        name: impl Fn(usize, &str) -> Result<Line, GazetteerError>,
    ) -> Result<Self, GazetteerError> {
        let mut names = Vec::new();
        for (index, line) in source.lines().enumerate() {
            let line = line?;
            if !line.trim().is_empty() {
                names.push(name(index + 1, &line)?);
            }
        }
        let names = names.iter();
        Ok(Self::new(
            names.map(|name| (name.name.as_str(), name.label.as_str(), name.id.as_deref())),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_give_the_same() {
        let tsv = Gazetteer::read_tsv("Graz\tLOC\tg\n\nORF\tORG\n".as_bytes()).unwrap();
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
        let error = Gazetteer::read_tsv("Graz\tLOC\nORF\n".as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("line 2: expected a name"), "{error}");
        let error = Gazetteer::read_json_lines("{\"name\":\"Graz\"}".as_bytes()).unwrap_err();
        assert!(
            error.to_string().contains("line 1") && error.to_string().contains("label"),
            "{error}"
        );
    }
}
