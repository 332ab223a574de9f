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
from typing import Any, NamedTuple

from texts import texts

import satz

ROUNDS = 3

# Texts for satz in a round, so that it has something to do.
MANY = 10_000


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
    single = path.with_name("single.jsonl")
    single.write_text(json.dumps({"text": articles[0]}) + "\n")
    ratios = []
    for _ in range(ROUNDS):
        start, _ = command_line(program, single)  # reading the models is not throughput
        theirs, wall = command_line(program, path)
        ours = timed(lambda: drain(nlp.pipe(articles, threads=2)))
        ratios.append((wall / ours.wall, (theirs.processor - start.processor) / ours.processor))
        print(f"command line {wall:.2f} s, nlp.pipe {ours.wall:.2f} s")
    print(f"nlp.pipe has {percent(ratios)} of the command line's throughput")


def command_line(program: str, path: Path) -> tuple[Time, float]:
    """The time of a process, and the seconds of the run in it."""
    report = path.with_name("report.json")
    command = [program, "annotate", str(path), "--language", "de", "--threads", "2"]
    command += ["--output", "/dev/null", "--quiet", "--report", str(report)]
    time = timed(lambda: subprocess.run(command, check=True))
    return time, json.loads(report.read_text())["seconds"]


def against_spacy(articles: list[str]) -> None:
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed")
        return
    rival = spacy.blank("de")
    rival.add_pipe("sentencizer")
    nlp = satz.load("de", stages=["tokens", "sentences"])
    # spaCy keeps the tokens of every form that it has seen: it has seen half of the articles by
    # then, and every round takes others, as in a stream of news.
    drain(rival.pipe(articles[::2]))
    many = articles * (MANY // len(articles) + 1)
    ratios: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for number in range(ROUNDS):
        unseen = articles[1::2][number::ROUNDS]
        theirs = timed(lambda: drain(rival.pipe(unseen))).of_each(unseen)
        for threads, column in ratios.items():
            ours = timed(lambda: drain(nlp.pipe(many, threads=threads))).of_each(many)
            column.append((theirs.wall / ours.wall, theirs.processor / ours.processor))
    for threads, column in ratios.items():
        wall, processor = medians(column)
        print(f"tokens and sentences, threads {threads}: {wall:.0f} times spaCy's throughput, "
              f"{processor:.0f} times by processor time")


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


class Time(NamedTuple):
    """Seconds by the clock, and those of processors; the latter say the same on a busy machine."""

    wall: float
    processor: float

    def of_each(self, items: list[str]) -> Time:
        return Time(self.wall / len(items), self.processor / len(items))


def timed(action: Callable[[], Any]) -> Time:
    start = now()
    action()
    end = now()
    return Time(end.wall - start.wall, end.processor - start.processor)


def now() -> Time:
    """Processor time of this process and of those that it ran."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return Time(time.perf_counter(), processor)


def medians(ratios: list[tuple[float, float]]) -> tuple[float, float]:
    walls, processors = zip(*ratios)
    return statistics.median(walls), statistics.median(processors)


def percent(ratios: list[tuple[float, float]]) -> str:
    wall, processor = medians(ratios)
    return f"{100 * wall:.0f} % ({100 * processor:.0f} % by processor time)"


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
