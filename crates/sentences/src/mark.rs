//! What the marks of a text do at the border of a sentence.

/// The part a mark plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `.`
    FullStop,
    /// `!`, also together with `?`.
    Exclamation,
    /// `?`
    Question,
    /// `…`, `...`
    Ellipsis,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// A quotation mark of any kind: which side it stands on, the gaps around it tell.
    Quote,
    /// `(`, `[`, `{`
    OpeningBracket,
    /// `)`, `]`, `}`
    ClosingBracket,
    /// `-`, `–`, `—`
    Dash,
    /// The mark of a list item: `•`, `*`.
    Bullet,
    /// Any other mark; it neither ends nor begins a sentence.
    Other,
}

impl Mark {
    /// The part that the mark `form` plays.
    pub(crate) fn of(form: &str) -> Self {
        let Some(first) = form.chars().next() else { return Self::Other };
        match first {
            '.' if form.len() == 1 => Self::FullStop,
            '.' | '…' => Self::Ellipsis,
            '!' | '‼' | '⁉' => Self::Exclamation,
            '?' if form.contains('!') => Self::Exclamation,
            '?' => Self::Question,
            ':' => Self::Colon,
            ';' => Self::Semicolon,
            '"' | '\'' | '`' | '„' | '“' | '”' | '‚' | '‘' | '’' | '»' | '«' | '›' | '‹' | '‟' => {
                Self::Quote
            }
            ',' if form == ",," => Self::Quote,
            '(' | '[' | '{' => Self::OpeningBracket,
            ')' | ']' | '}' => Self::ClosingBracket,
            '-' | '–' | '—' => Self::Dash,
            '•' | '*' | '·' | '▪' | '■' | '►' => Self::Bullet,
            _ => Self::Other,
        }
    }

    /// Whether the mark can end a sentence.
    pub(crate) fn terminates(self) -> bool {
        matches!(self, Self::FullStop | Self::Exclamation | Self::Question | Self::Ellipsis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_marks() {
        let cases = [
            (".", Mark::FullStop),
            ("...", Mark::Ellipsis),
            ("…", Mark::Ellipsis),
            ("?!", Mark::Exclamation),
            ("??", Mark::Question),
            ("''", Mark::Quote),
            (",,", Mark::Quote),
            (",", Mark::Other),
            ("»", Mark::Quote),
            ("–", Mark::Dash),
        ];
        for (form, mark) in cases {
            assert_eq!(Mark::of(form), mark, "{form}");
        }
    }
}
