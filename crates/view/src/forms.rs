//! How mentions carry their names, and how that is drawn.

use maud::{Markup, html};
use satz_driver::Form;

/// Each form in words; the line below a mention is drawn by the class of that name.
const WORDS: [(Form, &str); 3] =
    [(Form::Name, "name"), (Form::Derived, "derived word"), (Form::Part, "part of a word")];

/// The forms of a page with their counts.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    mentions: Vec<Form>,
}

impl Forms {
    /// Counts a mention of this form.
    pub(crate) fn count(&mut self, form: Form) {
        self.mentions.push(form);
    }

    /// A sample of each form in use, and how often it is; nothing where all mentions are plain names.
    pub(crate) fn legend(&self) -> Markup {
        let of = |form| self.mentions.iter().filter(|mention| **mention == form).count();
        let counts = WORDS.map(|(form, words)| (form.name(), words, of(form)));
        html! {
            @if self.mentions.iter().any(|form| *form != Form::Name) {
                @for (class, words, count) in counts.iter().filter(|(_, _, count)| *count > 0) {
                    span.kind {
                        span class={ "form " (class) } { (words) } " " span.count { (count) }
                    } " "
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_in_use_are_counted() {
        let mut forms = Forms::default();
        forms.count(Form::Name);
        assert_eq!(forms.legend().into_string(), "", "plain names explain themselves");
        forms.count(Form::Part);
        forms.count(Form::Name);
        let legend = forms.legend().into_string();
        assert!(legend.contains("form name\">name</span> <span class=\"count\">2<"), "{legend}");
        assert!(legend.contains("form part\">part of a word</span> <span class=\"count\">1<"));
        assert!(!legend.contains("derived"), "a form that is not in use");
    }
}
