//! Annotation, off the threads that serve connections.

use std::sync::Arc;
use std::time::Duration;

use satz_driver::{Document, Encode, Preset};
use satz_io::{Colour, Conllu, Iob2, JsonLines, Readable, SpacyJson, WebAnnotation};
use satz_view::Page;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::annotators::{Annotator, Annotators};
use crate::limits::Limits;
use crate::media::Media;
use crate::problem::Problem;

/// Columns of readable text.
const WIDTH: usize = 80;

/// Runs documents through pipelines, a bounded number at a time.
#[derive(Clone)]
pub(crate) struct Worker {
    annotators: Arc<Annotators>,
    turns: Arc<Semaphore>,
    time: Duration,
}

impl Worker {
    pub(crate) fn new(limits: &Limits) -> Self {
        let turns = Arc::new(Semaphore::new(limits.jobs.get()));
        Self { annotators: Arc::default(), turns, time: limits.time }
    }

    /// The annotated document as bytes of `media`.
    pub(crate) async fn encode(
        &self,
        document: Document,
        preset: Preset,
        media: Media,
    ) -> Result<Vec<u8>, Problem> {
        self.annotate(document, preset, move |document, annotator| {
            encode(document, annotator, media)
        })
        .await
    }

    /// The annotated document on `page`.
    pub(crate) async fn show(
        &self,
        document: Document,
        preset: Preset,
        mut page: Page,
    ) -> Result<String, Problem> {
        self.annotate(document, preset, move |document, annotator| {
            page.add(document, annotator.explainer.explain(document).as_ref());
            Ok(page.render())
        })
        .await
    }

    /// Waits for a turn, then annotates `document` and hands it to `finish`.
    ///
    /// A pipeline cannot be interrupted: one that takes too long loses its client and keeps its
    /// turn until it is done, so that there are never more at work than there are turns.
    async fn annotate<T: Send + 'static>(
        &self,
        mut document: Document,
        preset: Preset,
        finish: impl FnOnce(&Document, &Annotator) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = timeout(self.time, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| Problem::Busy)?;
        let annotators = Arc::clone(&self.annotators);
        let work = move || {
            let _turn = turn;
            let annotator =
                annotators.of(&preset).map_err(|error| Problem::BadRequest(error.to_string()))?;
            let outcome = annotator.pipeline.process(&mut document);
            outcome.map_err(|error| Problem::Internal(error.to_string()))?;
            finish(&document, &annotator)
        };
        let done = timeout(self.time, spawn_blocking(work)).await.map_err(|_| Problem::TooLong)?;
        done.map_err(|error| Problem::Internal(error.to_string()))?
    }
}

fn encode(document: &Document, annotator: &Annotator, media: Media) -> Result<Vec<u8>, Problem> {
    let encoder: &dyn Encode = match media {
        Media::Page => return Ok(page(document, annotator).into_bytes()),
        Media::Wire => &JsonLines,
        Media::Readable => &Readable { colour: Colour::Plain, width: WIDTH },
        Media::Conllu => &Conllu,
        Media::Iob2 => &Iob2,
        Media::WebAnnotation => &WebAnnotation,
        Media::Spacy => &SpacyJson,
    };
    let mut out = Vec::new();
    encoder
        .encode(document, &mut out)
        .map_err(|error| Problem::Unprocessable(format!("{error}; ask for more stages")))?;
    Ok(out)
}

fn page(document: &Document, annotator: &Annotator) -> String {
    let mut page = Page::new("satz");
    page.add(document, annotator.explainer.explain(document).as_ref());
    page.render()
}
