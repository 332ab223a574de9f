"""How a worker talks: one tool in one process, so that memory and crashes are its own.

The worker loads its texts and its tool, does one pass to warm up, and says that it is ready. Then it
answers each line on standard input with one line of JSON: `run` does a pass and tells the seconds it took,
`answer` tells what came out of the last pass and the peak memory of the process.
"""

import json
import sys
import time
from pathlib import Path
from typing import Callable


def peak_kilobytes() -> int:
    """The most memory that this process ever had resident."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def serve(work: Callable[[], list], version: str) -> None:
    """Answers requests until standard input ends; `work` is a pass over all texts."""
    say({"version": version, "loaded": peak_kilobytes()})
    answers = work()
    say({"ready": True})
    for request in sys.stdin:
        if request.strip() == "run":
            start = time.perf_counter()
            answers = work()
            say({"seconds": time.perf_counter() - start})
        else:
            say({"answers": answers, "peak": peak_kilobytes()})


def say(message: dict) -> None:
    print(json.dumps(message), flush=True)
