//! Word shapes: how a word is written, without its letters.

/// Appends the shape of `word` to `shape`: `X` for a capital, `x` for a small letter, `d` for a
/// digit, `a` for a letter without case, and every other character as it is. A run of one class
/// is cut after `longest` characters.
///
/// Source: Collins, *Ranking algorithms for named-entity extraction*, ACL 2002.
///
/// ```
/// # use satz_entities::shape;
/// let mut short = String::new();
/// shape::append("US-Präsident", 1, &mut short);
/// assert_eq!(short, "X-Xx");
/// ```
pub fn append(word: &str, longest: usize, shape: &mut String) {
    let mut previous = None;
    let mut run = 0;
    for class in word.chars().map(class) {
        run = if previous == Some(class) { run + 1 } else { 1 };
        previous = Some(class);
        if run <= longest {
            shape.push(class);
        }
    }
}

fn class(character: char) -> char {
    match character {
        c if c.is_uppercase() => 'X',
        c if c.is_lowercase() => 'x',
        c if c.is_numeric() => 'd',
        c if c.is_alphabetic() => 'a',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_words() {
        let cases = [
            ("Wien", "Xx", "Xxxx"),
            ("ASEAN-Staaten", "X-Xx", "XXXX-Xxxxx"),
            ("GmbH", "XxX", "XxxX"),
            ("2026", "d", "dddd"),
            ("26.000", "d.d", "dd.ddd"),
            ("東京", "a", "aa"),
            ("", "", ""),
        ];
        for (word, short, long) in cases {
            let (mut one, mut four) = (String::new(), String::new());
            append(word, 1, &mut one);
            append(word, 4, &mut four);
            assert_eq!((one.as_str(), four.as_str()), (short, long), "{word}");
        }
    }
}
