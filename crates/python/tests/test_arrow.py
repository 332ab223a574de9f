"""Tables of pyarrow, Polars and DuckDB."""

from typing import Any

import pytest

import satz

from .conftest import ARTICLE

pa = pytest.importorskip("pyarrow")

COLUMNS = ["id", "tokens", "sentences", "entities", "summary", "error"]
TEXTS = [ARTICLE, None, "", "Es taut in Lienz. 🦆"]


def table() -> Any:
    return pa.table({"id": [10, 11, 12, 13], "text": TEXTS})


def test_a_table(nlp: satz.Pipeline) -> None:
    annotated = pa.table(nlp.annotate_arrow(table()))
    assert annotated.column_names == COLUMNS
    assert annotated["id"].to_pylist() == [10, 11, 12, 13]
    assert annotated["error"].to_pylist() == [None, "stage `input`: the text is null", None, None]
    for row in annotated.to_pylist():
        text = TEXTS[row["id"] - 10]
        if text is None:
            assert row["tokens"] is None
            continue
        doc = nlp(text)
        tokens = [text[token["start"] : token["end"]] for token in row["tokens"]]
        assert tokens == [token.text for token in doc.tokens]
        entities = [(text[ent["start"] : ent["end"]], ent["label"]) for ent in row["entities"]]
        assert entities == [(ent.text, ent.label) for ent in doc.ents]
        sentences = [sentence["end"] - sentence["first"] for sentence in row["sentences"]]
        assert sentences == [len(sent.tokens) for sent in doc.sents]
        assert [it["sentence"] for it in row["summary"]] == [sent.index for sent in doc.summary]


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary"])
def test_every_type_of_string(splitter: satz.Pipeline, kind: str) -> None:
    column = pa.array(TEXTS)
    column = column.dictionary_encode() if kind == "dictionary" else column.cast(getattr(pa, kind)())
    batch = pa.record_batch({"id": [10, 11, 12, 13], "text": column})
    expected = pa.table(splitter.annotate_arrow(table()))
    assert pa.table(splitter.annotate_arrow(batch)) == expected


@pytest.mark.parametrize(
    ("offsets", "encoding", "width"), [("bytes", "utf-8", 1), ("utf16", "utf-16-le", 2)]
)
def test_other_offsets(splitter: satz.Pipeline, offsets: Any, encoding: str, width: int) -> None:
    annotated = pa.table(splitter.annotate_arrow(table(), offsets=offsets, threads=2)).to_pylist()
    units = ARTICLE.encode(encoding)
    spans = [(it["start"] * width, it["end"] * width) for it in annotated[0]["tokens"]]
    tokens = [units[start:end].decode(encoding) for start, end in spans]
    assert tokens == [token.text for token in splitter(ARTICLE).tokens]


def test_a_stream_of_batches_is_read_as_needed(splitter: satz.Pipeline) -> None:
    batch = table().to_batches()[0]
    read = []

    def batches() -> Any:
        for number in range(5):
            read.append(number)
            yield batch

    reader = pa.RecordBatchReader.from_batches(batch.schema, batches())
    annotated = pa.RecordBatchReader.from_stream(splitter.annotate_arrow(reader, threads=2))
    assert annotated.read_next_batch().num_rows == 4
    assert read == [0]
    assert annotated.read_all().num_rows == 16


def test_errors(splitter: satz.Pipeline) -> None:
    with pytest.raises(ValueError, match="no column `key` among `id`, `text`"):
        splitter.annotate_arrow(table(), id_col="key")
    with pytest.raises(Exception, match="no column `body` among `id`, `text`"):
        pa.table(splitter.annotate_arrow(table(), text_col="body"))
    stream = splitter.annotate_arrow(table(), id_col=None)
    assert pa.table(stream).column_names == COLUMNS[1:]
    with pytest.raises(ValueError, match="has been read"):
        pa.table(stream)
    with pytest.raises(ValueError, match="no column for stage `mine`"):
        splitter.with_stage("mine", len).annotate_arrow(table())  # type: ignore[arg-type]


def test_polars(splitter: satz.Pipeline) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"id": [10, 11, 12, 13], "text": TEXTS})
    annotated = pl.DataFrame(splitter.annotate_arrow(frame))
    assert annotated.columns == COLUMNS
    assert annotated["tokens"].list.len().to_list()[3] == 6


def test_duckdb(splitter: satz.Pipeline) -> None:
    duckdb = pytest.importorskip("duckdb")
    texts = table()  # noqa: F841, as DuckDB finds it by its name
    relation = duckdb.sql("select id, text from texts order by id")
    annotated = pa.table(splitter.annotate_arrow(relation))
    counts = duckdb.sql("select id, len(tokens) from annotated order by id").fetchall()
    assert counts[1:] == [(11, None), (12, 0), (13, 6)]
