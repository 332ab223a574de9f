//! Names of files that documents are written to.

use std::fmt::Write;

/// Longer names are cut; file systems take 255 bytes, and an extension comes behind.
const LONGEST: usize = 120;

/// A file name for the document at `position` of a run, which shows its id as far as it can.
///
/// Ids come from outside and may be anything: paths, names of devices, pages of text. Whatever
/// is not a letter or digit of ASCII, `-` or `_` is a percent escape, as in addresses, so the name
/// stays in its folder; the position before it makes it the only one of its kind, also on file
/// systems that do not tell capitals from small letters.
///
/// # Example
/// ```
/// use satz_io::file_name;
///
/// assert_eq!(file_name(7, "../../etc/passwd"), "000000007-%2E%2E%2F%2E%2E%2Fetc%2Fpasswd");
/// assert_eq!(file_name(8, "wien-2026.1"), "000000008-wien-2026%2E1");
/// ```
pub fn file_name(position: u64, id: &str) -> String {
    let mut name = format!("{position:09}-");
    for byte in id.bytes() {
        if name.len() + 3 > LONGEST {
            break;
        }
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => name.push(byte.into()),
            // Writing to a string does not fail.
            byte => drop(write!(name, "%{byte:02X}")),
        }
    }
    name
}

/// The id of the document that [`file_name`] gave this name; `None` if it gave it to none, or cut it
/// inside a letter.
///
/// # Example
/// ```
/// use satz_io::{file_name, id_of};
///
/// assert_eq!(id_of(&file_name(7, "archiv/öl.txt")).as_deref(), Some("archiv/öl.txt"));
/// assert_eq!(id_of("notes"), None);
/// ```
pub fn id_of(name: &str) -> Option<String> {
    let (position, id) = name.split_once('-')?;
    if position.len() < 9 || !position.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = id.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let digits = part.get(..2).filter(|digits| !digits.starts_with('+'))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_id_leads_out_of_the_folder() {
        let cases = [
            ("/abs", "000000001-%2Fabs"),
            ("a\0b", "000000001-a%00b"),
            ("CON", "000000001-CON"),
            ("Öl", "000000001-%C3%96l"),
            ("C:\\x", "000000001-C%3A%5Cx"),
            ("", "000000001-"),
        ];
        for (id, expected) in cases {
            assert_eq!(file_name(1, id), expected, "{id:?}");
        }
        assert_eq!(file_name(1, &"x".repeat(5000)).len(), 118);
    }

    proptest! {
        #[test]
        fn a_name_is_one_component(id in "(?s).{0,300}", position: u64) {
            let name = file_name(position, &id);
            let components: Vec<_> = Path::new(&name).components().collect();
            prop_assert_eq!(components, [Component::Normal(name.as_ref())]);
            prop_assert!(name.len() <= 131 && name.is_ascii());
        }

        #[test]
        fn a_short_id_comes_back(id in "(?s).{0,9}", position: u64) {
            prop_assert_eq!(id_of(&file_name(position, &id)), Some(id));
        }

        #[test]
        fn any_name_is_read(name in "([0-9]{9}-)?([a-z]|%|[0-9A-F]|ä){0,9}") {
            let _ = id_of(&name);
        }
    }
}
