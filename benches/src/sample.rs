//! Texts of three lengths in two languages, made of the articles of the fixtures.

use std::fs;
use std::path::Path;

use satz_driver::Language;
use walkdir::WalkDir;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures");

/// Bytes of a plenary protocol of the German Bundestag.
const PROTOCOL_BYTES: usize = 600_000;

/// A text of a certain length.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Its language and what is that long: `de/tweet`, `de/article`, `de/protocol`.
    pub name: String,
    /// The language of the text.
    pub language: Language,
    /// The text.
    pub text: String,
}

/// Both languages, each of whose texts are timed.
pub const LANGUAGES: [Language; 2] = [Language::German, Language::English];

/// The folder of a language in the fixtures, and its name in those of the benches.
pub fn code(language: Language) -> &'static str {
    match language {
        Language::German => "de",
        Language::English => "en",
    }
}

/// The articles of the fixtures in a language, in the order of their names.
///
/// # Panics
/// If the fixtures cannot be read.
pub fn articles(language: Language) -> Vec<String> {
    let folder = Path::new(FIXTURES).join(code(language));
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.map(|entry| entry.expect("the fixtures are there").into_path());
    let texts = files.filter(|path| path.extension().is_some_and(|name| name == "txt"));
    texts.map(|path| fs::read_to_string(path).expect("the fixtures are UTF-8")).collect()
}

/// The first sentences of an article, the longest article, and all articles over and over up to
/// 600 kB.
///
/// The long text has few different words for its length, so caches of words do better in it than
/// in a real protocol; `satz bench` times your own texts.
///
/// # Panics
/// If the fixtures cannot be read.
pub fn samples(language: Language) -> [Sample; 3] {
    let articles = articles(language);
    let joined = articles.join("\n\n") + "\n\n";
    let article = articles.into_iter().max_by_key(String::len).expect("there are articles");
    let tweet = article.split_inclusive(". ").take(2).collect();
    let protocol = joined.repeat(PROTOCOL_BYTES / joined.len() + 1);
    [("tweet", tweet), ("article", article), ("protocol", protocol)].map(|(length, text)| {
        let name = format!("{}/{length}", code(language));
        Sample { name, language, text }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_as_long_as_their_names_say() {
        for language in LANGUAGES {
            let [tweet, article, protocol] = samples(language).map(|sample| sample.text.len());
            assert!((100..500).contains(&tweet), "{tweet}");
            assert!((1_000..10_000).contains(&article), "{article}");
            assert!((PROTOCOL_BYTES..PROTOCOL_BYTES + 50_000).contains(&protocol), "{protocol}");
        }
    }
}
