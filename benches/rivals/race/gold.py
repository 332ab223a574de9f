"""Texts with known answers: the project's fixtures, and files that are named on the command line."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional

from race import corpora
from race.corpora import Span

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


@dataclass
class Segmented:
    """A text with its tokens, where they are known, and sentences, in code points."""

    text: str
    tokens: Optional[list[Span]]
    sentences: list[Span]

    def document(self) -> dict:
        """What a worker gets to read."""
        return {"text": self.text, "paragraphs": paragraphs(self.text)}


def paragraphs(text: str) -> list[Span]:
    """The parts of `text` between empty lines."""
    return [match.span() for match in re.finditer(r"\S(?:(?!\n\s*\n).)*", text, re.DOTALL)]


def fixtures(language: str) -> list[Segmented]:
    """The articles of the fixtures, in the order of their names."""
    folders = sorted((FIXTURES / language).iterdir())
    return [fixture(folder) for folder in folders if folder.is_dir()]


def fixture(folder: Path) -> Segmented:
    text = (folder / "article.txt").read_text("utf-8")
    tokens, sentences = [], []
    for forms in fixture_sentences(folder / "gold.tags"):
        first = len(tokens)
        for form in forms:
            start = text.index(form, tokens[-1][1] if tokens else 0)
            tokens.append((start, start + len(form)))
        sentences.append((tokens[first][0], tokens[-1][1]))
    return Segmented(text, tokens, sentences)


def fixture_sentences(path: Path) -> Iterator[list[str]]:
    for block in path.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("# ")]
        if lines:
            yield [line.split("\t")[0] for line in lines]


def segmented(path: Path, limit: int) -> list[Segmented]:
    """The documents of a file, up to `limit` bytes of them: JSON lines, CoNLL-U, or a sentence a line."""
    is_json = path.suffix == ".jsonl"
    documents, size = [], 0
    for document in json_lines(path) if is_json else (Segmented(*parts) for parts in corpora.documents(path)):
        size += len(document.text.encode())
        if documents and size > limit:
            break
        documents.append(document)
    return documents


def json_lines(path: Path) -> Iterator[Segmented]:
    """Documents with `text`, `sentences` and perhaps `tokens`."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        tokens = record.get("tokens")
        yield Segmented(record["text"], spans(tokens) if tokens else None, spans(record["sentences"]))


def spans(pairs: list) -> list[Span]:
    return [(pair["start"], pair["end"]) if isinstance(pair, dict) else (pair[0], pair[1]) for pair in pairs]


def summaries(path: Path, limit: int) -> list[tuple[str, str]]:
    """Texts with their reference summaries, up to `limit` bytes of text."""
    pairs, size = [], 0
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        size += len(record["text"].encode())
        if pairs and size > limit:
            break
        pairs.append((record["text"], record["summary"]))
    return pairs


def tagged_sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Tokens and tags: the first two columns; a blank line ends a sentence."""
    rows: list[list[str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            rows.append(line.split("\t")[:2])
        elif rows:
            yield [row[0] for row in rows], [row[1] for row in rows]
            rows = []
