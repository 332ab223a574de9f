//! Forms of words, so laid out that most are compared without a look at their letters.

use std::hash::{Hash, Hasher};

/// Bytes of a form that its two numbers hold.
const SHORT: usize = 16;

/// A text that is looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key<'t> {
    text: &'t str,
    /// First and last bytes; with the length they are the whole of a short text.
    head: u64,
    tail: u64,
}

/// A text that an [`Arena`] keeps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    head: u64,
    tail: u64,
    start: u32,
    length: u32,
}

/// Texts, one after another.
#[derive(Debug, Default)]
pub(crate) struct Arena(String);

impl<'t> Key<'t> {
    #[inline]
    pub(crate) fn of(text: &'t str) -> Self {
        let (head, tail) = ends(text.as_bytes());
        Self { text, head, tail }
    }

    fn is_short(self) -> bool {
        self.text.len() <= SHORT
    }
}

/// The first eight bytes and the last eight, four and four, or all of a shorter text.
#[inline]
fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (u64::from_le_bytes(*head), u64::from_le_bytes(*tail))
    } else if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (u32::from_le_bytes(*head).into(), u32::from_le_bytes(*tail).into())
    } else {
        (bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)), 0)
    }
}

impl Hash for Key<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.head);
        state.write_u64(self.tail);
        state.write_usize(self.text.len());
        if !self.is_short() {
            state.write(self.text.as_bytes());
        }
    }
}

impl Arena {
    /// Keeps a text.
    ///
    /// # Panics
    /// With more than 4 GiB of texts.
    pub(crate) fn push(&mut self, key: Key<'_>) -> Form {
        let Key { text, head, tail } = key;
        let number = |count| u32::try_from(count).expect("a text and its stems end before 4 GiB");
        let (start, length) = (number(self.0.len()), number(text.len()));
        self.0.push_str(text);
        Form { head, tail, start, length }
    }

    /// What is looked up to find `form`.
    pub(crate) fn key(&self, form: Form) -> Key<'_> {
        Key::of(&self.0[form.start as usize..][..form.length as usize])
    }

    /// Whether `form` is the text of `key`.
    #[inline]
    pub(crate) fn holds(&self, form: Form, key: Key<'_>) -> bool {
        form.head == key.head
            && form.tail == key.tail
            && form.length as usize == key.text.len()
            && (key.is_short() || self.key(form).text == key.text)
    }

    /// Forgets all texts.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_found_by_its_text_and_by_no_other() {
        let texts = [
            "",
            "a",
            "\0a",
            "a\0",
            "ab",
            "abc",
            "abcd",
            "abcde",
            "dcba",
            "abcdefgh",
            "abcdefghi",
            "abcdefghabcdefgh",
            "abcdefgh-abcdefgh",
            "abcdefgh+abcdefgh",
            "bcdefgha-abcdefgh",
        ];
        let mut arena = Arena::default();
        let forms = texts.map(|text| arena.push(Key::of(text)));
        for (form, one) in forms.into_iter().zip(texts) {
            for other in texts {
                assert_eq!(arena.holds(form, Key::of(other)), one == other, "{one:?} {other:?}");
            }
        }
    }
}
