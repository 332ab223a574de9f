"""Streams: in order, read as needed, one failure at a time."""

import threading
import time
from collections.abc import Iterator

import pytest

import satz

from .conftest import ARTICLE


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("batch_size", [1, 7, 256])
def test_documents_come_in_order(splitter: satz.Pipeline, threads: int, batch_size: int) -> None:
    texts = [f"Es sind {number} Grad. " * (number % 13) for number in range(300)]
    docs = splitter.pipe(iter(texts), batch_size=batch_size, threads=threads)
    assert [doc.text for doc in docs] == texts


def test_a_stream_says_what_single_calls_say(nlp: satz.Pipeline) -> None:
    texts = [ARTICLE, "", "Es taut in Lienz.", ARTICLE[:200]]
    expected = [nlp(text).to_json() for text in texts]
    assert [doc.to_json() for doc in nlp.pipe(texts, batch_size=2)] == expected


def test_texts_are_read_as_needed(splitter: satz.Pipeline) -> None:
    read = 0

    def texts() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "Es taut."

    docs = splitter.pipe(texts(), batch_size=10)
    for _ in range(25):
        next(docs)
    assert read <= 25 + 3 * 10


def test_ids_travel_in_pairs(splitter: satz.Pipeline) -> None:
    docs = splitter.pipe([("a", "Es taut."), (7, "Ja."), "Nein."])
    assert [doc.id for doc in docs] == ["a", "7", None]


def test_a_failure_raises_in_its_place(splitter: satz.Pipeline) -> None:
    docs = splitter.pipe([("a", "Es taut."), ("b", "\ud800"), ("c", "Ja.")])
    assert next(docs).id == "a"
    with pytest.raises(satz.DocumentError, match="document `b`: stage `input`"):
        next(docs)
    assert next(docs).id == "c"
    with pytest.raises(StopIteration):
        next(docs)


def test_a_failure_can_be_an_item(splitter: satz.Pipeline) -> None:
    docs = list(splitter.pipe(["Es taut.", "\ud800", "Ja."], on_error="return"))
    assert [type(doc) for doc in docs] == [satz.Doc, satz.DocumentError, satz.Doc]


def test_a_source_that_raises_loses_nothing(splitter: satz.Pipeline) -> None:
    def texts() -> Iterator[str]:
        yield "Es taut."
        yield "Ja."
        raise OSError("the disk is gone")

    docs = splitter.pipe(texts())
    assert [next(docs).text, next(docs).text] == ["Es taut.", "Ja."]
    with pytest.raises(OSError, match="the disk is gone"):
        next(docs)
    assert list(docs) == []


def test_what_cannot_be_piped(splitter: satz.Pipeline) -> None:
    with pytest.raises(TypeError):
        splitter.pipe(7)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="`ignore` is none of `raise`, `return`"):
        splitter.pipe([], on_error="ignore")  # type: ignore[call-overload]


def test_python_goes_on_while_threads_annotate(nlp: satz.Pipeline) -> None:
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    start = time.perf_counter()
    nlp("Hanna Moser reist nach Lienz. " * 20_000)
    seconds = time.perf_counter() - start
    done.set()
    ticker.join()
    # With the lock held for the whole call there would be one tick, or two.
    assert ticks > 5, f"{ticks} ticks in {seconds:.2f} s"
