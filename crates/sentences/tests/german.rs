//! Where German sentences end, case by case. A `|` marks a boundary, `_.` a dot that belongs to its
//! word.

mod common;

use common::{check, kinds};
use satz_sentences::{Clauses, SentenceSplitter, SplitterLexicon};

#[test]
fn full_stops() {
    check(
        &SentenceSplitter::german(),
        &[
            ("two sentences", "Der Rat tagte.| Die Wahl folgt."),
            ("question and call", "Wer kommt?| Alle!| Gut so."),
            ("missing blank", "Das war das Ende.|Der nächste Tag kam."),
            ("name with a dot", "Das meldet RadioGraz.AT heute."),
            ("name with a dot in quotes", "Das meldet „Graz.Aktuell“ heute."),
            ("name with a call", "Das meldet „Graz!Aktuell“ heute."),
            ("number first", "Es war spät.| 20 Minuten fehlten."),
            ("number last", "Sie fuhren auf der Autobahn 52.| Von dort ging es weiter."),
            ("year last", "Er starb im Jahr 2011.| Seine Frau überlebte ihn."),
            ("run of calls", "Hilfe!!!| Wer hilft?!| Niemand."),
            ("brand in lower case", "Der Preis stieg.| eBay hält das für richtig."),
            ("unknown abbreviation", "Das gilt lt. neuer Regel nicht."),
            ("habit of lower case", "wir waren dort.| es war schön.| kommt bald wieder."),
            ("ellipsis that ends", "Das war es also …| Danach kam nichts."),
            ("ellipsis that pauses", "Das war … nicht schlecht."),
            ("emoji", "Das war schön 😀| Wir kommen wieder."),
        ],
    );
}

#[test]
fn abbreviations_and_ordinals() {
    check(
        &SentenceSplitter::german(),
        &[
            ("title", "Gestern kam Dr_. Huber.| Er blieb."),
            ("title before a starter", "Das sagte Dr_. Das nicht."),
            ("inside", "Die Länder bzw_. Gemeinden zahlen."),
            ("at the end", "Es gab Äpfel usw_.| Er kam später."),
            ("end before a noun", "Es gab Äpfel usw_.| Milch gab es nicht."),
            ("before a noun", "Das gilt für Ö1 bzw_. Radio Wien."),
            ("initials", "Das schrieb J_. R_. R_. Tolkien."),
            ("date", "Die Wahl am 10_. Juli 2016 war gültig."),
            ("ordinal", "Er traf in der 68_. Minute."),
            ("ordinal at the end", "Sie kamen am 24_.| Danach war Ruhe."),
            ("brackets", "Alaba (69_.) vergab."),
            ("roman", "Ramses II_. starb."),
            ("roman before a starter", "Es regierte Karl VI_.| Danach kam Maria Theresia."),
            ("adverb behind", "Es regierte Karl VI_.| Mehrmals brannte die Stadt."),
            ("before the title of a work", "Er schrieb u. a_. „Die Zauberflöte“ und mehr."),
            ("before a quoted sentence", "Er kam um 8 h_.| „Die Nacht war kurz“, sagte er."),
            ("before two of them", "Er kam um 8 h_.| „Die Nacht war kurz.| Es regnet.“"),
            ("number of a list", "1_. Das Geld fehlt.|\n2_. Der Wille auch."),
        ],
    );
}

#[test]
fn quotations() {
    check(
        &SentenceSplitter::german(),
        &[
            ("attribution", "„Ich gehe“, sagte er.| Er ging."),
            ("call with attribution", "„Nein!“, rief sie.| Er ging."),
            ("call without comma", "„Nein!“ rief sie.| Er ging."),
            ("several sentences", "„Ich gehe.| Du bleibst.| Das ist alles“, sagte er."),
            ("full stop inside", "Er sagte: „Ich gehe.“| Sie blieb."),
            ("full stop outside", "Er sprach vom „großen Wurf“.| Sie schwieg."),
            ("two quotations", "„Ich gehe.“| „Ich bleibe.“"),
            ("one introduction", "Sie fragte: „Wer kommt?“ „Niemand“, sagte er, „nur ich.“"),
            ("colon", "Er sagte: „Ich gehe heute nicht hin.“"),
            ("guillemets", "»Wer kommt?«| »Niemand.«| Er ging."),
            ("Swiss guillemets", "«Wer kommt?»| «Niemand.»| Er ging."),
            ("typewriter", "\"Ich gehe.\"| \"Ich bleibe\", sagte er."),
            ("single", "‚Ich gehe.‘| Er blieb."),
            ("never closed", "Er sagte: „Ich gehe.| Sie ging.| Alle gingen.| Die Tür blieb offen."),
            ("never opened", "Ich gehe.“| Sie ging.| Alle gingen."),
            ("dash behind", "„Wer kommt?“ – das fragten alle."),
            ("slogan", "Sie spielten »Stein. Schere. Papier.« und lachten.| Es war laut."),
            ("slogan at the end", "Wir sahen das Wort „Höher! Weiter!“| Danach kam nichts."),
            ("words that somebody says", "„Nein.| Nie“, sagte sie."),
            ("words behind a colon", "Er rief: „Nein.| Nie.“| Sie ging."),
            ("longer sentences", "Er rief „Nein.| Das geht nicht“ und ging."),
            ("omission at the beginning", "Sie schrieb: „[...] Der Ofen war kalt.“| Alle froren."),
            ("pause at the beginning", "Sie schrieb: „… Der Ofen war kalt.“| Alle froren."),
            ("pause at the end", "Sie schrieb: „Der Ofen …| Alle froren.“"),
        ],
    );
}

#[test]
fn clauses_may_be_sentences() {
    check(
        &SentenceSplitter::german().with_clauses(Clauses::Split),
        &[
            ("full sentence", "Dann wurde es in Wien laut:| Die Menge zog zum Rathaus."),
            ("quotation", "Der Trainer war danach sehr zufrieden:| „Wir waren besser.“"),
            ("saying", "Der Trainer sagte nach dem Spiel: „Wir waren besser.“"),
            ("words", "Sie begründete das mit den Worten: „Es ist genug.“"),
            ("who speaks", "Der Trainer am Montag: „Wir waren besser.“"),
            ("list", "Auf dem Tisch lagen drei Dinge: Brot, Butter und Käse."),
            ("topic", "Handball: Linz gewinnt in Graz."),
            ("lower case", "Sie hatte nur noch einen Wunsch: endlich schlafen."),
            ("semicolon", "Der Zug blieb in Linz stehen;| die Fahrgäste stiegen um."),
            ("list of items", "Es kamen: Anna Huber, Pilotin; Karl Maier, Arzt."),
        ],
    );
}

#[test]
fn interviews() {
    check(
        &SentenceSplitter::german(),
        &[
            (
                "first question",
                "Im Interview erzählt die Wirtin vom Winter:| Haben Sie gefroren?| Ja.",
            ),
            ("another question", "Im Interview geht es um Geld: Was kostet das?| Viel."),
            ("asked by somebody", "Im Interview fragte er die Wirtin: Haben Sie gefroren?| Ja."),
            ("no interview", "Den Gästen muss man sagen: Haben Sie gefroren?| Ja."),
            ("no answer", "Im Interview erzählt die Wirtin vom Winter: Haben Sie gefroren?"),
            ("quotation", "Im Interview erzählt die Wirtin vom Winter: „Haben Sie gefroren?“| Ja."),
        ],
    );
}

#[test]
fn brackets_and_dashes() {
    check(
        &SentenceSplitter::german(),
        &[
            ("whole sentence", "Er ging.| (Sie blieb.)| Alle warteten."),
            ("agency", "Das ist neu.| (apa) Der Rat tagte."),
            ("inside", "Er (sie auch!) ging."),
            ("dateline", "Wien – Mit einem Fest begann der Tag."),
            ("town", "LINZ.| Der Rat tagte."),
            ("reference", "Das ist bekannt. [17]| Es gilt noch."),
            ("omission", "Das ist bekannt. [...]| Es gilt noch."),
            ("omission in round brackets", "Das ist bekannt. (...)| Es gilt noch."),
            ("omission inside", "Das ist (...) bekannt."),
            ("number in round brackets", "Das ist bekannt.| (17) Es gilt noch."),
            ("signature", "Er kam an.| (Anna Huber, 3_. Mai 2024)| Mehr aus Graz folgt."),
            ("signature with agency", "Er kam an.| (apa; red)| 24 Gäste warteten."),
            ("signature at the end", "Er kam an.| (Anna Huber, Graz)"),
            ("signature before lower case", "Er kam an.| (Sie, die Huber, auch) blieb er?"),
            ("dateline of a paragraph", "Streit in Graz|\n\n(Graz, 3_. Mai) Der Rat tagte."),
            ("paragraph of a law", "Das gilt.| (2) Der Rat entscheidet."),
            ("colon", "Das Ergebnis: Niemand gewinnt."),
            ("semicolon", "Er ging; sie blieb."),
        ],
    );
}

#[test]
fn lines() {
    check(
        &SentenceSplitter::german(),
        &[
            ("paragraphs", "Der Rat tagte|\n\nDie Wahl folgt"),
            (
                "wrapped",
                "Der Rat der Stadt Wien hat gestern spät am\nAbend beschlossen, dass alles so bleibt, wie\nes ist.| Er tagte lange.",
            ),
            ("list with hyphens", "Wir brauchen:|\n- Brot und|\n- Milch"),
            ("list", "Wir brauchen:|\n• Brot|\n• Milch|\n• Käse"),
            ("a dash that ends a paragraph", "Der Rat tagte.|\n-|\n\nusw_. und so fort"),
            ("comma at the end of a line", "Brot,\nMilch und Käse"),
            (
                "heading before wrapped text",
                "Neue Steuern|\nDie Regierung hat am Montag in Wien beschlossen,\ndass alle mehr zahlen.",
            ),
            ("Windows", "Der Rat tagte.|\r\n\r\nDie Wahl folgt."),
        ],
    );
}

#[test]
fn headings() {
    let cases = [
        ("sub-head", "Der Rat tagte.\n\nStreit um die Wahl\n\nDie Wahl folgt.", "SHS"),
        ("headline", "Streit um die Wahl\n\nDer Rat tagte.", "HS"),
        ("question", "Wer gewinnt die Wahl?\n\nDer Rat tagte.", "HS"),
        ("with a quotation", "„Wir gehen“\n\nDer Rat tagte.", "HS"),
        ("lower case", "Der Rat tagte.\n\nund ging\n\nDie Wahl folgt.", "SSS"),
        ("the only line", "Der Rat tagt heute", "S"),
        ("item of a list", "• Brot\n\n• Milch\n\nDie Wahl folgt.", "SSS"),
        ("introduction of a list", "Wir brauchen:\n\nBrot und Milch.", "SS"),
        ("full stop", "Der Rat tagte.\n\nDie Wahl folgt.", "SS"),
        ("single lines", "Streit um die Wahl\nDer Rat tagte gestern zum letzten Mal.", "HS"),
    ];
    for (name, text, expected) in cases {
        assert_eq!(kinds(&SentenceSplitter::german(), text), expected, "{name}");
    }
}

#[test]
fn words_of_the_user() {
    let german = SentenceSplitter::german();
    check(&german, &[("without", "Das gilt ab 3_. Zwölfjährige zahlen.")]);
    let lexicon = "starters = [\"Zwölfjährige\"]\ntitles = [\"LRin.\"]";
    let lexicon = SplitterLexicon::from_toml(lexicon).expect("it is sound");
    check(
        &german.with_lexicon(&lexicon),
        &[
            ("starter", "Das gilt ab 3_.| Zwölfjährige zahlen."),
            ("title", "Das sagte LRin_. Mindestens."),
        ],
    );
    let error = SplitterLexicon::from_toml("words = []").expect_err("the key is not known");
    assert!(error.to_string().contains("unknown field `words`"), "{error}");
}
