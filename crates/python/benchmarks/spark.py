"""satz on Spark: the same result as the command line, whatever dies meanwhile, and how fast.

    python benchmarks/spark.py --satz target/release/satz [--documents 40000] [--jsonl FILE]

Runs a cluster of two executors with a core each on this machine. Every number it prints was
measured in the run; it ends with an error if a row is missing or another than the command line's.
Needs pyspark, pyarrow, numpy and satz; with spacy it compares.
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


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        documents = work / "documents.jsonl"
        write_documents(documents, options)
        spark = session(work)
        try:
            measure(spark, documents, work, options)
        finally:
            spark.stop()


def measure(spark: SparkSession, documents: Path, work: Path, options: Any) -> None:
    df = spark.read.schema("id string, text string").json(str(documents)).repartition(32).cache()
    count = df.count()
    config = {"language": "de"}
    annotate(df.limit(100), config=config).count()  # the workers and their pipelines are up now

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


def session(work: Path) -> SparkSession:
    """Two executors, which get satz as an archive."""
    archive = work / "satz.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(Path(satz.__file__).parent, "satz")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
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
    """A document without a text costs its own row."""
    poison = spark.createDataFrame([("poison", None)], "id string, text string")
    rows = annotate(df.limit(1000).union(poison).coalesce(1), config=config)
    failed = rows.where("error is not null").select("id", "error").collect()
    assert [row.id for row in failed] == ["poison"], failed
    print(f"one of 1,001 rows failed: {failed[0].error}")


def against_spacy(df: DataFrame, count: int) -> None:
    """Tokens and sentences, by satz and by spaCy in the same place."""
    try:
        import spacy  # noqa: F401
    except ImportError:
        print("spaCy is not installed")
        return
    some = df.limit(max(1, count // 20)).repartition(8).cache()
    rows = some.count()
    config = {"language": "de", "stages": ["tokens", "sentences"]}
    schema = "id string, tokens array<int>, sentences array<int>"
    run_spacy: Callable[[], int] = lambda: some.mapInArrow(with_spacy, schema).count()
    run_satz: Callable[[], int] = lambda: annotate(df, config=config).count()
    spacy_seconds, satz_seconds = timed(run_spacy) / rows, timed(run_satz) / count
    print(f"tokens and sentences: satz {1e6 * satz_seconds:,.0f} µs a row, spaCy "
          f"{1e6 * spacy_seconds:,.0f}: {spacy_seconds / satz_seconds:.0f} times")
    nothing = timed(lambda: df.mapInArrow(lambda batches: batches, "id string, text string").count())
    body = satz_seconds - nothing / count
    print(f"  Spark alone takes {1e6 * nothing / count:.1f} µs of these; without them "
          f"{(spacy_seconds - nothing / count) / body:.0f} times")


def with_spacy(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow
    import spacy

    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    for batch in batches:
        docs = list(nlp.pipe(batch["text"].to_pylist()))
        tokens = pyarrow.array(
            [[token.idx for token in doc] for doc in docs], pyarrow.list_(pyarrow.int32())
        )
        starts = [[sent.start for sent in doc.sents] for doc in docs]
        sentences = pyarrow.array(starts, pyarrow.list_(pyarrow.int32()))
        yield pyarrow.record_batch({"id": batch["id"], "tokens": tokens, "sentences": sentences})


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
    return parser.parse_args()


if __name__ == "__main__":
    main()
