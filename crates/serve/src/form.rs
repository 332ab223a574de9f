//! The form on which a text is pasted.

use maud::{Markup, html};
use satz_driver::{Language, Preset, PresetLanguage, PresetStage};

/// The form, filled in with what was asked last.
pub(crate) fn form(text: &str, preset: &Preset) -> Markup {
    html! {
        form.request action="/" method="post" {
            label for="text" { "A German or English text" }
            // A line end that follows the tag is not part of the text.
            textarea id="text" name="text" rows="8" required autofocus[text.is_empty()] dir="auto"
                placeholder="Paste an article: its names are marked, and a summary stands above it." {
                "\n" (text)
            }
            div.options {
                label { "Language " (languages(preset)) }
                // Tokens and sentences are what everything else needs.
                input type="hidden" name="stages" value="tokens,sentences";
                (stage(preset, PresetStage::Entities, "entities", "Names"))
                (stage(preset, PresetStage::Summary, "summary", "Summary"))
                label {
                    "of at most "
                    input type="number" name="summary_sentences" min="1" max="100"
                        value=(preset.summary_sentences);
                    " sentences"
                }
                button { "Annotate" }
            }
        }
    }
}

fn languages(preset: &Preset) -> Markup {
    let languages = [
        ("auto", "as detected", PresetLanguage::Detected),
        ("de", "German", PresetLanguage::Only(Language::German)),
        ("en", "English", PresetLanguage::Only(Language::English)),
    ];
    html! {
        select name="language" {
            @for (value, words, language) in languages {
                option value=(value) selected[language == preset.language] { (words) }
            }
        }
    }
}

fn stage(preset: &Preset, stage: PresetStage, name: &str, words: &str) -> Markup {
    let is_chosen = preset.stages.contains(&stage);
    html! {
        label { input type="checkbox" name="stages" value=(name) checked[is_chosen]; " " (words) }
    }
}
