"""A Ray dataset, annotated: `pip install satz "ray[data]"`."""

import pyarrow
import ray

import satz


class Annotate:
    """An actor of Ray makes one, with a pipeline of its own."""

    def __init__(self) -> None:
        self.nlp = satz.load("de")

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.table(self.nlp.annotate_arrow(batch, threads=1))


rows = [{"id": 1, "text": "Hanna Moser reist nach Lienz."}, {"id": 2, "text": "Es taut."}]
annotated = ray.data.from_items(rows).map_batches(
    Annotate, batch_format="pyarrow", compute=ray.data.ActorPoolStrategy(size=1)
)
for row in annotated.take_all():
    print(row["id"], len(row["tokens"]), [entity["label"] for entity in row["entities"]])
