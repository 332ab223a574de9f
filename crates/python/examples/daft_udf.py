"""Entities of a Daft frame: `pip install satz daft`."""

import daft
import pyarrow

import satz

LABELS = daft.DataType.list(daft.DataType.string())


@daft.cls
class Entities:
    """A worker of Daft makes one, with a pipeline of its own."""

    def __init__(self) -> None:
        self.nlp = satz.load("de", stages=["tokens", "sentences", "entities"])

    @daft.method.batch(return_dtype=LABELS)
    def __call__(self, texts: daft.Series) -> list[list[str]]:
        table = pyarrow.table({"text": texts.to_arrow()})
        stream = self.nlp.annotate_arrow(table, id_col=None, threads=1)
        rows = pyarrow.table(stream)["entities"].to_pylist()
        return [[entity["label"] for entity in row or []] for row in rows]


frame = daft.from_pydict({"id": [1, 2], "text": ["Hanna Moser reist nach Lienz.", "Es taut."]})
frame = frame.with_column("labels", Entities()(frame["text"]))
frame.show()
