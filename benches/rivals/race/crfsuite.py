"""A conditional random field by python-crfsuite.

The features are those of its own tutorial for CoNLL 2002, without parts of speech, which neither side
has.
"""

from pathlib import Path
from typing import Callable

import pycrfsuite

from race.gold import tagged_sentences

# The tutorial's.
PARAMETERS = {"c1": 1.0, "c2": 1e-3, "max_iterations": 50, "feature.possible_transitions": True}


def fit(train: Path, model: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False, params=PARAMETERS)
    for tokens, tags in tagged_sentences(train):
        trainer.append(features(tokens), tags)
    trainer.train(str(model))


def load(model: Path) -> Callable[[dict], list[str]]:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    return lambda document: tagger.tag(features(document["tokens"]))


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
