//! What German tokens are, case by case.

mod common;

use common::{check, forms, kinds, tokens};
use satz_core::TokenKind::{
    self, Abbreviation, Email, Emoji, Emoticon, File, Hashtag, Mention, Number, Ordinal,
    Punctuation, Symbol, Url, Word,
};
use satz_tokenizer::{Hyphens, Tokenizer};

#[test]
fn compounds() {
    check(
        &Tokenizer::german(),
        &[
            ("hyphen", "der US-Präsident sprach", "der US-Präsident sprach"),
            ("several hyphens", "die Mund-zu-Mund-Beatmung", "die Mund-zu-Mund-Beatmung"),
            ("cut off at the end", "Ein- und Ausgang", "Ein- und Ausgang"),
            ("cut off at the beginning", "Arbeitszeiten und -löhne", "Arbeitszeiten und -löhne"),
            ("both", "Spa-/Wellness-Bereich", "Spa-/Wellness-Bereich"),
            ("dots inside", "die K.-o.-Phase", "die K.-o.-Phase"),
            ("abbreviation inside", "St.-Pöltener Straße", "St.-Pöltener Straße"),
            ("ordinal inside", "die 2.-Liga-Klubs", "die 2.-Liga-Klubs"),
            ("number first", "ein 10-jähriges Kind", "ein 10-jähriges Kind"),
            ("result first", "der 3:1-Sieg", "der 3:1-Sieg"),
            ("letters and digits", "80er CO2 250g A340", "80er CO2 250g A340"),
            ("dash between words", "Wien – Graz", "Wien – Graz"),
            ("dash without blanks", "Wien–Graz", "Wien – Graz"),
            ("double dash", "so -- oder so", "so -- oder so"),
            ("slash between words", "US-Dollar/Euro", "US-Dollar / Euro"),
            ("unit with slash", "100 km/h", "100 km/h"),
            ("ampersand", "F&E bei C&A", "F&E bei C&A"),
        ],
    );
}

#[test]
fn gender_forms() {
    check(
        &Tokenizer::german(),
        &[
            ("colon", "(Spieler:innen)", "( Spieler:innen )"),
            ("star", "Lehrer*innen", "Lehrer*innen"),
            ("underscore", "Lehrer_innen", "Lehrer_innen"),
            ("slash", "Lehrer/innen und Schüler/-in", "Lehrer/innen und Schüler/-in"),
            ("bracket", "Student(inn)en, Kunde(n)", "Student(inn)en , Kunde(n)"),
            ("inner capital", "LehrerInnen", "LehrerInnen"),
            ("colon of a sentence", "Ziel:Wien", "Ziel : Wien"),
            ("bracket of a sentence", "Ziel(Wien)", "Ziel ( Wien )"),
        ],
    );
}

#[test]
fn abbreviations() {
    check(
        &Tokenizer::german(),
        &[
            ("title", "Dr. Huber", "Dr. Huber"),
            ("in two tokens", "z. B. heute", "z. B. heute"),
            ("without blank", "z.B. heute", "z.B. heute"),
            ("at the end of a sentence", "Äpfel usw. Er kam", "Äpfel usw. Er kam"),
            ("in the middle", "der bzw. die", "der bzw. die"),
            ("initials", "J. R. R. Tolkien", "J. R. R. Tolkien"),
            ("initials together", "J.R.R. Tolkien", "J.R.R. Tolkien"),
            ("before a number", "Art. 5 Abs. 2", "Art. 5 Abs. 2"),
            ("the same word at the end", "diese Art. Er", "diese Art . Er"),
            ("two without a blank", "Prof.Dr. Maier", "Prof. Dr. Maier"),
            ("an abbreviation and a full stop", "Sony Corp.. Diese", "Sony Corp. . Diese"),
            ("an abbreviation and an ellipsis", "Äpfel usw....", "Äpfel usw. ..."),
            ("compound", "Dipl.-Ing. Huber", "Dipl.-Ing. Huber"),
            ("compound before a number", "Konto-Nr. 5", "Konto-Nr. 5"),
            ("compound at the end", "keine Konto-Nr. Er", "keine Konto-Nr . Er"),
            ("compound of a word", "dieses Klasse-Gen. Huber", "dieses Klasse-Gen . Huber"),
            ("second name", "Hans-J. Huber", "Hans-J. Huber"),
            ("second name at the end", "kam Hans-J. Er ging", "kam Hans-J . Er ging"),
            ("unit", "nach 20 Min. Pause", "nach 20 Min. Pause"),
            ("day before an hour", "Mo. bis Fr. 9 Uhr", "Mo. bis Fr. 9 Uhr"),
            ("the same word before a name", "bei Fr. Huber", "bei Fr. Huber"),
            ("the same word at the end", "Das ist so. So. Er", "Das ist so . So . Er"),
            ("unknown, before a mark", "(Gz.: 5)", "( Gz. : 5 )"),
            ("person in court news", "Heidi K. schwieg", "Heidi K. schwieg"),
            ("a service called X", "schrieb er auf X. Das", "schrieb er auf X . Das"),
            ("a numeral and an ellipsis", "Kaiser Karl V... Er", "Kaiser Karl V ... Er"),
            ("era", "um 300 n. Chr. gebaut", "um 300 n. Chr. gebaut"),
            ("country", "in der Schweiz. Dort", "in der Schweiz . Dort"),
            ("name with a dot", "die ver.di-Spitze", "die ver.di-Spitze"),
        ],
    );
}

#[test]
fn numbers_and_ordinals() {
    check(
        &Tokenizer::german(),
        &[
            ("decimal", "1.234,56 Euro", "1.234,56 Euro"),
            ("time", "um 20.45 Uhr", "um 20.45 Uhr"),
            ("time with colon", "um 20:45 Uhr", "um 20:45 Uhr"),
            ("price", "14,-- und 5,- Euro", "14,-- und 5,- Euro"),
            ("fraction", "½ Liter, 3½ Liter", "½ Liter , 3½ Liter"),
            ("percent", "10% oder 10 %", "10 % oder 10 %"),
            ("degrees", "20 °C", "20 °C"),
            ("seasons", "2012/13", "2012/13"),
            ("paragraph", "§ 5, §§ 6", "§ 5 , §§ 6"),
            ("telephone", "+43 1 58858-0", "+43 1 58858-0"),
            ("Swiss thousands", "1'000'000 Franken", "1'000'000 Franken"),
            ("day before a month", "am 24. Mai", "am 24. Mai"),
            ("days in a row", "am 3., 4. und 5. Mai", "am 3. , 4. und 5. Mai"),
            ("ordinal before a noun", "in der 68. Minute", "in der 68. Minute"),
            ("ordinal in brackets", "Alaba (71.) traf", "Alaba ( 71. ) traf"),
            ("ordinal before lower case", "zum 67. meines Vaters", "zum 67. meines Vaters"),
            ("day and month", "vom 24.12. bis 6.1. geschlossen", "vom 24.12. bis 6.1. geschlossen"),
            ("full date", "am 24.12.2024", "am 24.12.2024"),
            ("no blank before the month", "am 22.Oktober", "am 22. Oktober"),
            ("year at the end", "seit 1995. Der", "seit 1995 . Der"),
            ("number at the end", "auf der A 2. Von dort", "auf der A 2 . Von dort"),
            ("number behind a noun", "auf Stufe 5. Menschen", "auf Stufe 5 . Menschen"),
            ("ordinal behind a noun", "Ende 19. Jahrhundert", "Ende 19. Jahrhundert"),
            ("ordinal behind a name", "Mahlers 4. Symphonie", "Mahlers 4. Symphonie"),
            ("date with blanks", "Um 1. 1. 2024", "Um 1. 1. 2024"),
            ("number at the end of a text", "auf Platz 3.", "auf Platz 3 ."),
            ("result at the end", "endete 2:1. Danach", "endete 2:1 . Danach"),
            ("number of a list", "1. Brot\n2. Milch", "1. Brot 2. Milch"),
            ("dates on either side of a dash", "vom 29.2. – 1.3. zu", "vom 29.2. – 1.3. zu"),
            ("days on either side of a dash", "Graz (10. - 26. Mai)", "Graz ( 10. - 26. Mai )"),
            ("a dash behind a sentence", "Platz 3. – 20 Teams", "Platz 3 . – 20 Teams"),
            ("roman", "Ramses II. starb", "Ramses II. starb"),
            ("roman before a noun", "im II. Bezirk", "im II. Bezirk"),
            ("roman before a starter", "steht im II. Der", "steht im II . Der"),
            ("roman at the end", "Teil II.", "Teil II ."),
        ],
    );
}

#[test]
fn apostrophes() {
    check(
        &Tokenizer::german(),
        &[
            ("contraction", "geht's auf'm Hof", "geht's auf'm Hof"),
            ("typographic", "geht’s auf’m Hof", "geht’s auf’m Hof"),
            ("acute", "geht´s", "geht´s"),
            ("genitive", "Darius' Reich", "Darius' Reich"),
            ("genitive before quotes", "``Virus'''", "`` Virus' ''"),
            ("name", "O'Neill und d’Arc", "O'Neill und d’Arc"),
            ("at the beginning", "'s war einmal", "'s war einmal"),
            ("decade", "die '90er", "die '90er"),
            ("single quotes", "der 'Kleinen Haus' genannte", "der ' Kleinen Haus ' genannte"),
        ],
    );
}

#[test]
fn quotes_and_marks() {
    check(
        &Tokenizer::german(),
        &[
            ("German", "„Ja“, sagte er", "„ Ja “ , sagte er"),
            ("guillemets", "»Ja«", "» Ja «"),
            ("typewriter", "\"Ja\"", "\" Ja \""),
            ("single", "‚Ja‘", "‚ Ja ‘"),
            ("commas", ",,Ja''", ",, Ja ''"),
            ("runs", "Nein!!! Wie?!", "Nein ! ! ! Wie ? !"),
            ("ellipses", "Na ... ja … so....", "Na ... ja … so ...."),
            ("missing blank", "Ende.Der nächste", "Ende . Der nächste"),
            ("rule", "-----", "-----"),
            ("arrow", "A -> B", "A -> B"),
        ],
    );
}

#[test]
fn kinds_of_tokens() {
    let cases: &[(&str, &[TokenKind])] = &[
        ("Haus US-Präsident geht's 80er", &[Word, Word, Word, Word]),
        ("bzw. z. B. U.S.", &[Abbreviation, Abbreviation, Abbreviation, Abbreviation]),
        ("1.234,56 20.45 3:2 ½", &[Number, Number, Number, Number]),
        ("Karl II. am 24. Mai", &[Word, Ordinal, Word, Ordinal, Word]),
        (", „ ... ? – (", &[Punctuation; 6]),
        ("§ € + ° & =", &[Symbol; 6]),
        ("https://orf.at/sport?x=1 www.orf.at orf.at n-tv.de", &[Url, Url, Url, Url]),
        ("max.huber@firma.co.at", &[Email]),
        ("bericht.pdf Bild_01.JPG", &[File, File]),
        ("@kanzler #wahl24", &[Mention, Hashtag]),
        (":-) ;) :D <3", &[Emoticon, Emoticon, Emoticon, Emoticon]),
        ("😀 👩‍👧 🇦🇹 👍🏽", &[Emoji, Emoji, Emoji, Emoji]),
        ("Firma® ©", &[Word, Symbol, Symbol]),
    ];
    for (text, expected) in cases {
        assert_eq!(kinds(&Tokenizer::german(), text), *expected, "{text}");
    }
}

#[test]
fn addresses() {
    check(
        &Tokenizer::german(),
        &[
            ("in brackets", "(siehe www.orf.at).", "( siehe www.orf.at ) ."),
            (
                "with brackets",
                "https://de.wikipedia.org/wiki/Graz_(Stadt)",
                "https://de.wikipedia.org/wiki/Graz_(Stadt)",
            ),
            ("before a comma", "auf orf.at, dann", "auf orf.at , dann"),
            ("mail before a full stop", "an a.b@c.de.", "an a.b@c.de ."),
            ("mail in angle brackets", "<a@b.de>", "< a@b.de >"),
            ("no mention inside a word", "Preis@Wert", "Preis@Wert"),
            ("number sign", "Platz # 1", "Platz # 1"),
            (
                "before a letter that combines with the mark behind it",
                "auf orf.at\u{11941}’",
                "auf orf.at \u{11941}’",
            ),
        ],
    );
}

#[test]
fn words_of_the_user() {
    let mut tokenizer = Tokenizer::german();
    for pieces in [&["New York"][..], &["gim", "me"], &["Österreich!"], &["Wien/Graz"]] {
        tokenizer = tokenizer.with_exception(&pieces.concat(), pieces).expect("they add up");
    }
    check(
        &tokenizer,
        &[
            ("two words", "Wer in New York lebt", "Wer in New York lebt"),
            ("a word in pieces", "Nun gimme das", "Nun gim me das"),
            ("a mark that ends words", "Für Österreich! Mehr", "Für Österreich! Mehr"),
            ("a mark that connects words", "Von Wien/Graz aus", "Von Wien/Graz aus"),
            ("longer words", "Ein gimmenes Wien", "Ein gimmenes Wien"),
        ],
    );
    assert_eq!(tokens(&tokenizer, "Wer in New York lebt").len(), 4);
}

#[test]
fn characters_without_a_glyph() {
    check(
        &Tokenizer::german(),
        &[
            ("soft hyphen", "Donau\u{ad}dampf", "Donau\u{ad}dampf"),
            ("byte order mark", "\u{feff}Wien", "Wien"),
            ("zero-width blank", "Wien\u{200b}Graz", "Wien Graz"),
            ("NUL", "a \0 b", "a b"),
            ("non-breaking blank", "10\u{a0}Euro", "10 Euro"),
            ("combining umlaut", "a\u{308}hnlich", "a\u{308}hnlich"),
            ("line separators", "a\u{2028}b\u{85}c\rd", "a b c d"),
        ],
    );
}

#[test]
fn hyphens_may_be_split() {
    let tokenizer = Tokenizer::german().with_hyphens(Hyphens::Split);
    assert_eq!(
        forms(&tokenizer, "US-Präsident, Ein- und Ausgang"),
        "US - Präsident , Ein - und Ausgang"
    );
}
