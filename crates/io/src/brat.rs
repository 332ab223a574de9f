//! brat standoff: a text file and an annotation file for each document.

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use satz_driver::{Document, Encode, Form, Metadata, OffsetMap, Outcome, Sink, StageError};

use crate::disk::Disk;
use crate::{Failures, OutputError, Record, file_name};

/// Makes the annotation file of brat (Stenetorp et al. 2012, brat.nlplab.org/standoff.html).
///
/// `T` lines are entities: label, offsets in code points, the text. An entity that is not a plain
/// name has an attribute: `A1<TAB>Form T1 Derived`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Brat;

impl Encode for Brat {
    fn encode(&self, document: &Document, out: &mut Vec<u8>) -> Result<(), StageError> {
        let points = OffsetMap::chars(document.text());
        let mut lines = String::new();
        for (number, entity) in (1..).zip(document.entities()?) {
            let ((start, end), label) = (points.of(entity.span()), entity.label());
            let text = entity.text().replace(['\n', '\r', '\t'], " ");
            let written = writeln!(lines, "T{number}\t{label} {start} {end}\t{text}");
            written.map_err(StageError::new)?;
            if let Some(form) = form_name(entity.entity().form) {
                writeln!(lines, "A{number}\tForm T{number} {form}").map_err(StageError::new)?;
            }
        }
        out.extend_from_slice(lines.as_bytes());
        Ok(())
    }
}

fn form_name(form: Form) -> Option<&'static str> {
    match form {
        Form::Name => None,
        Form::Derived => Some("Derived"),
        Form::Part => Some("Part"),
    }
}

/// A folder of brat: `NAME.txt` and `NAME.ann` for each document.
pub struct BratFolder {
    folder: PathBuf,
    failures: Failures,
    documents: u64,
}

impl BratFolder {
    /// Makes the folder if it is not there; failed documents go to `failures`.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails.
    pub fn create(folder: &Path, mut failures: Failures) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(OutputError::write(folder))?;
        failures.open(&Disk::default())?;
        Ok(Self { folder: folder.to_owned(), failures, documents: 0 })
    }

    /// What became of failed documents so far.
    pub fn failures(&self) -> &Failures {
        &self.failures
    }

    /// Writes what is still to be written.
    ///
    /// # Errors
    /// [`OutputError::Write`] if that fails.
    pub fn finish(mut self) -> Result<Failures, OutputError> {
        self.failures.sync()?;
        Ok(self.failures)
    }

    fn write(&self, document: &Document, annotation: &[u8]) -> Result<(), OutputError> {
        let metadata = document.layer::<Metadata>().ok();
        let id = metadata.and_then(|metadata| metadata.id.as_deref()).unwrap_or_default();
        let path = self.folder.join(file_name(self.documents, id));
        for (extension, bytes) in [("txt", document.text().as_bytes()), ("ann", annotation)] {
            let path = path.with_extension(extension);
            fs::write(&path, bytes).map_err(OutputError::write(&path))?;
        }
        Ok(())
    }
}

impl Sink<Record> for BratFolder {
    type Error = OutputError;

    fn receive(&mut self, outcome: Outcome<'_, Record>) -> Result<ControlFlow<()>, OutputError> {
        let flow = match outcome.document {
            Ok(document) => {
                self.write(document, outcome.encoded)?;
                ControlFlow::Continue(())
            }
            Err(error) => self.failures.receive(self.documents, outcome.input, error)?,
        };
        self.documents += 1;
        Ok(flow)
    }
}

#[cfg(test)]
mod tests {
    use satz_driver::{Entities, Mention, Span};

    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let mut document = Document::new("„Öl“: die Wiener\nBörse").unwrap();
        let entities = Entities::try_new([
            Mention::new(Span::new(15, 28), "ORG", Form::Name),
            Mention::new(Span::new(15, 21), "LOC", Form::Derived),
        ]);
        document.insert(entities.unwrap()).unwrap();
        let mut out = Vec::new();
        Brat.encode(&document, &mut out).unwrap();
        let expected = "T1\tORG 10 22\tWiener Börse\nT2\tLOC 10 16\tWiener\nA2\tForm T2 Derived\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
