//! Bars at a terminal.

use std::io::{self, Write};

/// Columns of a terminal, where it does not say.
const USUAL_WIDTH: usize = 80;
/// A longer bar says no more.
const LONGEST_BAR: usize = 60;
/// Eighths of a column (Unicode block elements).
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Named counts, each with a bar.
#[derive(Debug, Default)]
pub(super) struct Chart {
    rows: Vec<(String, usize)>,
}

impl Chart {
    pub(super) fn push(&mut self, name: String, count: usize) {
        self.rows.push((name, count));
    }

    /// Writes `title` and the rows, as wide as the terminal allows; nothing without rows.
    pub(super) fn write(&self, title: &str, out: &mut impl Write) -> io::Result<()> {
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        self.write_within(columns.unwrap_or(USUAL_WIDTH), title, out)
    }

    fn write_within(&self, columns: usize, title: &str, out: &mut impl Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let names = self.rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        let most = self.rows.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
        let all = self.rows.iter().map(|(_, count)| count).sum::<usize>().max(1);
        let figures = most.to_string().len();
        let room = columns.saturating_sub(names + figures + 12).clamp(8, LONGEST_BAR);
        writeln!(out, "\n{title}")?;
        for (name, count) in &self.rows {
            let share = 1000 * count / all;
            let share = format!("{}.{}", share / 10, share % 10);
            let bar = bar(8 * room * count / most);
            let row = format!("  {name:names$}  {count:figures$} {share:>5} %  {bar}");
            writeln!(out, "{}", row.trim_end())?;
        }
        Ok(())
    }
}

fn bar(eighths: usize) -> String {
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_there_is_room() {
        let mut chart = Chart::default();
        for (name, count) in [("LOC", 30), ("PER part", 10), ("ORG", 0)] {
            chart.push(name.to_owned(), count);
        }
        let mut out = Vec::new();
        chart.write_within(32, "Names", &mut out).unwrap();
        let expected = "
Names
  LOC       30  75.0 %  ██████████
  PER part  10  25.0 %  ███▎
  ORG        0   0.0 %
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn no_rows_no_chart() {
        let mut out = Vec::new();
        Chart::default().write("Names", &mut out).unwrap();
        assert!(out.is_empty());
    }
}
