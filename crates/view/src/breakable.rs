//! Names of files, which have no blanks to break their lines at.

use maud::{Markup, Render, html};

use crate::visible::Visible;

/// Text with places in it where a line may end: behind `/` and `_`, and before the end of a file
/// name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Breakable<'a>(pub(crate) &'a str);

impl Render for Breakable<'_> {
    fn render(&self) -> Markup {
        html! {
            @for (number, part) in parts(self.0).into_iter().enumerate() {
                @if number > 0 { wbr; }
                (Visible(part))
            }
        }
    }
}

fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, letter) in text.char_indices() {
        let next = at + letter.len_utf8();
        let end = match letter {
            '/' | '_' => next,
            '.' if text[next..].starts_with(|next: char| next.is_ascii_lowercase()) => at,
            _ => continue,
        };
        parts.push(&text[start..end]);
        start = end;
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_a_reader_would_end_them() {
        let cases = [
            ("archiv/2026/der_artikel.txt", "archiv/<wbr>2026/<wbr>der_<wbr>artikel<wbr>.txt"),
            ("Preise steigen um 3.2 Prozent.", "Preise steigen um 3.2 Prozent."),
            ("<b>/", "&lt;b&gt;/"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(Breakable(text).render().into_string(), expected);
        }
    }
}
