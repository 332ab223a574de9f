//! The stage that finds named entities.

use satz_core::{Entities, Entity, Pool, Sentences, Span, Stage, StageError, Tokens};

use crate::compounds::{self, Compounds};
use crate::confidence::{Beliefs, Confidence};
use crate::consistency::Consistency;
use crate::evaluate::{Evaluation, spans};
use crate::germeval;
use crate::iob2::TaggedSentence;
use crate::model::Model;
use crate::reliability::Reliability;
use crate::scorer::{Scorer, Sentence};
use crate::tags::{OUTSIDE, TagSet};
use crate::word_cache::WordCache;

/// Finds the named entities of a text with a trained [`Model`].
///
/// Reads [`Tokens`] and [`Sentences`], writes [`Entities`]. An entity is a run of whole tokens
/// within one sentence; entities do not overlap. The score of one is its probability under the
/// model, to four digits. A second pass lets the mentions of one name in a document agree. Time
/// grows with the number of tokens, memory is bounded for each thread by a cache of word forms,
/// and the result depends on the text alone.
///
/// # Example
/// ```
/// use satz_entities::{EntityRecognizer, iob2};
///
/// let recognizer = EntityRecognizer::german();
/// assert_eq!(recognizer.tag(&["Lawrow", "kommt", "nach", "Wien", "."]), ["B-PER", "O", "O", "B-LOC", "O"]);
/// ```
#[derive(Debug)]
pub struct EntityRecognizer {
    scorer: Scorer,
    compounds: Compounds,
    confidence: Confidence,
    /// Entities less probable than this are not given.
    min_score: f32,
    scratch: Pool<Scratch>,
}

/// Memory of one thread.
#[derive(Debug, Default)]
struct Scratch {
    cache: WordCache,
    sentence: Sentence,
    /// A word of the sentence, taken alone.
    word: Sentence,
    beliefs: Beliefs,
    /// The entities of a document.
    found: Vec<Entity>,
    consistency: Consistency,
}

/// The shipped model for German.
const GERMAN: &[u8] = include_bytes!("../data/de/entities.model");

/// The network for it.
const GERMAN_NETWORK: &[u8] = include_bytes!("../data/de/accurate.network");

/// The shipped model for English.
const ENGLISH: &[u8] = include_bytes!("../data/en/entities.model");

impl EntityRecognizer {
    /// The recognizer for German news and encyclopedias: PER, LOC, ORG and MISC, each as a name,
    /// a derived word or a part of a compound.
    ///
    /// # Panics
    /// Never: a test reads the model that is built in.
    pub fn german() -> Self {
        Self::from_model(Model::from_bytes(GERMAN).expect("the built-in model is sound"))
    }

    /// The recognizer for German with a network that reads each sentence as a whole: the labels and
    /// forms of [`EntityRecognizer::german`], more of them right, at a twentieth of its speed.
    ///
    /// # Panics
    /// Never: a test reads the model and the network that are built in.
    ///
    /// # Example
    /// ```
    /// use satz_entities::EntityRecognizer;
    ///
    /// let recognizer = EntityRecognizer::german_accurate();
    /// assert_eq!(recognizer.tag(&["Lawrow", "kommt", "."]), ["B-PER", "O", "O"]);
    /// ```
    pub fn german_accurate() -> Self {
        let model = Model::from_bytes(GERMAN).and_then(|model| model.with_network(GERMAN_NETWORK));
        Self::from_model(model.expect("the built-in model and network are sound"))
    }

    /// The recognizer for English web text and news: PER, LOC, ORG and MISC.
    ///
    /// # Panics
    /// Never: a test reads the model that is built in.
    pub fn english() -> Self {
        Self::from_model(Model::from_bytes(ENGLISH).expect("the built-in model is sound"))
    }

    /// A recognizer that uses this model.
    pub fn from_model(model: Model) -> Self {
        let (compounds, confidence) = (Compounds::new(&model.tags), Confidence::new(&model));
        let (scorer, scratch) = (Scorer::new(model), Pool::default());
        Self { scorer, compounds, confidence, min_score: 0.0, scratch }
    }

    /// The same recognizer, which leaves out entities less probable than `min_score`, from 0 to 1.
    ///
    /// # Example
    /// ```
    /// # use satz_core::{Document, SentenceKind, Sentences, Span, TokenKind, Tokens};
    /// # use satz_entities::EntityRecognizer;
    /// # let mut document = Document::new("Wien")?;
    /// # let (mut tokens, mut sentences) = (Tokens::default(), Sentences::default());
    /// # tokens.push(Span::new(0, 4), TokenKind::Word);
    /// # sentences.push(1, SentenceKind::Heading);
    /// # document.insert(tokens)?;
    /// # document.insert(sentences)?;
    /// document.apply(&EntityRecognizer::german().with_min_score(0.2))?;
    /// let score = document.entities()?.next().unwrap().entity().score;
    /// assert!(score.is_some_and(|score| score >= 0.2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_min_score(self, min_score: f32) -> Self {
        Self { min_score, ..self }
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        &self.scorer.model
    }

    /// The model, when the recognizer is not needed any more.
    pub fn into_model(self) -> Model {
        self.scorer.model
    }

    fn tags(&self) -> &TagSet {
        self.model().tags()
    }

    /// The IOB2 tags of a sentence's tokens.
    pub fn tag<T: AsRef<str>>(&self, tokens: &[T]) -> Vec<&str> {
        let scratch = &mut *self.scratch.take();
        self.tag_sentence(tokens.len(), |index| tokens[index].as_ref(), scratch);
        let names: Vec<&str> = self.tags().names().collect();
        scratch.sentence.path.iter().map(|tag| names[usize::from(*tag)]).collect()
    }

    /// Compares what the recognizer finds in sentences with their own tags.
    pub fn evaluate(&self, sentences: &[TaggedSentence]) -> Evaluation {
        let mut evaluation = Evaluation::default();
        for sentence in sentences {
            evaluation.add(&sentence.tags, &self.tag(&sentence.tokens));
        }
        evaluation
    }

    /// Compares the scores of what the recognizer finds in sentences with how often it is right.
    pub fn reliability(&self, sentences: &[TaggedSentence]) -> Reliability {
        let scratch = &mut *self.scratch.take();
        let names: Vec<&str> = self.tags().names().collect();
        let mut reliability = Reliability::default();
        for TaggedSentence { tokens, tags } in sentences {
            self.tag_sentence(tokens.len(), |index| &tokens[index], scratch);
            let Scratch { sentence, beliefs, .. } = &mut *scratch;
            beliefs.reset();
            let gold: Vec<_> =
                spans(tags).map(|(tokens, label)| (tokens, germeval::spelled(label))).collect();
            for (tokens, tag) in self.tags().runs(&sentence.path) {
                let columns = &self.model().columns;
                let score = self.confidence.of(sentence, tokens.clone(), columns, beliefs);
                let label = germeval::spelled(&names[usize::from(tag)][2..]);
                reliability.add(score, gold.contains(&(tokens, label)));
            }
        }
        reliability
    }

    /// Makes the path that of a sentence: what the model finds, and the compounds it left out.
    fn tag_sentence<'t>(
        &self,
        length: usize,
        token: impl Fn(usize) -> &'t str,
        scratch: &mut Scratch,
    ) {
        let Scratch { cache, sentence, word, .. } = scratch;
        self.scorer.tag(length, &token, cache, sentence);
        if self.compounds.is_empty() {
            return;
        }
        let outside = sentence.path.iter_mut().enumerate().filter(|(_, tag)| **tag == OUTSIDE);
        for (index, tag) in outside {
            if let Some(noun) = compounds::first_noun(token(index)) {
                self.scorer.tag(1, |_| noun, cache, word);
                *tag = self.compounds.part(word.path[0]).unwrap_or(OUTSIDE);
            }
        }
    }

    /// Finds the entities of a decoded sentence.
    fn find(&self, scratch: &mut Scratch, spans: &[Span]) {
        let Scratch { sentence, beliefs, found, .. } = scratch;
        beliefs.reset();
        for (tokens, tag) in self.tags().runs(&sentence.path) {
            let span = Span::new(spans[tokens.start].start(), spans[tokens.end - 1].end());
            let score = self.confidence.of(sentence, tokens, &self.model().columns, beliefs);
            if let Some((label, form)) = self.tags().entity(tag).filter(|_| score >= self.min_score)
            {
                found.push(Entity { span, label, form, score: Some(score) });
            }
        }
    }
}

impl Stage for EntityRecognizer {
    type Reads = (Tokens, Sentences);
    type Writes = Entities;

    fn name(&self) -> &'static str {
        "entities"
    }

    fn annotate(
        &self,
        text: &str,
        (tokens, sentences): (&Tokens, &Sentences),
        entities: &mut Entities,
    ) -> Result<(), StageError> {
        entities.reset(self.tags().labels());
        let scratch = &mut *self.scratch.take();
        scratch.found.clear();
        for sentence in sentences.token_ranges() {
            let spans = &tokens.spans()[sentence];
            self.tag_sentence(spans.len(), |index| &text[spans[index].range()], scratch);
            self.find(scratch, spans);
        }
        let Scratch { found, consistency, .. } = scratch;
        consistency.apply(text, self.tags().labels().id("PER"), found);
        for entity in found {
            entities.push(*entity);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, found};

    #[test]
    fn names_of_a_german_text() {
        let mut document = document("Wladimir Putin reist nach Wien . | Die SPD lehnt ab . |");
        document.apply(&EntityRecognizer::german()).unwrap();
        assert_eq!(found(&document), ["PER Wladimir Putin", "LOC Wien", "ORG SPD"]);
    }

    #[test]
    fn entities_end_with_their_sentence() {
        let mut document = document("Wir sahen Wladimir | Putin sahen wir nicht . |");
        document.apply(&EntityRecognizer::german()).unwrap();
        assert!(found(&document).iter().all(|entity| !entity.contains('|')));
    }

    #[test]
    fn names_of_an_english_text() {
        let mut document = document("John Smith lives in London . |");
        document.apply(&EntityRecognizer::english()).unwrap();
        assert_eq!(found(&document), ["PER John Smith", "LOC London"]);
    }

    #[test]
    fn what_was_seen_before_does_not_matter() {
        let recognizer = EntityRecognizer::german();
        let sentence = ["Der", "Wiener", "Bürgermeister", "fliegt", "nach", "Rom", "."];
        let fresh: Vec<String> = recognizer.tag(&sentence).into_iter().map(Into::into).collect();
        // More forms than the cache holds.
        let forms: Vec<String> = (0..40_000).map(|number| format!("Wort{number:x}")).collect();
        forms.chunks(1000).for_each(|forms| _ = recognizer.tag(forms));
        assert_eq!(recognizer.tag(&sentence), fresh);
    }

    #[test]
    fn scores_are_probabilities() {
        let recognizer = EntityRecognizer::german();
        let mut document = document("Wladimir Putin reist nach Wien . |");
        document.apply(&recognizer).unwrap();
        let scores = document.entities().unwrap().map(|entity| entity.entity().score.unwrap());
        assert!(scores.into_iter().all(|score| (0.5..=1.0).contains(&score)));
        document.apply(&EntityRecognizer::german().with_min_score(1.1)).unwrap();
        assert_eq!(document.entities().unwrap().count(), 0);
    }
}
