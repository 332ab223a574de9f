"""Annotation of Spark data frames, in the Python workers that Spark has already."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import satz

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def annotate(
    df: DataFrame,
    text_col: str = "text",
    id_col: str = "id",
    config: Mapping[str, Any] | None = None,
) -> DataFrame:
    """Annotate the column `text_col`: a frame of `id_col`, the layers, and `error`.

    `config` are the arguments of `satz.load`; paths among them are read by the workers. Offsets
    count code points, from 0; add 1 for the `substring` of SQL. A document that cannot be
    annotated has null for its layers and says why in `error`; the task goes on.

    A worker process builds the pipeline once and annotates on one thread, as Spark gives a task
    one core. Nothing of the pipeline travels but `config`.
    """
    configuration = json.dumps(dict(config or {}), default=os.fspath)

    def annotate_batches(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return _annotate(batches, text_col, id_col, configuration)

    return df.select(id_col, text_col).mapInArrow(annotate_batches, _schema(df, id_col))


def _annotate(
    batches: Iterable[pyarrow.RecordBatch], text_col: str, id_col: str, configuration: str
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    nlp = _pipeline(configuration)
    for batch in batches:
        stream = nlp.annotate_arrow(batch, text_col=text_col, id_col=id_col, threads=1)
        yield from pyarrow.RecordBatchReader.from_stream(stream)


@functools.cache
def _pipeline(configuration: str) -> satz.Pipeline:
    """The pipeline of this worker process, which Spark gives one task after the other."""
    return satz.load(**json.loads(configuration))


def _schema(df: DataFrame, id_col: str) -> StructType:
    """The columns of the result, as Spark calls the types that Arrow has."""
    from pyspark.sql.types import (
        ArrayType,
        FloatType,
        IntegerType,
        StringType,
        StructField,
        StructType,
    )

    def items(*fields: StructField) -> ArrayType:
        return ArrayType(StructType(list(fields)), containsNull=False)

    def number(name: str) -> StructField:
        return StructField(name, IntegerType(), nullable=False)

    def string(name: str) -> StructField:
        return StructField(name, StringType(), nullable=False)

    score = StructField("score", FloatType())
    start, end = number("start"), number("end")
    return StructType(
        [
            df.schema[id_col],
            StructField("tokens", items(start, end, string("kind"))),
            StructField("sentences", items(number("first"), end, string("kind"))),
            StructField("entities", items(start, end, string("label"), string("form"), score)),
            StructField("summary", items(number("sentence"), score)),
            StructField("error", StringType()),
        ]
    )
