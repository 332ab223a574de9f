//! A warm summarizer and a recycled layer cost no allocation.

mod common;

use allocation_counter::measure;
use common::document;
use satz_core::{Document, Layer, Metadata, Stage, Summary};
use satz_summarizer::{Algorithm, Budget, Summarizer};

const LINES: &str = "\
# Hochwasser in der Steiermark
Graz – Die Mur ist nach schweren Regenfällen am Dienstag in der Landeshauptstadt über die Ufer getreten.
Dabei habe die Katastrophenschutzbehörde, so der Landeshauptmann, \"rechtzeitig gewarnt\" (APA).
Die US-Präsidentin kündigte den Betroffenen rasche Hilfe an.
";

#[test]
fn a_warm_summarizer_allocates_nothing() {
    for algorithm in Algorithm::ALL {
        for budget in [Budget::Sentences(3), Budget::Words(40), Budget::Share(0.2)] {
            let summarizer = Summarizer::german().with_algorithm(algorithm).with_budget(budget);
            let title = Some("Mur über die Ufer getreten".to_owned());
            let mut document = document(&LINES.repeat(20));
            document.insert(Metadata { title, ..Metadata::default() }).expect("it fits any text");
            let mut summary = Summary::default();
            summarize(&summarizer, &document, &mut summary);
            let counted = measure(|| {
                summary.clear();
                summarize(&summarizer, &document, &mut summary);
            });
            assert_eq!(counted.count_total, 0, "{algorithm} {budget:?}");
            assert!(!summary.is_empty());
        }
    }
}

fn summarize(summarizer: &Summarizer, document: &Document, summary: &mut Summary) {
    let tokens = document.layer().expect("it has tokens");
    let layers = (tokens, document.layer().expect("it has sentences"), None, document.layer().ok());
    summarizer.annotate(document.text(), layers, summary).expect("the text is short");
}
