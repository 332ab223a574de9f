//! A slow, obvious tokenizer for plain German text.
//!
//! It reads characters, not bytes, asks `char` for classes, not tables, and one question after
//! another. It knows words, compounds, numbers, ordinals, abbreviations and marks, but no addresses,
//! faces, pictographs or apostrophes, and no marks inside words but hyphens.

use crate::lists::{ORDINAL_CONTEXTS, ORDINAL_NOUNS, TOKEN_STARTERS, abbreviation};

/// The tokens of `text`, separated by blanks.
pub(crate) fn reference(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (mut tokens, mut at): (Vec<String>, _) = (Vec::new(), 0);
    while at < characters.len() {
        let first = characters[at];
        if first.is_whitespace() {
            at += 1;
            continue;
        }
        // What stands on the same line.
        let gap = gap(&characters, at);
        let before = tokens.last().filter(|_| gap.chars().all(|it| it == ' ')).map(String::as_str);
        let begins_line = tokens.is_empty() || gap.contains('\n');
        let end = if first.is_alphabetic() {
            word(&characters, at, before)
        } else if first.is_numeric() {
            number(&characters, at, before, begins_line)
        } else if matches!(first, '.' | '…') {
            run(&characters, at, |it| matches!(it, '.' | '…'))
        } else if first == '-' {
            run(&characters, at, |it| it == first)
        } else {
            at + 1
        };
        tokens.push(characters[at..end].iter().collect());
        at = end;
    }
    tokens.join(" ")
}

fn run(characters: &[char], at: usize, belongs: impl Fn(char) -> bool) -> usize {
    at + characters[at..].iter().take_while(|&&it| belongs(it)).count()
}

fn letters(characters: &[char], at: usize) -> usize {
    run(characters, at, char::is_alphanumeric)
}

fn char_at(characters: &[char], at: usize) -> char {
    characters.get(at).copied().unwrap_or(' ')
}

/// The white space before `at`.
fn gap(characters: &[char], at: usize) -> String {
    characters[..at].iter().rev().take_while(|it| it.is_whitespace()).collect()
}

/// The word or the mark behind the white space at `at`; nothing behind a blank line.
fn follower(characters: &[char], at: usize) -> String {
    let next = run(characters, at, char::is_whitespace);
    let lines = characters[at..next].iter().filter(|&&it| it == '\n').count();
    let end = letters(characters, next).max(next + 1).min(characters.len());
    if lines > 1 { String::new() } else { characters[next..end].iter().collect() }
}

fn is_lower(form: &str) -> bool {
    form.starts_with(char::is_lowercase)
}

fn is_capitalised(form: &str) -> bool {
    form.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase())
}

/// The end of the word at `at`, with what hyphens connect to it, and its dot.
fn word(characters: &[char], at: usize, before: Option<&str>) -> usize {
    let mut end = letters(characters, at);
    while char_at(characters, end) == '-' {
        let next = char_at(characters, end + 1);
        if !next.is_alphanumeric() {
            let cut_off = next.is_whitespace() || matches!(next, ',' | ')');
            return end + usize::from(cut_off && char_at(characters, end - 1) != '-');
        }
        end = letters(characters, end + 1);
    }
    let form: String = characters[at..end].iter().collect();
    let dots = run(characters, end, |it| it == '.') - end;
    let keeps = match dots {
        1 => keeps_dot(characters, &form, end + 1, before),
        2 | 4 => abbreviation(&form) == Some(""),
        _ => false,
    };
    end + usize::from(keeps)
}

/// Whether the word `form` keeps its only dot, which `next` is behind.
fn keeps_dot(characters: &[char], form: &str, next: usize, before: Option<&str>) -> bool {
    let follower = follower(characters, next);
    let is_starter = TOKEN_STARTERS.contains(&&*follower);
    if form.chars().count() == 1 {
        let after_word = before.is_some_and(|it| is_lower(it) && !it.ends_with('.'));
        let may_end = follower.is_empty() || is_capitalised(&follower) && is_starter;
        return !(is_capitalised(form) && may_end && after_word);
    }
    let keeps = match abbreviation(form) {
        Some("number") => follower.starts_with(char::is_numeric),
        Some("name") => is_capitalised(&follower) && !is_starter,
        Some("number or name") => {
            follower.starts_with(char::is_numeric) || is_capitalised(&follower) && !is_starter
        }
        Some(_) => true,
        None if form.len() <= 8 && matches!(char_at(characters, next), ',' | ':' | ';') => true,
        None => match form.rsplit_once('-') {
            Some((_, part)) if follower.starts_with(char::is_numeric) => {
                abbreviation(part) == Some("number")
            }
            Some((_, part)) => {
                let initial = part.len() == 1 && part.chars().all(|it| it.is_ascii_uppercase());
                initial && is_capitalised(&follower) && !is_starter
            }
            None => false,
        },
    };
    let roman = form.len() <= 8 && form.chars().all(|it| "IVXL".contains(it));
    let counts = before.is_some_and(|it| {
        let counted = is_capitalised(&follower) && ORDINAL_CONTEXTS.contains(&it);
        if counted { !is_starter } else { is_capitalised(it) && !follower.is_empty() }
    });
    keeps || roman && counts
}

/// The end of the number at `at`, with its dot if it is an ordinal.
fn number(characters: &[char], at: usize, before: Option<&str>, begins_line: bool) -> usize {
    let end = run(characters, at, char::is_numeric);
    if char_at(characters, end) != '.' || end - at > 3 {
        return end;
    }
    let word = follower(characters, end + 1);
    let is_starter = TOKEN_STARTERS.contains(&&*word);
    let context = begins_line
        || before.is_some_and(|it| {
            let dotted = it.ends_with('.') && (it == "." || it.starts_with(char::is_numeric));
            dotted || ORDINAL_CONTEXTS.contains(&it)
        });
    let noun = before.is_some_and(|it| is_capitalised(it) && !TOKEN_STARTERS.contains(&it));
    let ordinal = match char_at(characters, end + 1) {
        ',' => true,
        ')' => at > 0 && characters[at - 1] == '(',
        '.' | ':' | ';' | '!' | '?' | '"' => false,
        _ if word.starts_with(char::is_numeric) => context || is_month(characters, at, end + 1),
        _ if matches!(&*word, "–" | "-") => context || is_range(characters, end + 1),
        _ if is_lower(&word) => true,
        _ if is_capitalised(&word) => {
            context || ORDINAL_NOUNS.contains(&&*word) || !noun && !is_starter
        }
        _ => context,
    };
    end + usize::from(ordinal)
}

/// Whether a dash and a number with a dot stand behind the blanks at `next`: `10. – 26. Mai`.
fn is_range(characters: &[char], next: usize) -> bool {
    let dash = run(characters, next, char::is_whitespace);
    let start = run(characters, dash + 1, char::is_whitespace);
    let end = run(characters, start, |it| it.is_ascii_digit() || it == '.');
    end > start && characters[start] != '.' && characters[end - 1] == '.'
}

/// Whether a month stands behind the blanks at `next`: `1. 1. 2024`.
fn is_month(characters: &[char], at: usize, next: usize) -> bool {
    let start = run(characters, next, char::is_whitespace);
    let end = letters(characters, start);
    let number: String = characters[start..end].iter().collect();
    number.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
        && char_at(characters, end) == '.'
        && end - at <= "31.  12".len()
}
