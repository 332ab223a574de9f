//! Counts of instructions that are allowed, and the judgement of new ones by them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use anyhow::{Context, Error, Result};

/// More than this share above the stored count is a failure.
const TOLERANCE: f64 = 0.05;

/// What a workload needed, and what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Instructions of the processor.
    pub instructions: u64,
    /// Checksum of the answer.
    pub answer: String,
}

/// How a count compares with the stored one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// The same answer, by about as many instructions: the share above the stored ones.
    Sound(f64),
    /// The same answer, but by more instructions than are allowed.
    More(f64),
    /// Fast or slow, it is not what was stored.
    OtherAnswer,
    /// Nothing is stored under this name.
    Unknown,
}

impl Verdict {
    /// Whether it must not land like this.
    pub fn is_failure(self) -> bool {
        !matches!(self, Self::Sound(_))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sound(excess) => write!(f, "{:+7.1} %", 100.0 * excess),
            Self::More(excess) => write!(f, "{:+7.1} %  MORE", 100.0 * excess),
            Self::OtherAnswer => f.write_str("ANOTHER ANSWER than the stored one"),
            Self::Unknown => f.write_str("NOTHING STORED to compare with"),
        }
    }
}

/// The stored counts, by workload: name, instructions and answer on a line, with tabs between.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<String, Count>);

impl Counts {
    /// Compares the count of a workload with the stored one.
    pub fn judge(&self, name: &str, count: &Count) -> Verdict {
        match self.0.get(name) {
            None => Verdict::Unknown,
            Some(stored) if stored.answer != count.answer => Verdict::OtherAnswer,
            Some(stored) => match excess(count.instructions, stored.instructions) {
                excess if excess > TOLERANCE => Verdict::More(excess),
                excess => Verdict::Sound(excess),
            },
        }
    }

    /// The names that are stored.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Stores a count in the place of an older one.
    pub fn insert(&mut self, name: &str, count: Count) {
        self.0.insert(name.to_owned(), count);
    }

    /// Forgets the counts of other workloads than these.
    pub fn retain(&mut self, names: &[String]) {
        self.0.retain(|name, _| names.contains(name));
    }
}

/// How much more than `stored` this is, as a share of it.
#[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
fn excess(instructions: u64, stored: u64) -> f64 {
    instructions as f64 / stored as f64 - 1.0
}

impl FromStr for Counts {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let count = |line| parse(line).with_context(|| format!("not a count: {line}"));
        Ok(Self(lines.map(count).collect::<Result<_>>()?))
    }
}

fn parse(line: &str) -> Option<(String, Count)> {
    let mut fields = line.split('\t');
    let (name, instructions, answer) = (fields.next()?, fields.next()?, fields.next()?);
    let instructions = instructions.parse().ok()?;
    Some((name.to_owned(), Count { instructions, answer: answer.to_owned() }))
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "# Instructions for the longest article of the fixtures, warm, and the checksum of the answer.\n\
             # Made by: cargo run --release -p satz-benches --bin instructions -- --update\n",
        )?;
        self.0.iter().try_for_each(|(name, Count { instructions, answer })| {
            writeln!(f, "{name}\t{instructions}\t{answer}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(instructions: u64, answer: &str) -> Count {
        Count { instructions, answer: answer.to_owned() }
    }

    #[test]
    fn what_differs_from_the_stored_counts_fails() {
        let stored: Counts = "# Counts\nde/tokens\t1000\tabc\n".parse().unwrap();
        let cases = [
            ("as stored", "de/tokens", count(1000, "abc"), false),
            ("a little more", "de/tokens", count(1049, "abc"), false),
            ("fewer", "de/tokens", count(10, "abc"), false),
            ("more", "de/tokens", count(1051, "abc"), true),
            ("another answer", "de/tokens", count(1000, "abd"), true),
            ("another answer, fewer", "de/tokens", count(10, "abd"), true),
            ("a new workload", "de/json", count(1000, "abc"), true),
        ];
        for (name, workload, count, is_failure) in cases {
            let verdict = stored.judge(workload, &count);
            assert_eq!(verdict.is_failure(), is_failure, "{name}: {verdict}");
        }
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let mut counts = Counts::default();
        counts.insert("de/tokens", count(1000, "abc"));
        counts.insert("de/gone", count(1, "abc"));
        counts.retain(&["de/tokens".to_owned()]);
        let read: Counts = counts.to_string().parse().unwrap();
        assert_eq!((read.names().collect::<Vec<_>>(), &read), (vec!["de/tokens"], &counts));
    }

    #[test]
    fn a_broken_line_is_an_error() {
        for text in ["de/tokens", "de/tokens\tmany\tabc", "de/tokens\t1000"] {
            assert!(text.parse::<Counts>().is_err(), "{text}");
        }
    }
}
