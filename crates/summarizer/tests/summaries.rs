//! What a summary has and what it has not.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::document;
use satz_core::{Document, Metadata, Summary};
use satz_summarizer::{Algorithm, Budget, Explanation, Profiles, Summarizer};

/// The sentences of a summary within `budget`.
fn summarize(document: &mut Document, budget: Budget) -> Vec<u32> {
    document.apply(&Summarizer::german().with_budget(budget)).unwrap();
    document.layer::<Summary>().unwrap().sentences().to_vec()
}

const FLOOD: &str = "\
# Hochwasser in der Steiermark
Die Mur ist nach schweren Regenfällen am Dienstag in Graz über die Ufer getreten.
Die Feuerwehr pumpte in der Landeshauptstadt mehr als dreihundert überflutete Keller aus.
Er sei erschöpft.
# Keine Entwarnung
Die Meteorologen rechnen bis zum Wochenende mit weiteren Regenfällen in der Steiermark.
Der Landeshauptmann kündigte den Betroffenen des Hochwassers rasche Hilfe aus einem Fonds an.
Dabei gehe es vor allem um Familien mit Kindern.
";

#[test]
fn sentences_come_in_text_order_and_no_heading_is_among_them() {
    for sentences in 1..8 {
        let summary = summarize(&mut document(FLOOD), Budget::Sentences(sentences));
        assert!(summary.is_sorted(), "{summary:?}");
        assert!(summary.len() <= sentences && !summary.is_empty(), "{summary:?}");
        assert!(!summary.contains(&0) && !summary.contains(&4), "{summary:?}");
    }
}

#[test]
fn a_sentence_that_leans_comes_with_the_one_before() {
    for budget in [Budget::Sentences(3), Budget::Sentences(5), Budget::Words(30)] {
        let summary = summarize(&mut document(FLOOD), budget);
        for (sentence, needed) in [(3, 2), (7, 6)] {
            assert!(!summary.contains(&sentence) || summary.contains(&needed), "{summary:?}");
        }
    }
}

#[test]
fn there_is_a_summary_whatever_the_text() {
    let cases = [
        ("one sentence", "Es schneit."),
        ("one heading", "# Schnee"),
        ("punctuation", "... !!! ???"),
        ("a pronoun alone", "Er sagte es ihm."),
        ("the same again", "Es schneit heute in ganz Wien.\nEs schneit heute in ganz Wien."),
        ("headings", "# Schnee\n# Eis\n# Regen"),
    ];
    for (name, text) in cases {
        for algorithm in Algorithm::ALL {
            let mut document = document(text);
            document.apply(&Summarizer::german().with_algorithm(algorithm)).unwrap();
            let summary = document.layer::<Summary>().unwrap();
            assert!(!summary.is_empty(), "{name}");
            assert!(summary.scores().iter().all(|score| score.is_finite()), "{name}");
        }
    }
    assert!(summarize(&mut document(""), Budget::Sentences(3)).is_empty());
}

#[test]
fn a_text_for_which_there_is_room_is_its_own_summary() {
    let cases: [(&str, &[u32]); 4] = [
        ("Es schneit in Wien.\nDie Polizei warnt vor Glatteis.", &[0, 1]),
        ("# Schnee\nEs schneit.\nEr warnt vor Glatteis auf den Straßen.", &[1, 2]),
        ("Ja.\nNein.\nDoch.", &[0, 1, 2]),
        ("Die Polizei warnt heute vor Glatteis.\n(APA, 24.9.2015)", &[0]),
    ];
    for (text, expected) in cases {
        assert_eq!(summarize(&mut document(text), Budget::Sentences(3)), expected, "{text}");
        assert_eq!(summarize(&mut document(text), Budget::Words(99)), expected, "{text}");
    }
}

#[test]
fn budgets_are_kept() {
    let cases = [
        (Budget::Sentences(2), 2),
        (Budget::Sentences(0), 1),
        (Budget::Words(13), 1),
        (Budget::Words(1), 1),
        (Budget::Characters(80), 1),
        (Budget::Share(0.2), 1),
        (Budget::Share(0.0), 1),
        (Budget::Share(f32::NAN), 1),
    ];
    for (budget, sentences) in cases {
        assert_eq!(summarize(&mut document(FLOOD), budget).len(), sentences, "{budget:?}");
    }
    assert_eq!(summarize(&mut document(FLOOD), Budget::Share(1.0)), [1, 2, 3, 5, 6, 7]);
}

#[test]
fn of_equal_sentences_the_first_is_taken() {
    let line = "Die Mur ist in Graz über die Ufer getreten.\n";
    let text = line.repeat(9);
    for algorithm in Algorithm::ALL {
        let mut document = document(&text);
        document
            .apply(
                &Summarizer::german().with_budget(Budget::Sentences(1)).with_algorithm(algorithm),
            )
            .unwrap();
        assert_eq!(document.layer::<Summary>().unwrap().sentences(), [0], "{algorithm}");
    }
}

#[test]
fn datelines_and_credits_are_omitted() {
    let cases = [
        ("Graz – Die Mur ist über die Ufer getreten.", Some("Graz – ")),
        ("Graz/Wien (APA) – Die Mur ist über die Ufer getreten.", Some("Graz/Wien (APA) – ")),
        ("Die Mur ist über die Ufer getreten (APA).", Some(" (APA)")),
        ("Die Mur – ein Fluss – ist über die Ufer getreten.", None),
        ("Die Mur ist in Graz (Steiermark) über die Ufer getreten.", None),
    ];
    for (text, expected) in cases {
        let mut document = document(text);
        summarize(&mut document, Budget::Sentences(1));
        let omitted = document.layer::<Summary>().unwrap().omitted();
        let omitted: Vec<_> = omitted.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(omitted, expected.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn furniture_stays_out() {
    let cases = [
        "Foto: Die Feuerwehr im Einsatz an der Mur in Graz.",
        "(APA, 24.9.2015)",
        "@feuerwehr Wir sind seit gestern Abend in Graz im Einsatz.",
        "Mehr zum Thema Hochwasser in der Steiermark",
        "(Die Mur ist am Dienstag in Graz über die Ufer getreten.)",
        "STANDARD: Warum ist die Mur in Graz über die Ufer getreten?",
    ];
    for furniture in cases {
        let text = format!("{furniture}\nDie Mur ist in Graz über die Ufer getreten.\nEs regnet.");
        let summary = summarize(&mut document(&text), Budget::Sentences(2));
        assert!(!summary.contains(&0) && summary.contains(&1), "{furniture}");
    }
}

#[test]
fn a_query_and_a_title_draw_their_sentences() {
    let last = "Der Landeshauptmann kündigte den Betroffenen rasche Hilfe aus einem Fonds an.";
    let filler =
        "Die Behörden berichten von einem ruhigen Verlauf der Nacht im Süden des Landes.\n";
    let text = format!("{}{last}", filler.repeat(5));
    let one = Summarizer::german().with_budget(Budget::Sentences(1));
    let mut document = document(&text);
    document.apply(&one.with_query("Hilfe vom Landeshauptmann")).unwrap();
    assert_eq!(document.layer::<Summary>().unwrap().sentences(), [5]);

    let title = Some("Landeshauptmann sagt Betroffenen rasche Hilfe aus Fonds zu".to_owned());
    document.insert(Metadata { title, ..Metadata::default() }).unwrap();
    let two = summarize(&mut document, Budget::Sentences(2));
    assert!(two.contains(&5), "{two:?}");
}

#[test]
fn length_and_voices_tell_news_from_other_articles() {
    let silent = "Im Tal liegt nasser Schnee und auf dem Berg Eis.\n";
    let spoken = "Wir sehen im Tal Schnee und auf dem Berg Eis.\n";
    let cases = [
        ("short", 70, 0, false),
        ("nobody speaks", 71, 0, true),
        ("hardly anybody speaks", 77, 3, true),
        ("one in twenty speaks", 76, 4, false),
        ("very long", 190, 11, true),
    ];
    for (name, silents, spokens, is_long) in cases {
        let document = document(&(silent.repeat(silents) + &spoken.repeat(spokens)));
        let [chosen, news, long] = explanations(&document);
        assert_ne!(news, long, "{name}");
        assert_eq!(chosen, if is_long { long } else { news }, "{name}");
    }
}

/// By the profiles as they are, by the one for news alone, and by the one for long articles alone.
fn explanations(document: &Document) -> [Explanation; 3] {
    let profiles = Profiles::german();
    let news = Profiles { long: profiles.news.clone(), ..profiles.clone() };
    let long = Profiles { news: profiles.long.clone(), ..profiles.clone() };
    [profiles, news, long]
        .map(|profiles| Summarizer::german().with_profiles(profiles).explain(document).unwrap())
}

#[test]
fn an_explanation_is_of_the_summary() {
    let mut document = document(FLOOD);
    let summarizer = Summarizer::german();
    document.apply(&summarizer).unwrap();
    let summary = document.layer::<Summary>().unwrap();
    let explanation = summarizer.explain(&document).unwrap();
    assert_eq!(explanation.choices.len(), summary.len());
    let expected = summary.sentences().iter().zip(summary.scores());
    for (choice, (&sentence, &score)) in explanation.choices.iter().zip(expected) {
        assert_eq!((choice.sentence, choice.score), (sentence as usize, score));
        let strength: Vec<_> = choice.reasons.iter().map(|it| it.contribution.abs()).collect();
        assert!(strength.is_sorted_by(|one, other| one >= other) && !strength.is_empty());
    }
}

#[test]
fn long_texts_take_no_square_time() {
    let line = "Die Mur ist am Dienstag in Graz über die Ufer getreten.\n";
    let cases = [
        ("sentences", line.repeat(20_000)),
        ("headings", "# Hochwasser\n".repeat(20_000)),
        ("sentences that lean", "Er sei dabei gewesen, hieß das für ihn.\n".repeat(20_000)),
        ("brackets", format!("{}\n", "(".repeat(20_000))),
    ];
    for (name, text) in cases {
        for budget in [Budget::Sentences(3), Budget::Share(0.1)] {
            assert!(!summarize(&mut document(&text), budget).is_empty(), "{name}");
        }
    }
}
