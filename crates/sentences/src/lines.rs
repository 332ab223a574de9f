//! Line breaks: deliberate, or only there because the line was full.

/// Lines longer than this, in characters, are paragraphs, not lines of a wrapped text.
const LONGEST_WRAPPED: usize = 120;

/// Blocks whose lines are all shorter are lists, addresses or verse, not wrapped text.
const SHORTEST_WRAPPED: usize = 40;

/// Tells line breaks of hard-wrapped text from deliberate ones.
///
/// A break was made by wrapping if the first word of the next line would not have fitted: if the
/// line with a blank and that word were longer than the longest line of its block. A block ends
/// at a blank line. Every byte is read a fixed number of times, whatever the number of questions,
/// if they are asked from left to right.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The block that `width` was measured for ends here.
    block_end: usize,
    /// Characters of the longest line of the block.
    width: usize,
}

impl Lines {
    /// Whether the gap from byte `end` to byte `start` is a line break made by wrapping.
    pub(crate) fn is_wrapped(&mut self, text: &str, end: usize, start: usize) -> bool {
        if end >= self.block_end {
            self.measure(text, end);
        }
        let line = text[..end].rsplit('\n').next().unwrap_or_default().trim_start();
        let word = text[start..].split(char::is_whitespace).next().unwrap_or_default();
        let needed = length(line) + 1 + length(word);
        (SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&self.width) && needed > self.width
    }

    /// Measures the block around byte `at`, from its line on.
    fn measure(&mut self, text: &str, at: usize) {
        let begin = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        self.width = 0;
        self.block_end = begin;
        for line in text[begin..].split_inclusive('\n') {
            let content = line.trim();
            if content.is_empty() {
                break;
            }
            self.width = self.width.max(length(content));
            self.block_end += line.len();
        }
    }
}

fn length(line: &str) -> usize {
    line.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each line break of `text` is a wrapped one.
    fn wrapped(text: &str) -> Vec<bool> {
        let mut lines = Lines::default();
        let breaks = text.match_indices('\n');
        breaks.map(|(at, _)| lines.is_wrapped(text, at, at + 1)).collect()
    }

    #[test]
    fn a_break_is_wrapped_if_the_next_word_did_not_fit() {
        let cases = [
            (
                "full lines",
                "Die Regierung hat am Montag in Wien beschlossen,\n\
                 dass die Steuern heuer nicht mehr steigen\n\
                 sollen.",
                vec![true, true],
            ),
            (
                "a heading",
                "Neue Steuern\n\
                 Die Regierung hat am Montag in Wien beschlossen,\n\
                 dass sie steigen",
                vec![false, true],
            ),
            ("a list", "Brot\nMilch und Butter\nEier", vec![false, false]),
            ("paragraphs", &format!("{}\nNein", "Ja und ".repeat(20)), vec![false]),
        ];
        for (name, text, expected) in cases {
            assert_eq!(wrapped(text), expected, "{name}");
        }
    }
}
