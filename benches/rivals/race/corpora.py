"""Corpora of sentences made into documents: CoNLL-U, and texts with a sentence a line."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional

Span = tuple[int, int]

# A line that ends otherwise is a headline.
END = re.compile(r"""[.!?…:;][)"“”»«’‘'\]]*$""")


@dataclass
class Sentence:
    """A sentence, its tokens in code points from its start, and whether a paragraph begins with it."""

    text: str
    tokens: Optional[list[Span]]
    begins: bool


def sentences(path: Path) -> Iterator[Sentence]:
    return conllu(path) if path.suffix == ".conllu" else lines(path)


def conllu(path: Path) -> Iterator[Sentence]:
    """Surface words: of a multiword token the token itself, and no empty nodes."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = block.strip("\n").split("\n")
        text = next((row.split("=", 1)[1].strip() for row in rows if row.startswith("# text =")), None)
        if text is not None:
            begins = any(re.match(r"#\s*new(par|doc)\b", row) for row in rows)
            yield Sentence(text, places(text, forms(row for row in rows if row[:1] != "#")), begins)


def forms(rows) -> Iterator[str]:
    covered = 0
    for number, form, *_ in (row.split("\t") for row in rows):
        if "-" in number:
            covered = int(number.split("-")[1])
        elif "." in number or int(number) <= covered:
            continue
        yield form


def places(text: str, words: Iterator[str]) -> list[Span]:
    found, end = [], 0
    for word in words:
        # White space inside a word may be any in the text.
        match = re.compile(r"\s*".join(map(re.escape, re.sub(r"\s", "", word)))).search(text, end)
        found.append(match.span())
        end = match.end()
    return found


def lines(path: Path) -> Iterator[Sentence]:
    """A headline is a paragraph of its own, as in a printed article."""
    after_headline = True
    for line in filter(None, map(str.strip, path.read_text("utf-8").split("\n"))):
        is_headline = not END.search(line)
        yield Sentence(line, None, is_headline or after_headline)
        after_headline = is_headline


def documents(path: Path) -> Iterator[tuple[str, Optional[list[Span]], list[Span]]]:
    """Text, tokens and sentences of a document for each 40 sentences or so, which ends with a paragraph."""
    part: list[Sentence] = []
    for sentence in sentences(path):
        if len(part) >= 80 or (len(part) >= 40 and sentence.begins):
            yield joined(part)
            part = []
        part.append(sentence)
    yield joined(part)


def joined(part: list[Sentence]) -> tuple[str, Optional[list[Span]], list[Span]]:
    """Sentences with a blank between them, paragraphs with an empty line."""
    text, tokens, spans = "", [], []
    for sentence in part:
        text += ("\n\n" if sentence.begins else " ") if text else ""
        start = len(text)
        text += sentence.text
        spans.append((start, len(text)))
        tokens += [(start + first, start + last) for first, last in sentence.tokens or []]
    return text, tokens or None, spans
