//! Work whose instructions are counted: small enough for a simulated processor.

use std::hint::black_box;

use satz_driver::{Document, Language, Pipeline, PresetStage, Stage, wire};
use satz_driver::{EntityRecognizer, SentenceSplitter, Summarizer, Tokenizer};
use xxhash_rust::xxh3::xxh3_64;

use crate::answer::{ALL_STAGES, annotated, checksum, pipeline};
use crate::sample::{code, samples};

/// Something to count the instructions of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workload {
    /// The language of the text and the stages.
    pub language: Language,
    /// What is done with the text.
    pub task: Task,
}

/// What is done with an article, in a document that was used before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// A stage alone, on the layers of those before it.
    Stage(PresetStage),
    /// The document as a line of JSON.
    Json,
    /// All stages and the line of JSON.
    Pipeline,
    /// Building the pipeline: what a short run waits for.
    Start,
}

impl Workload {
    /// All workloads.
    pub fn all() -> impl Iterator<Item = Self> {
        let stages = ALL_STAGES.map(Task::Stage);
        let tasks = stages.into_iter().chain([Task::Json, Task::Pipeline, Task::Start]);
        let languages = crate::sample::LANGUAGES.into_iter();
        languages.flat_map(move |language| tasks.clone().map(move |task| Self { language, task }))
    }

    /// The name in files and on command lines: `de/tokens`.
    pub fn name(self) -> String {
        let task = match self.task {
            Task::Stage(PresetStage::Tokens) => "tokens",
            Task::Stage(PresetStage::Sentences) => "sentences",
            Task::Stage(PresetStage::Entities) => "entities",
            Task::Stage(PresetStage::Summary) => "summary",
            Task::Json => "json",
            Task::Pipeline => "pipeline",
            Task::Start => "start",
        };
        format!("{}/{task}", code(self.language))
    }

    /// Prepares the work, does it once to warm the caches, hands it to `measured` to be done
    /// again, and returns the checksum of the answer: of the document as a line of JSON, or of the
    /// line itself where the work is to write it.
    ///
    /// # Panics
    /// If a stage fails.
    pub fn run(self, measured: fn(&mut dyn FnMut())) -> u64 {
        let [_, article, _] = samples(self.language);
        let mut document =
            annotated(&pipeline(self.language, &ALL_STAGES[..self.given()]), &article.text);
        match self.task {
            Task::Stage(stage) => self.run_stage(stage, &mut document, measured),
            Task::Json => return write_json(&document, measured),
            Task::Pipeline => return run_pipeline(&self.pipeline(), &mut document, measured),
            Task::Start => self.start(&mut document, measured),
        }
        checksum(&document)
    }

    fn pipeline(self) -> Pipeline {
        pipeline(self.language, &ALL_STAGES)
    }

    /// What a pipeline can do is seen by its work: the answer is that of one that was just built.
    fn start(self, document: &mut Document, measured: fn(&mut dyn FnMut())) {
        let mut built = None;
        measured(&mut || built = Some(black_box(self.pipeline())));
        let pipeline = built.expect("what is measured is done");
        pipeline.process(document).expect("the stages take any text");
    }

    /// How many stages come before the task.
    fn given(self) -> usize {
        match self.task {
            Task::Stage(stage) => ALL_STAGES.iter().position(|&other| other == stage).unwrap_or(0),
            Task::Json => ALL_STAGES.len(),
            Task::Pipeline | Task::Start => 0,
        }
    }

    fn run_stage(
        self,
        stage: PresetStage,
        document: &mut Document,
        measured: fn(&mut dyn FnMut()),
    ) {
        let is_german = self.language == Language::German;
        macro_rules! apply {
            ($stage:ident) => {
                apply(
                    &if is_german { $stage::german() } else { $stage::english() },
                    document,
                    measured,
                )
            };
        }
        match stage {
            PresetStage::Tokens => apply!(Tokenizer),
            PresetStage::Sentences => apply!(SentenceSplitter),
            PresetStage::Entities => apply!(EntityRecognizer),
            PresetStage::Summary => apply!(Summarizer),
        }
    }
}

fn apply<S: Stage>(stage: &S, document: &mut Document, measured: fn(&mut dyn FnMut())) {
    let mut apply = || document.apply(stage).expect("a stage takes any text");
    apply();
    measured(&mut apply);
}

fn write_json(document: &Document, measured: fn(&mut dyn FnMut())) -> u64 {
    let mut line = Vec::new();
    let mut write = || {
        line.clear();
        wire::write(document, &mut line).expect("the built-in layers are expressible");
    };
    write();
    measured(&mut write);
    xxh3_64(&line)
}

fn run_pipeline(
    pipeline: &Pipeline,
    document: &mut Document,
    measured: fn(&mut dyn FnMut()),
) -> u64 {
    let (text, mut line) = (document.text().to_owned(), Vec::new());
    let mut annotate = || {
        document.reset(&text).expect("a sample is short");
        pipeline.process(document).expect("the stages take any text");
        line.clear();
        wire::write(document, &mut line).expect("the built-in layers are expressible");
    };
    annotate();
    measured(&mut annotate);
    xxh3_64(&line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LANGUAGES;

    #[test]
    fn the_answers_are_those_of_a_fresh_document() {
        for language in LANGUAGES {
            let [_, article, _] = samples(language);
            let fresh = checksum(&annotated(&pipeline(language, &ALL_STAGES), &article.text));
            let last = Task::Stage(PresetStage::Summary);
            for task in [last, Task::Json, Task::Pipeline, Task::Start] {
                let workload = Workload { language, task };
                assert_eq!(workload.run(|work| work()), fresh, "{}", workload.name());
            }
        }
    }
}
