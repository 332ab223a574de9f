//! The stage, and what can be changed about it.

use satz_core::{Sentences, Stage, StageError, Tokens};

use crate::candidate::Candidate;
use crate::clauses::Clauses;
use crate::explain::{Decision, Outcome, Reason};
use crate::features;
use crate::heading;
use crate::lexicon::SplitterLexicon;
use crate::lines::Lines;
use crate::model::BoundaryModel;
use crate::plain;
use crate::rules::{Rules, Sentence};
use crate::view::{Gap, Start, View};

/// Cuts the tokens of a text into sentences and headings.
///
/// It looks at every place where a sentence may end: closing marks with the quotes and brackets
/// behind them, abbreviations, ordinals, line breaks. A blank line always ends a sentence. There is no state
/// that a quotation mark could leave open.
///
/// # Example
/// ```
/// use satz_core::{Document, Sentences, Span, TokenKind, Tokens};
/// use satz_sentences::SentenceSplitter;
///
/// let text = "Er geht. Sie nicht.";
/// let mut tokens = Tokens::default();
/// for (start, end, kind) in [
///     (0, 2, TokenKind::Word),
///     (3, 7, TokenKind::Word),
///     (7, 8, TokenKind::Punctuation),
///     (9, 12, TokenKind::Word),
///     (13, 18, TokenKind::Word),
///     (18, 19, TokenKind::Punctuation),
/// ] {
///     tokens.push(Span::new(start, end), kind);
/// }
/// let mut document = Document::new(text)?;
/// document.insert(tokens)?;
/// document.apply(&SentenceSplitter::german())?;
/// assert_eq!(document.layer::<Sentences>()?.ends(), [3, 6]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct SentenceSplitter {
    rules: Rules,
    model: BoundaryModel,
}

impl SentenceSplitter {
    /// For German text.
    pub fn german() -> Self {
        Self { rules: Rules::german(), model: BoundaryModel::default() }
    }

    /// For English text, with a model for sentences that end without a mark.
    pub fn english() -> Self {
        let model = BoundaryModel::parse(include_str!("../data/en/boundaries.model"));
        Self { rules: Rules::english(), model: model.unwrap_or_default() }
    }

    /// Lets `word` begin a sentence behind an abbreviation or ordinal.
    pub fn with_starter(mut self, word: &str) -> Self {
        self.rules.starters.insert(word);
        self
    }

    /// Lets `abbreviation`, with its dot, never end a sentence.
    pub fn with_title(mut self, abbreviation: &str) -> Self {
        self.rules.titles.insert(abbreviation);
        self
    }

    /// Lets `abbreviation`, with its dot, end a sentence before any capitalised word.
    pub fn with_ender(mut self, abbreviation: &str) -> Self {
        self.rules.enders.insert(abbreviation);
        self
    }

    /// Treats colons and semicolons between clauses in another way.
    pub fn with_clauses(mut self, clauses: Clauses) -> Self {
        self.rules.clauses = clauses;
        self
    }

    /// Lets `model` decide where the rules only have a default.
    pub fn with_model(mut self, model: BoundaryModel) -> Self {
        self.model = model;
        self
    }

    /// Adds a lexicon.
    pub fn with_lexicon(self, lexicon: &SplitterLexicon) -> Self {
        let clauses = lexicon.clauses.unwrap_or(self.rules.clauses);
        let it = self.with_clauses(clauses);
        let it = lexicon.starters.iter().fold(it, |it, word| it.with_starter(word));
        let it = lexicon.titles.iter().fold(it, |it, title| it.with_title(title));
        lexicon.enders.iter().fold(it, |it, ender| it.with_ender(ender))
    }

    /// Every place of `text` where a sentence may end, and what decided about it.
    ///
    /// # Panics
    /// If `tokens` are not the tokens of `text`.
    ///
    /// # Example
    /// ```
    /// use satz_core::{Span, TokenKind, Tokens};
    /// use satz_sentences::{Outcome, SentenceSplitter};
    ///
    /// let text = "Dr. Huber";
    /// let mut tokens = Tokens::default();
    /// tokens.push(Span::new(0, 3), TokenKind::Abbreviation);
    /// tokens.push(Span::new(4, 9), TokenKind::Word);
    /// let decisions = SentenceSplitter::german().explain(text, &tokens);
    /// assert_eq!(decisions[0].outcome, Outcome::Join);
    /// assert_eq!(decisions[0].reason.to_string(), "abbreviation belongs to the next word");
    /// assert_eq!(decisions[0].entry(text, &tokens), Some("Dr."));
    /// ```
    pub fn explain(&self, text: &str, tokens: &Tokens) -> Vec<Decision> {
        let mut decisions = Vec::new();
        self.walk(View { text, tokens }, |decision, _| decisions.push(decision));
        decisions
    }

    /// Calls `visit` with every decision, and the gap at its place.
    fn walk(&self, view: View<'_>, mut visit: impl FnMut(Decision, Gap)) {
        let (mut lines, mut sentence) = (Lines::default(), Sentence::default());
        let mut index = 0;
        while index < view.len() {
            index += plain::leading(view, index, self.rules.unmarked);
            let Some(candidate) = self.candidate(view, index, &mut sentence) else {
                index += 1;
                continue;
            };
            let (outcome, reason) = self.decide(view, &candidate, sentence, &mut lines);
            let Candidate { last, end, first, gap, .. } = candidate;
            visit(Decision { last, end, first, outcome, reason }, gap);
            index = candidate.end;
            if outcome == Outcome::Split {
                sentence = Sentence::starting_at(index);
            }
        }
    }

    /// The candidate behind the token at `index`, which may tell something of its sentence.
    pub(crate) fn candidate(
        &self,
        view: View<'_>,
        index: usize,
        sentence: &mut Sentence,
    ) -> Option<Candidate> {
        sentence.note(view, index);
        Candidate::behind(view, index, &self.rules, *sentence)
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    fn decide(
        &self,
        view: View<'_>,
        candidate: &Candidate,
        sentence: Sentence,
        lines: &mut Lines,
    ) -> (Outcome, Reason) {
        if candidate.gap == Gap::Paragraph {
            return (Outcome::Split, Reason::Paragraph);
        }
        let by_rule = self.rules.decide(view, candidate, sentence);
        if by_rule.1.is_default() && !self.model.is_empty() && candidate.gap < Gap::Line {
            return self.ask_model(view, candidate, sentence);
        }
        if candidate.gap != Gap::Line || by_rule.0 == Outcome::Split {
            return by_rule;
        }
        let spans = view.tokens.spans();
        let (end, start) =
            (spans[candidate.end - 1].range().end, spans[candidate.end].range().start);
        let last = view.form(candidate.end - 1);
        let goes_on =
            candidate.start == Start::Lower || last == "," || self.rules.unfinished.contains(last);
        if goes_on || lines.is_wrapped(view.text, end, start) {
            (Outcome::Join, Reason::Wrapped)
        } else {
            (Outcome::Split, Reason::Line)
        }
    }
}

impl SentenceSplitter {
    fn ask_model(
        &self,
        view: View<'_>,
        candidate: &Candidate,
        sentence: Sentence,
    ) -> (Outcome, Reason) {
        let (group, mut score) = (features::group(candidate.ending), 0.0);
        features::list(view, candidate, sentence, &self.rules, |feature| {
            score += self.model.weight(group, feature);
        });
        let outcome = if score > 0.0 { Outcome::Split } else { Outcome::Join };
        (outcome, Reason::Model(score))
    }
}

impl Stage for SentenceSplitter {
    type Reads = Tokens;
    type Writes = Sentences;

    fn name(&self) -> &'static str {
        "sentences"
    }

    fn annotate(
        &self,
        text: &str,
        tokens: &Tokens,
        sentences: &mut Sentences,
    ) -> Result<(), StageError> {
        u32::try_from(tokens.len()).map_err(StageError::new)?;
        let view = View { text, tokens };
        let (mut start, mut before) = (0, Gap::Paragraph);
        self.walk(view, |decision, gap| {
            if decision.outcome == Outcome::Split {
                let kind = heading::kind_of(view, start..decision.end, before, gap);
                #[expect(clippy::cast_possible_truncation, reason = "the count was checked")]
                sentences.push(decision.end as u32, kind);
                (start, before) = (decision.end, gap);
            }
        });
        Ok(())
    }
}
