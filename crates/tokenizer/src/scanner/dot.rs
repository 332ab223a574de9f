//! Does this dot belong to the word or number before it?

use satz_core::TokenKind;

use super::{Follower, Scanner};
use crate::conventions::{Hyphens, NumberStyle};
use crate::lexicon::KeepsDot;

/// An unknown word of at most so many bytes is an abbreviation if a mark follows its dot.
const SHORT_WORD: usize = 8;

impl Scanner<'_> {
    /// The end and the kind of the word that ends, but for a dot, at `end`.
    pub(super) fn word_dot(&self, end: usize) -> (usize, TokenKind) {
        if self.byte(end) != b'.' {
            return (end, TokenKind::Word);
        }
        let next = end + 1;
        if self.continues_word(next) {
            self.inner_dot(end)
        } else if self.byte(next) == b'-' && self.letter(next + 1) && self.may_keep_dot(end) {
            self.dotted_compound(next)
        } else if self.keeps_dot(end) {
            (next, TokenKind::Abbreviation)
        } else if self.is_roman_ordinal(end) {
            (next, TokenKind::Ordinal)
        } else {
            (end, TokenKind::Word)
        }
    }

    /// `K.-o.-Phase`, `St.-Pölten`: the hyphen stands at `hyphen`, after a dot.
    pub(super) fn dotted_compound(&self, hyphen: usize) -> (usize, TokenKind) {
        if self.conventions.hyphens != Hyphens::Keep {
            return (hyphen, TokenKind::Abbreviation);
        }
        let end = self.compound(self.word_run(hyphen + 1));
        if self.byte(end) == b'.' && self.byte(end + 1) == b'-' && self.letter(end + 2) {
            return self.dotted_compound(end + 1);
        }
        let titled = self.byte(end) == b'.' && self.is_known(end);
        if titled { (end + 1, TokenKind::Abbreviation) } else { (end, TokenKind::Word) }
    }

    fn may_keep_dot(&self, end: usize) -> bool {
        self.is_single_letter(end)
            || self.conventions.abbreviations.find(&self.text[self.at..end]).is_some()
    }

    fn is_single_letter(&self, end: usize) -> bool {
        self.char(self.at).is_some_and(|first| first.len_utf8() == end - self.at)
    }

    /// A dot at `end` with a letter or digit directly behind it.
    fn inner_dot(&self, end: usize) -> (usize, TokenKind) {
        if self.is_single_letter(end) {
            return (self.acronym(end), TokenKind::Abbreviation);
        }
        let digit = self.byte(end + 1).is_ascii_digit();
        let keeps = match self.conventions.abbreviations.find(&self.text[self.at..end]) {
            Some(KeepsDot::Always | KeepsDot::BeforeNumberOrName) => true,
            Some(KeepsDot::BeforeNumber) => digit,
            Some(KeepsDot::BeforeName) => !digit,
            None => false,
        };
        if keeps {
            return (end + 1, TokenKind::Abbreviation);
        }
        (self.dotted_name(end).unwrap_or(end), TokenKind::Word)
    }

    /// The end of `U.S.`, `z.B.`, `J.R.R.`, `n.Chr.`: the first dot stands at `end`.
    fn acronym(&self, mut end: usize) -> usize {
        loop {
            let start = end + 1;
            let next = self.word_run(start);
            let label = &self.text[start..next];
            let letters = label.chars().take(2).count();
            let known = letters > 1 && self.conventions.abbreviations.find(label).is_some();
            let capitals = letters > 1 && label.len() <= 4 && label.chars().all(char::is_uppercase);
            match (letters, self.byte(next) == b'.') {
                (0, _) => return start,
                (1, true) => end = next,
                (1, false) => return next,
                (_, true) if known => return next + 1,
                (_, false) if capitals => return next,
                _ => return start,
            }
        }
    }

    /// English keeps names of three parts and more whole: `comp.sources.unix`.
    fn dotted_name(&self, end: usize) -> Option<usize> {
        if self.conventions.numbers == NumberStyle::German {
            return None;
        }
        let (mut last, mut dots) = (end, 0);
        while self.byte(last) == b'.' && self.byte(last + 1).is_ascii_lowercase() {
            last = self.word_run(last + 1);
            dots += 1;
        }
        (dots > 1).then_some(last)
    }

    /// Whether the word that ends at `end` keeps the dot there, before a blank or a mark.
    fn keeps_dot(&self, end: usize) -> bool {
        let next = end + 1;
        // An abbreviation and a full stop, or an abbreviation and an ellipsis.
        let dots = self.dots(end) - end;
        if dots > 1 && (!self.is_known(end) || !matches!(dots, 2 | 4)) {
            return false;
        }
        let word = &self.text[self.at..end];
        if self.is_single_letter(end) {
            return self.letter_keeps_dot(next);
        }
        match self.conventions.abbreviations.find(word) {
            Some(KeepsDot::Always) => true,
            Some(KeepsDot::BeforeNumber) => self.follower(next) == Follower::Number,
            Some(KeepsDot::BeforeName) => self.begins_name(next),
            Some(KeepsDot::BeforeNumberOrName) => {
                self.follower(next) == Follower::Number || self.begins_name(next)
            }
            None if word.len() <= SHORT_WORD && matches!(self.byte(next), b',' | b';' | b':') => {
                true
            }
            None => word.rsplit_once('-').is_some_and(|(_, part)| self.part_keeps_dot(part, next)),
        }
    }

    /// Whether a capitalised word that begins no sentences stands at or behind `at`.
    fn begins_name(&self, at: usize) -> bool {
        matches!(self.follower(at), Follower::Capitalised(name)
            if !self.conventions.sentence_starters.contains(name))
    }

    /// Whether the last part of a compound keeps the dot before `next`: `Konto-Nr. 5`, `Hans-J. Huber`.
    fn part_keeps_dot(&self, part: &str, next: usize) -> bool {
        match self.follower(next) {
            Follower::Number => {
                self.conventions.abbreviations.find(part) == Some(KeepsDot::BeforeNumber)
            }
            _ => {
                part.len() == 1
                    && part.bytes().all(|it| it.is_ascii_uppercase())
                    && self.begins_name(next)
            }
        }
    }

    fn is_known(&self, end: usize) -> bool {
        let found = self.conventions.abbreviations.find(&self.text[self.at..end]);
        found == Some(KeepsDot::Always)
    }

    /// Whether a single letter keeps its dot: `J. Strauß`, `Heidi K.`, but `schrieb sie auf X.`
    fn letter_keeps_dot(&self, next: usize) -> bool {
        let capital = self.char(self.at).is_some_and(char::is_uppercase);
        let follower = self.follower(next);
        if self.conventions.numbers == NumberStyle::English {
            let initial = capital && self.byte(self.at) != b'I' || self.byte(self.at) == b'c';
            return initial && follower != Follower::Nothing;
        }
        let ends = match follower {
            Follower::Nothing => true,
            Follower::Capitalised(word) => self.conventions.sentence_starters.contains(word),
            _ => false,
        };
        let after_word =
            |before: &str| before.starts_with(char::is_lowercase) && !before.ends_with('.');
        !(capital && ends && self.previous().is_some_and(after_word))
    }

    /// `II.`, `XVI.` after a name, or before a noun: `Ramses II. starb`, `im II. Bezirk`.
    fn is_roman_ordinal(&self, end: usize) -> bool {
        let word = &self.bytes[self.at..end];
        let roman = word.len() <= SHORT_WORD
            && word.iter().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'));
        let lists = self.conventions;
        let counts = |before: &str| match self.follower(end + 1) {
            Follower::Nothing => false,
            Follower::Capitalised(noun) if lists.ordinal_contexts.contains(before) => {
                !lists.sentence_starters.contains(noun)
            }
            _ => before.starts_with(char::is_uppercase),
        };
        roman
            && self.dots(end) == end + 1
            && lists.numbers == NumberStyle::German
            && self.previous().is_some_and(counts)
    }

    /// Whether the number that ends at `end` keeps the dot there: `am 24.`, `Platz 3.`
    pub(super) fn is_ordinal(&self, end: usize) -> bool {
        let digits = &self.bytes[self.at..end];
        let next = end + 1;
        if !digits.iter().all(u8::is_ascii_digit) {
            return self.is_day_and_month(end);
        }
        if digits.len() > 3 || self.conventions.numbers == NumberStyle::English {
            return false;
        }
        match self.byte(next) {
            b',' | b'/' => true,
            b')' => self.char_before(self.at) == Some('('),
            b'.' | b':' | b';' | b'!' | b'?' | b'"' => false,
            _ => self.is_ordinal_before(next),
        }
    }

    fn is_ordinal_before(&self, next: usize) -> bool {
        let before = self.previous();
        // Behind a full stop it counts the items of a list, behind an ordinal it is a month.
        let behind_dot =
            |it: &str| it == "." || it.ends_with('.') && it.starts_with(char::is_numeric);
        let context = self.begins_line()
            || before
                .is_some_and(|it| behind_dot(it) || self.conventions.ordinal_contexts.contains(it));
        match self.follower(next) {
            Follower::Lower => true,
            Follower::Capitalised(word) => {
                let starters = &self.conventions.sentence_starters;
                let counted = self.conventions.ordinal_nouns.contains(word);
                let noun = before
                    .is_some_and(|it| it.starts_with(char::is_uppercase) && !starters.contains(it));
                context || counted || !noun && !starters.contains(word)
            }
            Follower::Number => context || self.begins_month(next),
            Follower::Mark => context || self.begins_range(next),
            Follower::Nothing => context,
        }
    }

    /// Whether a dash and a number with a dot stand behind the blanks at `at`: `10. – 26. Mai`.
    fn begins_range(&self, at: usize) -> bool {
        let last = self.text[at..].trim_start().strip_prefix(['–', '-']).unwrap_or_default();
        let rest = last.trim_start();
        let number = rest.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.');
        rest.starts_with(|it: char| it.is_ascii_digit())
            && rest[..rest.len() - number.len()].ends_with('.')
    }

    /// Whether the number of a month stands behind the blanks at `at`: `1. 1. 2024`.
    fn begins_month(&self, at: usize) -> bool {
        let start = at + self.text[at..].len() - self.text[at..].trim_start().len();
        let end = self.word_run(start);
        let month = self.text[start..end].parse().is_ok_and(|month: u8| (1..=12).contains(&month));
        month && self.byte(end) == b'.' && end - self.at <= "31.  12".len()
    }

    /// `24.12.` before a word in lower case, a number or a dash.
    fn is_day_and_month(&self, end: usize) -> bool {
        let parts = self.text[self.at..end].split_once('.');
        let number =
            |part: &str, most: u8| part.len() <= 2 && part.parse().is_ok_and(|it: u8| it <= most);
        parts.is_some_and(|(day, month)| number(day, 31) && number(month, 12))
            && self.conventions.numbers == NumberStyle::German
            && match self.follower(end + 1) {
                Follower::Mark => self.begins_range(end + 1),
                follower => matches!(follower, Follower::Lower | Follower::Number),
            }
    }
}
