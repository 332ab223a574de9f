"""A stage in Rust that panics costs its document. Needs a wheel with the feature `panicking-stage`."""

import pyarrow
import pytest

import satz

from .conftest import PANIC

TEXTS = ["Es taut.", PANIC, "Ja."]


def test_a_call_raises(splitter: satz.Pipeline) -> None:
    with pytest.raises(satz.DocumentError, match="stage `panic`: it panicked: a text asked for it"):
        splitter(PANIC)
    assert splitter("Es taut.").text == "Es taut."


@pytest.mark.parametrize("threads", [1, 2])
def test_a_stream_goes_on(splitter: satz.Pipeline, threads: int) -> None:
    docs = splitter.pipe(TEXTS * 100, threads=threads, batch_size=7, on_error="return")
    kinds = [type(doc) for doc in docs]
    assert kinds == [satz.Doc, satz.DocumentError, satz.Doc] * 100


def test_a_table_has_the_other_rows(splitter: satz.Pipeline) -> None:
    table = pyarrow.table({"text": TEXTS})
    rows = pyarrow.table(splitter.annotate_arrow(table, id_col=None))
    assert [error is None for error in rows["error"].to_pylist()] == [True, False, True]
    assert [tokens is None for tokens in rows["tokens"].to_pylist()] == [False, True, False]
