"""Reads with other people's tools what `satz annotate` writes of the fixtures, and compares.

    python check.py PATH_OF_SATZ
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars
import spacy
from spacy.tokens import Doc

ARTICLES = Path(__file__).resolve().parents[2] / "fixtures"


@dataclass
class Expected:
    """A document of satz, as strings."""

    text: str
    tokens: list[str]
    sentences: list[str]
    entities: list[tuple[str, str]]

    @classmethod
    def read(cls, line: str) -> "Expected":
        """Reads a line of the wire format, with offsets in code points."""
        document = json.loads(line)
        text, layers = document["text"], document["layers"]
        spans, ends = layers["tokens"]["spans"], layers["sentences"]["ends"]
        firsts = [0, *ends]
        names = layers["entities"]
        return cls(
            text,
            [text[start:end] for start, end in spans],
            [text[spans[first][0] : spans[end - 1][1]] for first, end in zip(firsts, ends)],
            [(text[start:end], label) for (start, end), label in zip(names["spans"], names["labels"])],
        )


class Satz:
    """The command, and a folder for its results."""

    def __init__(self, program: Path, folder: Path):
        self.program, self.folder = program, folder

    def annotate(self, file: str, *options: str) -> Path:
        path = self.folder / file
        command = [self.program, "annotate", ARTICLES, "--include", "**/article.txt"]
        subprocess.run([*command, "--language", "auto", "--quiet", "-o", path, *options], check=True)
        return path


def spacy_has_the_same(satz: Satz, expected: list[Expected]) -> None:
    lines = satz.annotate("spacy.jsonl", "--format", "spacy-json").read_text("utf-8").splitlines()
    vocabulary = spacy.blank("de").vocab
    for line, it in zip(lines, expected, strict=True):
        doc = Doc(vocabulary).from_json(json.loads(line), validate=True)
        assert doc.text == it.text
        assert [token.text for token in doc if not token.is_space] == it.tokens
        assert [sentence.text.strip() for sentence in doc.sents] == it.sentences
        assert [(entity.text, entity.label_) for entity in doc.ents] == it.entities


def universal_dependencies_are_valid(satz: Satz) -> None:
    """Level 1 is the format; level 2 has trees, which satz does not make: heads alone are excused."""
    path = satz.annotate("ud.conllu", "--format", "conllu")
    program = Path(sys.executable).with_name("udvalidate")
    for options in (["--level", "1"], ["--level", "2", "-e", "unknown-head", "invalid-head"]):
        command = [program, "--lang", "ud", *options, path]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


def tables_have_the_same(satz: Satz, expected: list[Expected]) -> None:
    path = satz.annotate("table.parquet", "--format", "parquet")
    columns = "text, tokens, sentences, entities"
    with_duckdb = duckdb.sql(f"SELECT {columns} FROM '{path}'").fetchall()
    with_polars = polars.read_parquet(path).select(columns.split(", ")).rows()
    for rows in (with_duckdb, with_polars):
        assert [strings(*row) for row in rows] == expected


def strings(text: str, tokens: list[dict], sentences: list[dict], entities: list[dict]) -> Expected:
    """A row, whose offsets are bytes of the text."""
    data = text.encode()
    part = lambda first, last: data[first["start"] : last["end"]].decode()
    return Expected(
        text,
        [part(token, token) for token in tokens],
        [part(tokens[it["first"]], tokens[it["end"] - 1]) for it in sentences],
        [(part(entity, entity), entity["label"]) for entity in entities],
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        satz = Satz(Path(sys.argv[1]), Path(folder))
        lines = satz.annotate("satz.jsonl", "--offsets", "chars").read_text("utf-8").splitlines()
        expected = [Expected.read(line) for line in lines]
        assert expected, "there are no articles"
        spacy_has_the_same(satz, expected)
        universal_dependencies_are_valid(satz)
        tables_have_the_same(satz, expected)
    print(f"{len(expected)} documents are the same to spaCy, the UD validator, DuckDB and Polars")


if __name__ == "__main__":
    main()
