//! What the summarizer knows of a language, all of it from data files.

use crate::background::Background;
use crate::lexicon::Lexicon;
use crate::profile::Profiles;

/// Word lists, term weights and the trained weights of the features.
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) lexicon: Lexicon,
    pub(crate) background: Background,
    pub(crate) profiles: Profiles,
}

impl Language {
    pub(crate) fn german() -> Self {
        Self::parse(
            include_str!("../data/de/lexicon.toml"),
            include_str!("../data/de/stop_words.txt"),
            include_str!("../data/de/background.txt"),
            Profiles::german(),
        )
    }

    pub(crate) fn english() -> Self {
        Self::parse(
            include_str!("../data/en/lexicon.toml"),
            include_str!("../data/en/stop_words.txt"),
            include_str!("../data/en/background.txt"),
            Profiles::english(),
        )
    }

    fn parse(lexicon: &str, stop_words: &str, background: &str, profiles: Profiles) -> Self {
        Self {
            lexicon: Lexicon::parse(lexicon, stop_words),
            background: Background::parse(background),
            profiles,
        }
    }
}
