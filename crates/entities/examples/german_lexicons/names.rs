//! Names of places and persons, and German nouns.

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::Classes;

/// Files of names: the class they give, and the column they stand in.
const LISTS: [(&str, &str, usize); 11] = [
    ("geonames_cities_DACH.tsv", "place-dach", 0),
    ("geonames_cities_world.tsv", "city", 0),
    ("geonames_alternatenames_latin_pop100k.tsv", "city-alias", 0),
    ("cldr_territories_de.tsv", "territory", 1),
    ("cldr_territories_de-AT.tsv", "territory", 1),
    ("cldr_territories_de-CH.tsv", "territory", 1),
    ("cldr_languages_de.tsv", "language", 1),
    ("cldr_languages_de-AT.tsv", "language", 1),
    ("cldr_languages_de-CH.tsv", "language", 1),
    ("states_demonyms.txt", "state", 0),
    ("surnames.txt", "surname", 0),
];

/// Kinds of words in german-nouns, and the class they give.
const KINDS: [(&str, &str); 5] = [
    ("Toponym", "toponym"),
    ("Vorname", "first-name"),
    ("Nachname", "last-name"),
    ("Eigenname", "proper"),
    ("Abkürzung", "abbr"),
];

/// The kind of a common noun, whose class also has its gender.
const NOUN: &str = "Substantiv";

/// The columns of a noun's forms begin with the name of a case.
const CASES: [&str; 4] = ["nominativ", "genitiv", "dativ", "akkusativ"];

/// The names of all lists and the nouns.
pub(crate) fn read(nouns: &Path, lists: &Path) -> Result<Classes, Box<dyn Error>> {
    let mut classes = Classes::new();
    for (file, class, column) in LISTS {
        for line in fs::read_to_string(lists.join(file))?.lines() {
            let name = line.split('\t').nth(column).ok_or("a list of names lacks a column")?;
            add_name(name, class, &mut classes);
        }
    }
    add_nouns(nouns, &mut classes)?;
    Ok(classes)
}

/// A name of one word has the class; of a longer name, each word has the class and its place.
fn add_name(name: &str, class: &str, classes: &mut Classes) {
    let words: Vec<&str> = name.split_whitespace().collect();
    for (index, word) in words.iter().enumerate() {
        let place = match index {
            _ if words.len() == 1 => "",
            0 => ":first",
            _ if index + 1 == words.len() => ":last",
            _ => ":middle",
        };
        add(word, format!("{class}{place}"), classes);
    }
}

/// All forms of all nouns have the noun's classes.
fn add_nouns(path: &Path, classes: &mut Classes) -> Result<(), Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let header = reader.headers()?.clone();
    let gender = header.iter().position(|name| name == "genus").ok_or("nouns have no genus")?;
    let is_form = |name: &str| CASES.iter().any(|case| name.starts_with(case));
    let forms: Vec<usize> = (0..header.len()).filter(|&column| is_form(&header[column])).collect();
    for record in reader.records() {
        let record = record?;
        let cell = |column: usize| record.get(column).unwrap_or_default();
        for kind in cell(1).split(',') {
            let Some(class) = class(kind, cell(gender)) else { continue };
            let words = forms.iter().map(|&column| cell(column)).chain([cell(0)]);
            words.for_each(|word| add(word, class.clone(), classes));
        }
    }
    Ok(())
}

fn class(kind: &str, gender: &str) -> Option<String> {
    let named = KINDS.into_iter().find(|(name, _)| *name == kind);
    let noun = || (kind == NOUN).then(|| format!("noun:{gender}"));
    named.map(|(_, class)| class.to_owned()).or_else(noun)
}

fn add(word: &str, class: String, classes: &mut Classes) {
    classes.entry(word.to_owned()).or_default().insert(class);
}
