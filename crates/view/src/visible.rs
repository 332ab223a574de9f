//! Text of documents in HTML: everything is seen, nothing acts.

use maud::{Escaper, Markup, Render, html};

use std::fmt::Write;

/// Text of a document as the content of an element.
///
/// Control characters, and marks that embed, override or isolate a reading direction (UAX #9,
/// section 2), become empty elements that show their code point: they cannot act, and the file has
/// no raw one in it. A carriage return is a blank and stays, as a character reference.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visible<'a>(pub(crate) &'a str);

impl Render for Visible<'_> {
    fn render_to(&self, buffer: &mut String) {
        let mut rest = self.0;
        while let Some(at) = rest.find(is_hidden) {
            let (plain, hidden) = rest.split_at(at);
            escape(plain, buffer);
            let mut letters = hidden.chars();
            if let Some(letter) = letters.next() {
                stand_in(letter).render_to(buffer);
            }
            rest = letters.as_str();
        }
        escape(rest, buffer);
    }
}

/// Text of a document for attributes and the title of the page, where there are no elements.
pub(crate) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => shown.push(' '),
            _ if is_hidden(letter) => shown.extend(["[", &code_point(letter), "]"]),
            _ => shown.push(letter),
        }
    }
    shown
}

fn is_hidden(letter: char) -> bool {
    let directs = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    directs || (letter.is_control() && !matches!(letter, '\n' | '\t'))
}

fn stand_in(letter: char) -> Markup {
    if letter == '\r' {
        return maud::PreEscaped("&#13;".to_owned());
    }
    html! { span.control data-code=(code_point(letter)) {} }
}

fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

fn escape(text: &str, buffer: &mut String) {
    // Writing to a string does not fail.
    let _ = Escaper::new(buffer).write_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts() {
        let cases = [
            ("markup", "</style><b>", "&lt;/style&gt;&lt;b&gt;"),
            ("quotes and entities", "\"&amp;'", "&quot;&amp;amp;'"),
            ("an override", "a\u{202e}b", "a<span class=\"control\" data-code=\"U+202E\"></span>b"),
            ("a null", "\0", "<span class=\"control\" data-code=\"U+0000\"></span>"),
            ("line ends", "a\r\nb\tc", "a&#13;\nb\tc"),
            ("joiners stay", "👩\u{200d}🚒", "👩\u{200d}🚒"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(Visible(text).render().into_string(), expected, "{name}");
        }
    }

    #[test]
    fn attributes_are_on_one_line() {
        assert_eq!(plain("a\n\u{2067}b\u{7}"), "a [U+2067]b[U+0007]");
    }
}
