"""The entity recognizer of spaCy, by its own `train` with its own settings for speed on a processor.

`spacy init config --lang de --pipeline ner --optimize efficiency` makes the settings: a small
convolutional network without word vectors. The last tenth of the training file chooses the best step.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, Iterable

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import biluo_tags_to_spans, iob_to_biluo

from race.gold import tagged_sentences

# Passes over the training file; four take some minutes on one core.
EPOCHS = 4


def fit(train: Path, model: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sentences = list(tagged_sentences(train))
        part = len(sentences) * 9 // 10
        write(sentences[:part], folder / "train.spacy")
        write(sentences[part:], folder / "dev.spacy")
        command("init", "config", "settings.cfg", "--lang", "de", "--pipeline", "ner", "--optimize", "efficiency", cwd=folder)
        settings = {"paths.train": "train.spacy", "paths.dev": "dev.spacy", "training.max_epochs": str(EPOCHS)}
        settings |= {"training.eval_frequency": "500", "training.patience": "0", "training.max_steps": "0"}
        options = [word for key, value in settings.items() for word in (f"--{key}", value)]
        command("train", "settings.cfg", "--output", "out", *options, cwd=folder)
        shutil.move(folder / "out" / "model-best", model)


def command(*words: str, cwd: Path) -> None:
    subprocess.run([sys.executable, "-m", "spacy", *words], cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def write(sentences: Iterable[tuple[list[str], list[str]]], path: Path) -> None:
    vocabulary = spacy.blank("de").vocab
    documents = DocBin()
    for tokens, tags in sentences:
        document = Doc(vocabulary, words=tokens)
        document.ents = biluo_tags_to_spans(document, iob_to_biluo(tags))
        documents.add(document)
    documents.to_disk(path)


def load(model: Path) -> Callable[[dict], list[str]]:
    pipeline = spacy.load(model)
    return lambda document: tags(pipeline(Doc(pipeline.vocab, words=document["tokens"])))


def tags(document: Doc) -> list[str]:
    return [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in document]
