"""A race: workers take turns with the same texts, and what they need and answer is kept."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Optional


@dataclass
class Entry:
    """A tool in a race, and how it did."""

    tool: str
    command: list[str]
    version: str = ""
    seconds: list[float] = field(default_factory=list)
    answers: Optional[list] = None
    loaded_kilobytes: int = 0
    peak_kilobytes: int = 0
    failure: Optional[str] = None

    def result(self, size: int, scores: dict) -> dict:
        """The row of this tool in the raw results; `size` is that of the texts, in bytes."""
        if self.failure:
            return {"tool": self.tool, "failure": self.failure}
        return {
            "tool": self.tool,
            "version": self.version,
            "scores": {name: round(score, 2) for name, score in scores.items()},
            "seconds": self.seconds,
            "MB/s": size / median(self.seconds) / 1e6,
            "loaded MB": round(self.loaded_kilobytes / 1024, 1),
            "peak MB": round(self.peak_kilobytes / 1024, 1),
        }


class Worker:
    """A running worker; see `race.protocol`."""

    def __init__(self, entry: Entry):
        self.entry = entry
        self.process = subprocess.Popen(
            entry.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def hear(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(self.process.stderr.read().strip().splitlines()[-1:] or "it ended")
        return json.loads(line)

    def ask(self, request: str) -> dict:
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        return self.hear()


def run(entries: list[Entry], rounds: int) -> None:
    """Lets the workers of `entries` do a pass each, over and over, so that a slow minute slows all of them."""
    workers = [worker for worker in map(started, entries) if worker]
    for _ in range(rounds):
        for worker in workers:
            worker.entry.seconds.append(worker.ask("run")["seconds"])
    for worker in workers:
        last = worker.ask("answer")
        worker.entry.answers, worker.entry.peak_kilobytes = last["answers"], last["peak"]
        worker.process.stdin.close()
        worker.process.wait()


def started(entry: Entry) -> Optional[Worker]:
    """A worker that is warm; a tool that does not start is out, and the table says why."""
    try:
        worker = Worker(entry)
        loaded = worker.hear()
        entry.version, entry.loaded_kilobytes = loaded["version"], loaded["loaded"]
        worker.hear()
    except (OSError, RuntimeError) as error:
        entry.failure = str(error)
        print(f"{entry.tool} does not run: {error}", file=sys.stderr)
        return None
    return worker


def python_entry(race: str, tool: str, texts: Path, *options: str) -> Entry:
    return Entry(tool, [sys.executable, "-m", "race.worker", race, tool, str(texts), *options])


def rust_entry(worker: Path, race: str, tool: str, texts: Path, *options: str) -> Entry:
    return Entry(tool, [str(worker), race, tool, str(texts), *options])
