"""What the teacher sees of a word: vector, clusters, lists of names, frequency, characters and shape."""
import itertools
from collections import Counter
from functools import cache

import numpy as np
from gensim.models import KeyedVectors

# Lengths of cluster paths, in bits.
PREFIXES = (4, 8, 16)
# Characters of a word, with an empty one at either end.
CHARACTERS = 22
# Rarer characters and shapes count as unknown.
RAREST_CHARACTER, RAREST_SHAPE = 6, 5
# Frequency of a word that is in no list, as the negative logarithm of its probability.
UNKNOWN_FREQUENCY = 17
# Length of the word vectors: the network wants inputs of about the same size.
VECTOR_LENGTH = 3.0


def lexicon(path):
    """Words and their classes."""
    with open(path, encoding="utf-8") as lines:
        columns = (line.rstrip("\n").split("\t") for line in lines)
        return {word: classes for word, *classes in columns}


def shape(word):
    """`Xx` for Wien, `X-Xx` for EU-Gipfel; at most six characters."""
    kinds = ("X" if c.isupper() else "x" if c.islower() else "0" if c.isdigit() else c for c in word)
    return "".join(kind for kind, _ in itertools.groupby(kinds))[:6]


def spellings(word):
    """Under what a word is looked up, in this order."""
    bare = word.rstrip(".") or word
    yield bare
    yield word
    if bare[-1] in "s'’":
        yield bare[:-1]
    yield bare.lower()
    yield bare.rsplit("-", 1)[-1]
    yield bare.capitalize()


class Words:
    """Turns words into numbers; `training` decides which characters and shapes are known."""

    def __init__(self, vectors, clusters, names, training):
        kept = KeyedVectors.load(vectors)
        unit = kept.vectors / np.linalg.norm(kept.vectors, axis=1, keepdims=True)
        self.vectors = np.concatenate([np.zeros((1, unit.shape[1]), np.float32), unit * VECTOR_LENGTH])
        self.rows = {word: row + 1 for word, row in kept.key_to_index.items()}
        self.clusters = lexicon(clusters)
        self.paths = {word: classes[-1].removeprefix("path:") for word, classes in self.clusters.items()}
        self.prefixes = {
            length: numbered({path[:length] for path in self.paths.values()}) for length in PREFIXES
        }
        self.names = lexicon(names)
        self.classes = {name: number - 1 for name, number in numbered({c for cs in self.names.values() for c in cs}).items()}
        self.characters = frequent((c for word in training for c in word), RAREST_CHARACTER)
        self.shapes = frequent(map(shape, training), RAREST_SHAPE)
        self.of = cache(self._of)

    def _of(self, word):
        """Row of the vector, clusters, classes, characters and shape of a word."""
        known = list(spellings(word))
        row = next((self.rows[s] for s in known if s in self.rows), 0)
        return row, self._clusters(word, known), self._classes(known), self._characters(word), self.shapes.get(shape(word), 0)

    def _clusters(self, word, known):
        path = next((self.paths[s] for s in known if s in self.paths), None)
        first = self.paths.get(word.split("-", 1)[0]) if "-" in word else None
        found = [self.prefixes[length].get(path[:length], 0) if path else 0 for length in PREFIXES]
        return found + [self.prefixes[8].get(first[:8], 0) if first else 0]

    def _classes(self, known):
        hot = np.zeros(len(self.classes) + 2, np.float32)
        for spelling in dict.fromkeys(known[:3]):
            hot[[self.classes[c] for c in self.names.get(spelling, ())]] = 1
        frequency = next((self.frequency(s) for s in known if s in self.clusters), UNKNOWN_FREQUENCY)
        hot[-2:] = frequency == UNKNOWN_FREQUENCY, frequency / 8
        return hot

    def frequency(self, word):
        name = self.clusters[word][0]
        return -int(name[1:]) if name != "f-rare" else UNKNOWN_FREQUENCY

    def _characters(self, word):
        known = [self.characters.get(c, 0) + 1 for c in word[: CHARACTERS - 2]]
        return [0] + known + [0] * (CHARACTERS - 1 - len(known))


def numbered(names):
    """A number from 1 for each name."""
    return {name: number for number, name in enumerate(sorted(names), 1)}


def frequent(items, rarest):
    return numbered(item for item, count in Counter(items).items() if count >= rarest)
