"""The rival of the entity recognizer: a conditional random field on the same training data.

The features are those of python-crfsuite's own tutorial for CoNLL 2002, without parts of speech, which
neither side has. An answer is the list of tags of a sentence.
"""

from hashlib import sha256
from pathlib import Path
from typing import Callable

from race.gold import tagged_sentences

TOOLS = {"python-crfsuite": "python-crfsuite"}

# The tutorial's.
PARAMETERS = {"c1": 1.0, "c2": 1e-3, "max_iterations": 50, "feature.possible_transitions": True}


def tagger(tool: str, train: Path, models: Path) -> tuple[str, Callable[[dict], list[str]]]:
    """The package of `tool`, and what it makes of a sentence."""
    import pycrfsuite

    model = models / f"crfsuite-{sha256(train.read_bytes()).hexdigest()[:16]}.model"
    if not model.exists():
        fit(train, model)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    return TOOLS[tool], lambda document: tagger.tag(features(document["tokens"]))


def fit(train: Path, model: Path) -> None:
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False, params=PARAMETERS)
    for tokens, tags in tagged_sentences(train):
        trainer.append(features(tokens), tags)
    unfinished = model.with_suffix(".part")
    trainer.train(str(unfinished))
    unfinished.rename(model)


def features(tokens: list[str]) -> list[list[str]]:
    return [features_at(tokens, index) for index in range(len(tokens))]


def features_at(tokens: list[str], index: int) -> list[str]:
    word = tokens[index]
    found = ["bias", f"suffix3={word[-3:]}", f"suffix2={word[-2:]}", f"digit={word.isdigit()}"]
    found += shape("", word)
    found += shape("-1:", tokens[index - 1]) if index > 0 else ["BOS"]
    found += shape("+1:", tokens[index + 1]) if index + 1 < len(tokens) else ["EOS"]
    return found


def shape(place: str, word: str) -> list[str]:
    return [f"{place}lower={word.lower()}", f"{place}upper={word.isupper()}", f"{place}title={word.istitle()}"]
