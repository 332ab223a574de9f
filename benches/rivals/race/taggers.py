"""The rivals of the entity recognizer, trained on the same file; an answer is the list of tags of a sentence.

A model is trained when a race needs it for the first time, in a process of its own, so that the memory
of training is not that of tagging.
"""

import argparse
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Callable

# By name: the package whose version counts, and the module that trains and tags with it.
TOOLS = {"python-crfsuite": ("python-crfsuite", "crfsuite"), "spaCy, trained": ("spacy", "spacy_ner")}


def tagger(tool: str, train: Path, models: Path) -> tuple[str, Callable[[dict], list[str]]]:
    """The package of `tool`, and what it makes of a sentence."""
    package, module = TOOLS[tool]
    model = models / f"{module}-{sha256(train.read_bytes()).hexdigest()[:16]}.model"
    if not model.exists():
        subprocess.run([sys.executable, "-m", "race.taggers", module, train, model], check=True)
    return package, module_of(module).load(model)


def module_of(name: str) -> ModuleType:
    return import_module(f"race.{name}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("train", type=Path)
    parser.add_argument("model", type=Path)
    arguments = parser.parse_args()
    unfinished = arguments.model.with_suffix(".part")
    module_of(arguments.module).fit(arguments.train, unfinished)
    shutil.move(unfinished, arguments.model)


if __name__ == "__main__":
    main()
