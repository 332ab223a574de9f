"""News text into annotated documents: tokens, sentences, named entities and a summary.

>>> import satz
>>> nlp = satz.load("de")
>>> doc = nlp("Ministerin Rosa Ebner reist nach Graz. Sie bleibt zwei Tage.")
>>> [(ent.text, ent.label) for ent in doc.ents]
[('Rosa Ebner', 'PER'), ('Graz', 'LOC')]
>>> len(doc.sents)
2
"""

from satz._errors import DocumentError, MissingLayerError
from satz._satz import (
    ArrowStream,
    Doc,
    DocStream,
    Entity,
    Pipeline,
    Sentence,
    Span,
    Token,
    View,
)

__all__ = [
    "ArrowStream",
    "Doc",
    "DocStream",
    "DocumentError",
    "Entity",
    "MissingLayerError",
    "Pipeline",
    "Sentence",
    "Span",
    "Token",
    "View",
    "load",
]

load = Pipeline
"""The pipeline of a language, as spaCy calls it; the models are in the package."""
