//! A line of the column formats: what the corpora of the field hold in which column.

/// What a line says.
///
/// The layouts of the field's corpora are told apart by their tags: satz' own and that of WNUT 2017
/// (token, tag), with tabs or blanks between, further columns passed over; that of CoNLL-2003,
/// whose last column is the tag (Tjong Kim Sang and De Meulder, CoNLL 2003); and that of GermEval
/// 2014 (number, token, outer tag, inner tag), of which the outer tag counts (Benikova, Biemann and
/// Reznicek, LREC 2014).
///
/// Corpora for training must have a tag in every line, texts that wait for their tags need none:
/// it is for the reader to ask for it.
///
/// # Example
/// ```
/// use satz_entities::iob2::Line;
///
/// let graz = Line::Token { form: "Graz", tag: Some("B-LOC") };
/// for line in ["Graz\tB-LOC", "Graz\tB-LOC\tO", "Graz NE I-NC B-LOC", "3\tGraz\tB-LOC\tO"] {
///     assert_eq!(Line::parse(line), graz);
/// }
/// assert_eq!(Line::parse("#\tO"), Line::Token { form: "#", tag: Some("O") });
/// assert_eq!(Line::parse("# Quelle: Agentur"), Line::Comment);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// A token, and its tag unless the line has but one column.
    Token {
        /// The token.
        form: &'a str,
        /// The tag, or what stands in its place.
        tag: Option<&'a str>,
    },
    /// An empty line: the sentence before it is complete.
    SentenceEnd,
    /// `-DOCSTART-` of CoNLL-2003, or a comment `# newdoc`.
    DocumentStart,
    /// A line that begins with `#` and has no tag, as GermEval's with the source of a sentence.
    Comment,
}

impl<'a> Line<'a> {
    /// Reads a line without its line end.
    pub fn parse(line: &'a str) -> Self {
        if begins_document(line.as_bytes()) {
            return Self::DocumentStart;
        }
        match line.split_once('\t') {
            Some((first, rest)) => Self::with_tabs(first, rest),
            None => Self::with_blanks(line),
        }
    }

    fn with_tabs(first: &'a str, rest: &'a str) -> Self {
        let columns: Vec<&str> = rest.split('\t').map(str::trim).collect();
        match columns[..] {
            [form, outer, inner] if is_number(first) && is_tag(outer) && is_tag(inner) => {
                Self::Token { form, tag: Some(outer) }
            }
            [source] if first == "#" && !is_tag(source) => Self::Comment,
            [tag, ..] if is_tag(tag) => Self::Token { form: first, tag: Some(tag) },
            _ => Self::Token { form: first, tag: columns.last().copied() },
        }
    }

    /// A blank may be part of a token that has no tag.
    fn with_blanks(line: &'a str) -> Self {
        let columns: Vec<&str> = line.split_whitespace().collect();
        match columns[..] {
            [] => Self::SentenceEnd,
            ["#", .., chunk, tag] if !(is_tag(chunk) && is_tag(tag)) => Self::Comment,
            [form, .., tag] if (form == "#" || !form.starts_with('#')) && is_tag(tag) => {
                Self::Token { form, tag: Some(tag) }
            }
            [first, ..] if first.starts_with('#') => Self::Comment,
            _ => Self::Token { form: line, tag: None },
        }
    }
}

/// Whether a line says that a document begins.
pub fn begins_document(line: &[u8]) -> bool {
    line.starts_with(b"-DOCSTART-") || line.starts_with(b"# newdoc")
}

fn is_number(column: &str) -> bool {
    !column.is_empty() && column.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether this is `O`, `B-LABEL` or `I-LABEL`.
pub(super) fn is_tag(column: &str) -> bool {
    let label = column.strip_prefix("B-").or_else(|| column.strip_prefix("I-"));
    column == "O" || label.is_some_and(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layouts_of_the_field_are_told_apart() {
        let cases = [
            ("two columns", "Graz\tB-LOC", Some(("Graz", Some("B-LOC")))),
            ("two columns, blank", "Graz B-LOC", Some(("Graz", Some("B-LOC")))),
            ("outer and inner", "Grazer\tB-LOCderiv\tO", Some(("Grazer", Some("B-LOCderiv")))),
            ("CoNLL-2003", "Graz NNP B-NP I-LOC", Some(("Graz", Some("I-LOC")))),
            ("CoNLL-2003, German", "Graz Graz NE I-NC B-LOC", Some(("Graz", Some("B-LOC")))),
            ("CoNLL-2003, tabs", "Graz\tNNP\tB-NP\tB-LOC", Some(("Graz", Some("B-LOC")))),
            ("CoNLL-2003, a hash", "# # B-NP O", Some(("#", Some("O")))),
            ("GermEval", "12\tGraz\tB-LOC\tO", Some(("Graz", Some("B-LOC")))),
            ("GermEval, like a tag", "3\tB-Jugend\tO\tO", Some(("B-Jugend", Some("O")))),
            ("a number with two layers", "12\tO\tO", Some(("12", Some("O")))),
            ("a hash, tab", "#\tO", Some(("#", Some("O")))),
            ("a hash, blank", "# O", Some(("#", Some("O")))),
            ("another scheme", "Graz\tU-LOC", Some(("Graz", Some("U-LOC")))),
            ("no tag", "Graz", Some(("Graz", None))),
            ("no tag, a blank inside", "30 000", Some(("30 000", None))),
            ("a source of GermEval", "#\thttp://example.org [2010-03-01]", None),
            ("a comment", "# Quelle: Agentur", None),
            ("a comment like a tag", "# sent_id = B-12", None),
            ("a comment, no blank", "#Graz B-LOC", None),
            ("a hash alone", "#", None),
        ];
        for (name, line, expected) in cases {
            let expected = expected.map(|(form, tag)| Line::Token { form, tag });
            assert_eq!(Line::parse(line), expected.unwrap_or(Line::Comment), "{name}");
        }
    }
}
