//! How GermEval 2014 writes labels: the form of a mention is a suffix, and what is none of the
//! other classes is `OTH`.
//!
//! Source: Benikova, Biemann and Reznicek, *NoSta-D named entity annotation for German*, LREC 2014.

use satz_core::Form;

const SUFFIXES: [(&str, Form); 2] = [("deriv", Form::Derived), ("part", Form::Part)];

/// Labels that go by another name in satz.
const RENAMED: [(&str, &str); 1] = [("OTH", "MISC")];

/// The name of a label and a form.
///
/// # Example
/// ```
/// use satz_core::Form;
/// use satz_entities::germeval;
///
/// assert_eq!(germeval::name("LOC", Form::Derived), "LOCderiv");
/// assert_eq!(germeval::name("MISC", Form::Name), "OTH");
/// assert_eq!(germeval::parse("OTHpart"), ("MISC", Form::Part));
/// ```
pub fn name(label: &str, form: Form) -> String {
    let suffix = SUFFIXES.into_iter().find(|(_, suffixed)| *suffixed == form);
    format!("{}{}", spelled(label), suffix.map_or("", |it| it.0))
}

/// A label or name as GermEval writes it: `OTH` for the `MISC` of `CoNLL`, all others as they are.
pub(crate) fn spelled(name: &str) -> &str {
    let renamed = RENAMED.into_iter().find(|(_, ours)| *ours == name);
    renamed.map_or(name, |(theirs, _)| theirs)
}

/// The label and the form that a name stands for.
pub fn parse(name: &str) -> (&str, Form) {
    parse_among(name, |_| true)
}

/// Takes a form off only where a label is left: `Counterpart` may be one itself.
pub(crate) fn parse_among(name: &str, is_label: impl Fn(&str) -> bool) -> (&str, Form) {
    let stem = |(suffix, form)| name.strip_suffix(suffix).map(|stem| (stem, form));
    let parsed = SUFFIXES.into_iter().find_map(stem).filter(|(stem, _)| is_label(stem));
    let (stem, form) = parsed.unwrap_or((name, Form::Name));
    let renamed = RENAMED.into_iter().find(|(theirs, _)| *theirs == stem);
    (renamed.map_or(stem, |(_, ours)| ours), form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parsed_as_they_are_written() {
        for label in ["LOC", "MISC", "PER"] {
            for form in Form::ALL {
                assert_eq!(parse(&name(label, form)), (label, form));
            }
        }
    }
}
