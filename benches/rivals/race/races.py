"""The three races: who takes part, with which texts, and how the answers are scored."""

import json
from pathlib import Path

from race import course, gold, score, segmenters, summarizers, taggers
from race.course import Entry, python_entry, rust_entry

RUST_SEGMENTERS = ["satz", "unicode-segmentation", "icu_segmenter (ICU4X)", "charabia"]
RUST_SEGMENTERS += ["tokenizers, BERT pre-tokenizer", "tokenizers, Whitespace pre-tokenizer"]
RUST_SUMMARIZERS = ["satz", "first sentences", "simple-summarize", "summary"]


class Track:
    """Where races are run: the worker in Rust, a folder for texts, the number of rounds."""

    def __init__(self, rust_worker: Path, folder: Path, rounds: int):
        self.rust_worker, self.folder, self.rounds = rust_worker, folder, rounds

    def texts(self, documents: list[dict]) -> Path:
        path = self.folder / "texts.jsonl"
        path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
        return path

    def run(self, entries: list[Entry]) -> list[Entry]:
        course.run(entries, self.rounds)
        return entries

    def segmentation(self, name: str, language: str, texts: list[gold.Segmented]) -> dict:
        path = self.texts([text.document() for text in texts])
        options = ["--language", language]
        entries = [rust_entry(self.rust_worker, "segmentation", tool, path, *options) for tool in RUST_SEGMENTERS]
        entries += [python_entry("segmentation", tool, path, *options) for tool in segmenters.TOOLS]
        scores = lambda entry: score.segmentation(texts, entry.answers)
        return table("segmentation", name, self.run(entries), sizes(text.text for text in texts), scores)

    def summaries(self, name: str, language: str, pairs: list[tuple[str, str]]) -> dict:
        sentences = self.sentences(language, [text for text, _ in pairs])
        documents = [{"text": text, "sentences": found} for (text, _), found in zip(pairs, sentences, strict=True)]
        path, options = self.texts(documents), ["--language", language]
        entries = [rust_entry(self.rust_worker, "summaries", tool, path, *options) for tool in RUST_SUMMARIZERS]
        entries += [python_entry("summaries", tool, path, *options) for tool in summarizers.TOOLS]
        references = [reference for _, reference in pairs]
        scores = lambda entry: score.summaries(references, chosen(documents, entry.answers))
        return table("summaries", name, self.run(entries), sizes(text for text, _ in pairs), scores)

    def sentences(self, language: str, texts: list[str]) -> list[list[str]]:
        """The sentences of texts as satz finds them: what all summarizers choose from."""
        path = self.texts([{"text": text, "paragraphs": []} for text in texts])
        entry = rust_entry(self.rust_worker, "segmentation", "satz", path, "--language", language)
        course.run([entry], 0)
        spans = [answer["sentences"] for answer in entry.answers]
        return [[text[start:end] for start, end in found] for text, found in zip(texts, spans, strict=True)]

    def entities(self, name: str, train: Path, test: Path, models: Path) -> dict:
        sentences = list(gold.tagged_sentences(test))
        path = self.texts([{"tokens": tokens} for tokens, _ in sentences])
        options = ["--train", str(train), "--models", str(models)]
        entries = [rust_entry(self.rust_worker, "entities", "satz", path)]
        entries += [python_entry("entities", tool, path, *options) for tool in taggers.TOOLS]
        scores = lambda entry: score.entities([tags for _, tags in sentences], entry.answers)
        return table("entities", name, self.run(entries), sizes(" ".join(tokens) for tokens, _ in sentences), scores)


def sizes(texts) -> list[int]:
    return [len(text.encode()) for text in texts]


def chosen(documents: list[dict], answers: list) -> list[str]:
    """Summaries: the sentences of an answer, or the answer itself where a tool makes text."""
    join = lambda document, answer: " ".join(document["sentences"][index] for index in answer)
    return [a if isinstance(a, str) else join(d, a) for d, a in zip(documents, answers, strict=True)]


def table(race: str, name: str, entries: list[Entry], lengths: list[int], scores) -> dict:
    """The raw results of a race."""
    rows = [entry.result(sum(lengths), {} if entry.failure else scores(entry)) for entry in entries]
    return {"race": race, "texts": name, "documents": len(lengths), "bytes": sum(lengths), "rows": rows}
