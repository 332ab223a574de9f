//! Which colour a label has, and what it is called.

use maud::{Markup, html};

use crate::visible::{Visible, plain};

/// Colours that the style sheet knows; labels beyond share the last one.
const SLOTS: usize = 12;

/// Labels that always have the same colour, with their names in words.
const KNOWN: [(&str, &str); 4] =
    [("PER", "person"), ("LOC", "place"), ("ORG", "organisation"), ("MISC", "other name")];

/// The labels of a page with their colours and counts.
///
/// Style sheets are never built from data, so a label is a numbered slot in them.
#[derive(Debug, Default)]
pub(crate) struct Palette {
    /// In the order in which the page met them; the position is the slot.
    labels: Vec<Entry>,
}

#[derive(Debug, Default)]
struct Entry {
    label: String,
    count: usize,
}

impl Palette {
    pub(crate) fn new() -> Self {
        let entry = |(label, _): &(&str, _)| Entry { label: (*label).to_owned(), count: 0 };
        Self { labels: KNOWN.iter().map(entry).collect() }
    }

    /// Counts a mention with this label.
    pub(crate) fn count(&mut self, label: &str) {
        match self.labels.iter_mut().find(|entry| entry.label == label) {
            Some(entry) => entry.count += 1,
            None => self.labels.push(Entry { label: label.to_owned(), count: 1 }),
        }
    }

    /// The class of the style sheet that gives a label its colour.
    pub(crate) fn class(&self, label: &str) -> String {
        let position = self.labels.iter().position(|entry| entry.label == label);
        format!("l{}", position.unwrap_or(SLOTS).min(SLOTS - 1))
    }

    /// A checkbox for each colour in use: what it stands for, how often, and whether it is shown.
    pub(crate) fn legend(&self) -> Markup {
        let slots = (0..SLOTS).map(|slot| (slot, self.entries(slot)));
        html! {
            @for (slot, entries) in slots.filter(|(_, entries)| !entries.is_empty()) {
                label class={ "chip l" (slot) } title=[description(&entries)] {
                    input type="checkbox" id={ "show-l" (slot) } checked;
                    " " span.label { (Visible(&names(&entries))) }
                    " " span.count { (entries.iter().map(|entry| entry.count).sum::<usize>()) }
                }
            }
        }
    }

    /// The labels in use that share a slot.
    fn entries(&self, slot: usize) -> Vec<&Entry> {
        let last = slot + 1 == SLOTS;
        let end = if last { usize::MAX } else { slot };
        let within = |(position, _): &(usize, &Entry)| (slot..=end).contains(position);
        let entries = self.labels.iter().enumerate().filter(within).map(|(_, entry)| entry);
        entries.filter(|entry| entry.count > 0).collect()
    }
}

fn names(entries: &[&Entry]) -> String {
    let labels: Vec<_> = entries.iter().map(|entry| entry.label.as_str()).collect();
    labels.join(", ")
}

/// The label in words, where it is well known.
fn description(entries: &[&Entry]) -> Option<String> {
    let label = entries.first().map(|entry| entry.label.as_str())?;
    let (_, words) = KNOWN.iter().find(|(known, _)| *known == label)?;
    Some(plain(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_labels_keep_their_colours_and_others_follow() {
        let mut palette = Palette::new();
        for label in ["DATE", "LOC", "DATE"] {
            palette.count(label);
        }
        assert_eq!(palette.class("PER"), "l0");
        assert_eq!(palette.class("LOC"), "l1");
        assert_eq!(palette.class("DATE"), "l4");
        let legend = palette.legend().into_string();
        assert!(!legend.contains("PER"), "a label that is not in use");
        assert!(legend.contains("title=\"place\""));
        assert!(legend.contains("<span class=\"label\">DATE</span> <span class=\"count\">2<"));
    }

    #[test]
    fn labels_beyond_the_colours_share_the_last() {
        let mut palette = Palette::new();
        for number in 0..20 {
            palette.count(&format!("L{number}"));
        }
        assert_eq!(palette.class("L19"), "l11");
        assert!(palette.legend().into_string().contains("L7, L8, L9"));
    }
}
