"""satz on Spark: the same result as the command line, whatever dies meanwhile, and how fast.

    python benchmarks/spark.py --satz target/release/satz [--documents 40000] [--jsonl FILE]
                               [--workers PYTHON]

Runs a cluster of two executors with a core each on this machine, whose workers get satz as an
archive. Every number it prints was measured in the run; it ends with an error if a row is missing
or another than the command line's. Needs pyspark, pyarrow, numpy and satz; the workers need
pyarrow alone, and with spacy there it compares.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pyarrow.dataset
from pyspark.sql import DataFrame, SparkSession
from texts import texts

import satz
from satz.spark import annotate

Rows = dict[str, bytes]

#: At this text the stage panics that a wheel with the feature `panicking-stage` has.
PANIC = "Hier gerät die Stufe in Panik."


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        documents = work / "documents.jsonl"
        write_documents(documents, options)
        spark = session(work, options.workers)
        try:
            measure(spark, documents, work, options)
        finally:
            spark.stop()


def measure(spark: SparkSession, documents: Path, work: Path, options: Any) -> None:
    df = spark.read.schema("id string, text string").json(str(documents)).repartition(32).cache()
    count = df.count()
    config = {"language": "de"}
    annotate(df.limit(100), config=config).count()  # the workers and their pipelines are up now
    print("satz of the workers:", *origins(df))

    expected, seconds = command_line(options.satz, documents, work)
    print(f"command line, 2 threads: {count / seconds:,.0f} rows/s")
    out = work / "plain"
    spark_seconds = timed(lambda: annotate(df, config=config).write.parquet(str(out)))
    overhead = (spark_seconds - seconds) / count * 2 * 1e6
    print(f"Spark, 2 x 1 core: {count / spark_seconds:,.0f} rows/s, {overhead:.0f} µs a row more")
    compare(out, expected)

    for victim in ("pyspark.daemon", "CoarseGrainedExecutorBackend"):
        out = work / victim
        killer = threading.Thread(target=kill, args=(victim, spark_seconds / 3))
        killer.start()
        annotate(df, config=config).write.parquet(str(out))
        killer.join()
        compare(out, expected)

    poisoned(spark, df, config)
    against_spacy(df, count)


def session(work: Path, workers: str) -> SparkSession:
    """Two executors, which get satz as an archive."""
    archive = work / "satz.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(Path(satz.__file__).parent, "satz")
    os.environ["PYSPARK_PYTHON"] = workers
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("satz")
    settings = {
        "spark.archives": f"{archive}#packages",
        "spark.executorEnv.PYTHONPATH": "packages",
        "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def origins(df: DataFrame) -> set[str]:
    """The folders that workers load satz from, which must be those of the archive."""

    def load(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        import satz

        for _ in batches:
            yield pyarrow.record_batch({"origin": [satz.__file__]})

    rows = df.mapInArrow(load, "origin string").collect()
    found = {str(Path(row.origin).parents[1]) for row in rows}
    assert all(Path(folder).name == "packages" for folder in found), found
    return found


def command_line(program: str, documents: Path, work: Path) -> tuple[Rows, float]:
    """What the command line says of each document, and its seconds."""
    out = work / "documents.satz.jsonl"
    command = [program, "annotate", str(documents), "--language", "de", "--threads", "2"]
    command += ["--offsets", "chars", "--quiet", "-o", str(out)]
    seconds = timed(lambda: subprocess.run(command, check=True))
    rows: Rows = {}
    with out.open() as lines:
        for line in lines:
            layers = json.loads(line)["layers"]
            tokens, entities = layers["tokens"], layers["entities"]
            names = [*tokens["kinds"], *entities["labels"]]
            numbers = numpy.array(tokens["spans"] + entities["spans"], dtype="int32")
            rows[layers["metadata"]["id"]] = digest(numbers, names)
    return rows, seconds


def compare(folder: Path, expected: Rows) -> None:
    """Every id once, with the tokens and entities that were expected."""
    found = 0
    for batch in pyarrow.dataset.dataset(folder).to_batches():
        ids, errors = batch["id"].to_pylist(), batch["error"].to_pylist()
        for row, (id, error) in enumerate(zip(ids, errors, strict=True)):
            assert error is None, error
            tokens, entities = batch["tokens"][row].values, batch["entities"][row].values
            pairs = [numbers(tokens), numbers(entities)]
            names = tokens.field("kind").to_pylist() + entities.field("label").to_pylist()
            assert digest(numpy.concatenate(pairs), names) == expected[id], id
        found += len(ids)
        assert len(set(ids)) == len(ids)
    unique = pyarrow.dataset.dataset(folder).to_table(columns=["id"])["id"].unique()
    assert found == len(unique) == len(expected), (found, len(unique), len(expected))
    print(f"  {found:,} rows, every id once, tokens and entities as on the command line")


def numbers(items: Any) -> Any:
    columns = [items.field(name).to_numpy(zero_copy_only=False) for name in ("start", "end")]
    return numpy.stack(columns, axis=1).astype("int32")


def digest(numbers: Any, names: Iterable[str]) -> bytes:
    import hashlib

    numbers = numbers.reshape(-1, 2)
    return hashlib.sha256(numbers.tobytes() + "\0".join(names).encode()).digest()


def kill(victim: str, after: float) -> None:
    """Sends SIGKILL to a process of this cluster."""
    time.sleep(after)
    for pid, command in descendants(os.getpid()):
        if victim in command:
            os.kill(pid, signal.SIGKILL)
            print(f"SIGKILL for {victim} after {after:.1f} s")
            return
    raise RuntimeError(f"there is no {victim}")


def descendants(root: int) -> Iterator[tuple[int, str]]:
    """Processes that descend from `root`, the youngest first."""
    parents, commands = {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            commands[int(entry.name)] = (entry / "cmdline").read_text()
            parents[int(entry.name)] = int(stat[1])
        except OSError:
            continue
    for pid in sorted(parents, reverse=True):
        ancestor = pid
        while ancestor in parents and ancestor != root:
            ancestor = parents[ancestor]
        if ancestor == root and pid != root:
            yield pid, commands[pid]


def poisoned(spark: SparkSession, df: DataFrame, config: dict[str, Any]) -> None:
    """A document without a text, and those at which a stage raises or panics, cost their own rows."""

    def poison(text: str | None) -> DataFrame:
        row = spark.createDataFrame([("poison", text)], "id string, text string")
        return df.limit(1000).union(row).coalesce(1)

    few = poison(None)
    stages = {
        "the text is missing": annotate(few, config=config).select("id", "error"),
        "a stage raises": few.fillna("poison").mapInArrow(with_raising_stage, "id string, error string"),
    }
    if has_panicking_stage():
        stages["a stage panics"] = annotate(poison(PANIC), config=config).select("id", "error")
    else:
        print("no stage panics: build the wheel with --features panicking-stage to see that")
    for name, rows in stages.items():
        failed = rows.where("error is not null").collect()
        assert [row.id for row in failed] == ["poison"] and rows.count() == few.count(), failed
        print(f"{name}: one of {few.count():,} rows failed: {failed[0].error}")


def has_panicking_stage() -> bool:
    try:
        satz.load("de", stages=["tokens"])(PANIC)
    except satz.DocumentError:
        return True
    return False


def with_raising_stage(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """A stage written in Python, in the place of Spark's function."""
    import pyarrow

    import satz

    def refuse(doc: satz.Doc) -> None:
        if doc.text == "poison":
            raise RuntimeError("no luck")

    nlp = satz.load("de", stages=["tokens"]).with_stage("acme.refusal", refuse)
    for batch in batches:
        pairs = zip(batch["id"].to_pylist(), batch["text"].to_pylist(), strict=True)
        docs = nlp.pipe(pairs, threads=1, on_error="return")
        errors = [str(doc) if isinstance(doc, satz.DocumentError) else None for doc in docs]
        yield pyarrow.record_batch({"id": batch["id"], "error": pyarrow.array(errors, "string")})


def against_spacy(df: DataFrame, count: int) -> None:
    """Tokens and sentences, by satz and by spaCy in the same place."""
    if not has_spacy(df):
        print("the workers have no spaCy")
        return
    some = df.limit(max(1, count // 20)).repartition(4).cache()
    some.count()
    seconds = {}
    for name, body in (("satz", with_satz), ("spaCy", with_spacy)):
        rows = some.mapInArrow(body, "rows long, seconds double").collect()
        seconds[name] = sum(row.seconds for row in rows) / sum(row.rows for row in rows)
    print(f"tokens and sentences in mapInArrow, processor time a row without Spark: "
          f"satz {1e6 * seconds['satz']:,.0f} µs, spaCy {1e6 * seconds['spaCy']:,.0f}: "
          f"{seconds['spaCy'] / seconds['satz']:.0f} times")


def has_spacy(df: DataFrame) -> bool:
    def look(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        from importlib.util import find_spec

        import pyarrow

        for _ in batches:
            yield pyarrow.record_batch({"found": [find_spec("spacy") is not None]})

    return all(row.found for row in df.limit(1).mapInArrow(look, "found boolean").collect())


def with_satz(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    import time

    import pyarrow

    import satz

    nlp = satz.load("de", stages=["tokens", "sentences"])
    for batch in batches:
        start = time.process_time()
        stream = nlp.annotate_arrow(batch, threads=1)
        rows = pyarrow.RecordBatchReader.from_stream(stream).read_all().num_rows
        seconds = time.process_time() - start
        yield pyarrow.record_batch({"rows": [rows], "seconds": [seconds]})


def with_spacy(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    import time

    import pyarrow
    import spacy

    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    numbers = pyarrow.list_(pyarrow.int32())
    for batch in batches:
        start = time.process_time()
        docs = list(nlp.pipe(batch["text"].to_pylist()))
        tokens = pyarrow.array([[token.idx for token in doc] for doc in docs], numbers)
        starts = pyarrow.array([[sent.start for sent in doc.sents] for doc in docs], numbers)
        columns = {"id": batch["id"], "tokens": tokens, "sentences": starts}
        rows = pyarrow.record_batch(columns).num_rows
        seconds = time.process_time() - start
        yield pyarrow.record_batch({"rows": [rows], "seconds": [seconds]})


def timed(action: Callable[[], Any]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def write_documents(path: Path, options: Any) -> None:
    with path.open("w") as out:
        if options.jsonl:
            source = (json.loads(line)["text"] for line in options.jsonl.open())
        else:
            source = texts(options.documents)
        for number, text in zip(range(options.documents), source):
            out.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")


def arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--satz", required=True, help="the command `satz`")
    parser.add_argument("--documents", type=int, default=40_000)
    parser.add_argument("--jsonl", type=Path, help="texts in place of the generated ones")
    parser.add_argument("--workers", default=sys.executable, help="Python of the workers")
    return parser.parse_args()


if __name__ == "__main__":
    main()
