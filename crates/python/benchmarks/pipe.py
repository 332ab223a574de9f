"""`nlp.pipe` against the command line and against spaCy, and its memory over a million texts.

    python benchmarks/pipe.py --satz target/release/satz [--jsonl FILE] [--documents 3000]

Needs satz; with spacy it compares. The ratios are of one run on one machine, the runs alternate.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from texts import texts

import satz

ROUNDS = 3


def main() -> None:
    options = arguments()
    articles = list(read(options))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        lines = (json.dumps({"id": str(n), "text": text}) for n, text in enumerate(articles))
        path.write_text("\n".join(lines) + "\n")
        against_command_line(options.satz, path, articles)
    against_spacy(articles)
    memory(options.million)


def against_command_line(program: str, path: Path, articles: list[str]) -> None:
    nlp = satz.load("de")
    command = [program, "annotate", str(path), "--language", "de", "--threads", "2"]
    report = path.with_name("report.json")
    command += ["--output", "/dev/null", "--quiet", "--report", str(report)]
    ratios = []
    for _ in range(ROUNDS):
        subprocess.run(command, check=True)
        theirs = json.loads(report.read_text())["seconds"]
        ours = timed(lambda: drain(nlp.pipe(articles, threads=2)))
        ratios.append(theirs / ours)
        print(f"command line {theirs:.2f} s, nlp.pipe {ours:.2f} s")
    print(f"nlp.pipe has {100 * statistics.median(ratios):.0f} % of the command line's throughput")


def against_spacy(articles: list[str]) -> None:
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed")
        return
    rival = spacy.blank("de")
    rival.add_pipe("sentencizer")
    nlp = satz.load("de", stages=["tokens", "sentences"])
    some = articles[:: max(1, len(articles) // 300)]
    ratios = []
    for _ in range(ROUNDS):
        theirs = timed(lambda: drain(rival.pipe(some))) / len(some)
        ours = timed(lambda: drain(nlp.pipe(articles, threads=2))) / len(articles)
        one = timed(lambda: drain(nlp.pipe(articles, threads=1))) / len(articles)
        ratios.append((theirs / ours, theirs / one))
    two, one = (statistics.median(column) for column in zip(*ratios))
    print(f"tokens and sentences: {two:.0f} times spaCy's throughput with 2 threads, {one:.0f} with 1")


def memory(million: int) -> None:
    nlp = satz.load("de")
    for number, _ in enumerate(nlp.pipe(texts(million, sentences=1), threads=2), 1):
        if number % (million // 10) == 0:
            print(f"{number:>9,} texts: {resident():.0f} MiB, at most {peak():.0f} MiB")


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def drain(items: Iterable[Any]) -> None:
    deque(items, maxlen=0)


def timed(action: Callable[[], Any]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def read(options: Any) -> Iterable[str]:
    if options.jsonl:
        return (json.loads(line)["text"] for line in options.jsonl.open())
    return texts(options.documents, sentences=20)


def arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--satz", required=True, help="the command `satz`")
    parser.add_argument("--documents", type=int, default=3000, help="texts to generate")
    parser.add_argument("--jsonl", type=Path, help="texts in place of the generated ones")
    parser.add_argument("--million", type=int, default=1_000_000, help="texts for the memory")
    return parser.parse_args()


if __name__ == "__main__":
    main()
